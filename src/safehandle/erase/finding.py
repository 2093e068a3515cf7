"""Finding everything under a path for erasure: by descriptors, without following any link, whatever the names are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from safehandle.erase.mounts import mount_ident
from safehandle.errors import InputError
from safehandle.files.listing import Kind, kind_of, shown

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NO_FOLLOW
FILE_FLAGS = _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)  # a fifo put in a file's place must not hang us
DEEPEST = 200
"""Levels of folders; a walk holds one descriptor a level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing under a given path, and its identity at the time of the look. ``path`` is absolute, without links.

    ``mount`` is the mount's number, 0 for what is not entered; ``fault`` says why a folder could not be looked into.
    """

    path: str
    kind: Kind
    device: int
    inode: int
    size: int
    mtime_ns: int
    links: int
    mount: int
    fault: str = ""

    @property
    def identity(self) -> tuple[int, int]:
        return self.device, self.inode

    def same(self, now: os.stat_result) -> bool:
        """Whether a look at it now shows the same thing, unchanged. A folder may have lost what we erased in it."""
        if (now.st_dev, now.st_ino) != self.identity or kind_of(now) is not self.kind:
            return False
        return self.kind is Kind.FOLDER or (now.st_size, now.st_mtime_ns, now.st_nlink) == (
            self.size,
            self.mtime_ns,
            self.links,
        )


Visit = Callable[[Found, int | None], None]
"""Called with each thing found and, for regular files, a descriptor open for reading (None where it does not open)."""


def canonical(path: str | os.PathLike[str]) -> str:
    """The absolute path with every link above the last name resolved; the last name itself may not be a link.

    Raises:
        InputError: ``erase.missing``, ``erase.link``.
    """
    given = os.path.abspath(os.fspath(path))  # noqa: PTH100 - bytes-safe and without following the last name
    real = os.path.join(os.path.realpath(os.path.dirname(given)), os.path.basename(given))  # noqa: PTH118, PTH119, PTH120
    try:
        found = os.lstat(real)
    except OSError as error:
        raise InputError("erase.missing", path=shown(real), reason=error.strerror) from None
    if kind_of(found) is Kind.LINK:
        raise InputError("erase.link", path=shown(real))
    return real


@contextmanager
def folder(path: str) -> Iterator[int]:
    """A descriptor of an absolute folder, reached component by component without following a link.

    Raises:
        OSError: ELOOP or ENOTDIR where a component has become a link.
    """
    descriptor = os.open("/", FOLDER_FLAGS)
    try:
        for name in [part for part in path.split("/") if part]:
            below = os.open(name, FOLDER_FLAGS, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = below
        yield descriptor
    finally:
        os.close(descriptor)


def find(path: str, visit: Visit) -> None:
    """Visit everything under a canonical path: what a folder holds before the folder itself, in byte order of names."""
    above = path.rpartition("/")[0]
    with folder(above or "/") as descriptor:
        _Walk(visit, above.count("/")).take(path, descriptor, mount_ident(descriptor))


class _Walk:
    """One walk under way. ``base`` is the number of slashes in the path that it starts from."""

    def __init__(self, visit: Visit, base: int) -> None:
        self._visit = visit
        self._base = base

    def take(self, path: str, above: int, mount: int) -> None:
        """Look at ``path``, whose folder is open as ``above`` on the mount of that number, and at all below it."""
        name = path.rpartition("/")[2]
        seen = os.stat(name, dir_fd=above, follow_symlinks=False)
        kind = kind_of(seen)
        if kind not in {Kind.FOLDER, Kind.FILE}:
            self._visit(_found(path, seen, mount), None)
            return
        descriptor = _opened(name, above, kind)
        if descriptor is None:
            fault = "unreadable" if kind is Kind.FOLDER else ""  # a file without a descriptor says so by itself
            self._visit(_found(path, seen, mount, fault), None)
            return
        try:
            self._opened(path, descriptor, above, mount)
        finally:
            os.close(descriptor)

    def _opened(self, path: str, descriptor: int, above: int, mount: int) -> None:
        own, seen = mount_ident(descriptor), os.fstat(descriptor)
        # A mount point (or a btrfs subvolume, which has a device number of its own) is somebody else's ground.
        fault = "mount-point" if own != mount or seen.st_dev != os.fstat(above).st_dev else ""
        if kind_of(seen) is Kind.FOLDER and not fault:
            fault = "too-deep" if path.count("/") - self._base > DEEPEST else ""
            for name in () if fault else sorted(os.listdir(descriptor), key=os.fsencode):
                self.take(f"{path}/{name}", descriptor, own)
        self._visit(_found(path, seen, own, fault), descriptor)


def _opened(name: str, above: int, kind: Kind) -> int | None:
    flags = FOLDER_FLAGS if kind is Kind.FOLDER else os.O_RDONLY | FILE_FLAGS
    try:
        descriptor = os.open(name, flags, dir_fd=above)
    except OSError:
        return None
    if kind_of(os.fstat(descriptor)) is kind:
        return descriptor
    os.close(descriptor)
    return None


def _found(path: str, seen: os.stat_result, mount: int, fault: str = "") -> Found:
    return Found(
        path=path,
        kind=kind_of(seen),
        device=seen.st_dev,
        inode=seen.st_ino,
        size=seen.st_size,
        mtime_ns=seen.st_mtime_ns,
        links=seen.st_nlink,
        mount=mount,
        fault=fault,
    )
