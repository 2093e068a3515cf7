"""Which files other processes hold open or mapped (Linux, /proc)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

File = tuple[int, int]
"""Device and inode number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """The processes that hold each of the files asked about. ``unseen`` processes could not be looked into."""

    by_file: dict[File, tuple[int, ...]]
    unseen: int


def holders(files: Iterable[File], proc: Path = Path("/proc")) -> Holders:
    """Look through every process but this one, once, for the given files."""
    wanted = frozenset(files)
    found: dict[File, list[int]] = {}
    unseen = 0
    for entry in proc.iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            held = set(_held(entry, wanted))
        except PermissionError:
            unseen += 1
        except (FileNotFoundError, ProcessLookupError, NotADirectoryError):
            continue  # it ended while we looked
        else:
            for file in held:
                found.setdefault(file, []).append(int(entry.name))
    return Holders(by_file={file: tuple(sorted(pids)) for file, pids in found.items()}, unseen=unseen)


def _held(entry: Path, wanted: frozenset[File]) -> Iterator[File]:
    folder = os.open(entry / "fd", os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in os.listdir(folder):  # noqa: PTH208 - a descriptor
            try:
                found = os.stat(name, dir_fd=folder)
            except OSError:
                continue  # closed while we looked, or of a kind that cannot be asked
            if stat.S_ISREG(found.st_mode) and (found.st_dev, found.st_ino) in wanted:
                yield found.st_dev, found.st_ino
    finally:
        os.close(folder)
    inodes = {inode for _, inode in wanted}
    for line in (entry / "maps").read_bytes().splitlines():
        fields = line.split(None, 5)
        if len(fields) > 5 and int(fields[4]) in inodes:
            yield from _mapped(entry, fields, wanted)


def _mapped(entry: Path, fields: list[bytes], wanted: frozenset[File]) -> Iterator[File]:
    """The wanted file behind one line of ``maps``. Its device number is not always the one that stat gives (btrfs)."""
    start, _, end = fields[0].partition(b"-")
    try:
        found = (entry / "map_files" / f"{int(start, 16):x}-{int(end, 16):x}").stat()
    except OSError:
        # Not everybody may look there; the inode number alone then decides, on the safe side.
        yield from (file for file in wanted if file[1] == int(fields[4]))
    else:
        if (found.st_dev, found.st_ino) in wanted:
            yield found.st_dev, found.st_ino
