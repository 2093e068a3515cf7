"""What was found under some paths: files and folders, each by the name it will have and the identity it had."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from safehandle.errors import InputError

_REPARSE_POINT = 0x400


class Kind(StrEnum):
    """What an entry is. Only the first two can be sealed or sent."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"  # symbolic links; junctions and other reparse points on Windows
    SPECIAL = "special"  # sockets, fifos, devices


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file or folder. ``path`` is relative and POSIX, beginning with the name that was given; ``size`` is in bytes.

    ``root`` is the real folder that ``path`` is relative to; ``device`` and ``inode`` say which file it was.
    """

    path: str
    kind: Kind
    size: int
    mtime_ns: int
    mode: int
    device: int
    inode: int
    root: Path

    @property
    def source(self) -> Path:
        """Where it lies, for messages. To read it, use :class:`~safehandle.files.reopen.Opener`."""
        return self.root / self.path

    def same(self, found: os.stat_result) -> bool:
        """Whether a look at it now shows the same file with the same size and time of change."""
        now = (found.st_dev, found.st_ino, found.st_mtime_ns)
        if now != (self.device, self.inode, self.mtime_ns):
            return False
        return kind_of(found) is self.kind and (self.kind is Kind.FOLDER or found.st_size == self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that was found and is not part of the listing, because the caller allowed that."""

    path: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Everything under the given paths, folders before what they hold, names in the order of their UTF-8 bytes."""

    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def files(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind is Kind.FILE)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(entry.size for entry in self.entries if entry.kind is Kind.FILE)


def kind_of(found: os.stat_result) -> Kind:
    """The kind of what ``os.lstat`` saw."""
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_file_attributes", 0) & _REPARSE_POINT:
        return Kind.LINK
    if stat.S_ISREG(found.st_mode):
        return Kind.FILE
    return Kind.FOLDER if stat.S_ISDIR(found.st_mode) else Kind.SPECIAL


def shown(path: object) -> str:
    """A path as text that every terminal and JSON can carry, bytes that are no UTF-8 escaped."""
    return os.fsencode(str(path)).decode("utf-8", "backslashreplace")


def unreadable(error: OSError, path: object) -> InputError:
    """The refusal that an operating system's error about an input means."""
    code = "files.missing" if isinstance(error, FileNotFoundError) else "files.unreadable"
    return InputError(code, path=shown(path), reason=error.strerror or type(error).__name__)
