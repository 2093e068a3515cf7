"""Rolling the file system's journal, so that names (and in some modes content) of the erased are gone from it."""

from __future__ import annotations

import errno
import os
import secrets
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from safehandle.erase import linux
from safehandle.erase.ground import Ground

_ROUND = 512  # folders made and removed between two looks at the log
_MARKERS = 16
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Journal:
    name: str = "journal"
    turn: int = 1

    def clears(self, ground: Ground, /) -> frozenset[str]:
        if ground.kind == "ext":
            return frozenset({"journal-names", "journal-content"})
        return frozenset({"journal-names"}) if ground.kind == "xfs" else frozenset()

    def fits(self, ground: Ground, /) -> bool:
        return ground.kind in {"ext", "xfs"}

    def run(self, ground: Ground, folder: int, tick: Callable[[int], None], /) -> int:
        if ground.kind == "ext":
            # ext4 has a call for exactly this: write the journal's content to its places, then zero its blocks.
            linux.ext4_checkpoint(folder, erase=True)
            return 0
        if ground.kind == "xfs":
            return _roll_xfs(ground, folder, tick)
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))


@dataclass(frozen=True, slots=True)
class _Log:
    """Where an XFS log lies on its device, in bytes (xfs_format.h, struct xfs_dsb)."""

    device: str
    start: int
    size: int

    def find(self, marker: bytes, places: list[int] | None = None) -> list[int]:
        """Where on the device the marker can be read: anywhere in the log, or at places where it was before (bytes)."""
        descriptor = os.open(self.device, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            os.posix_fadvise(descriptor, self.start, self.size, os.POSIX_FADV_DONTNEED)
            if places is not None:
                return [place for place in places if os.pread(descriptor, len(marker), place) == marker]
            return list(self._scan(descriptor, marker))
        finally:
            os.close(descriptor)

    def _scan(self, descriptor: int, marker: bytes) -> Iterator[int]:
        before = b""
        for offset in range(self.start, self.start + self.size, _READ):
            piece = before + os.pread(descriptor, min(_READ, self.start + self.size - offset), offset)
            at = piece.find(marker)
            while at >= 0:
                yield offset - len(before) + at
                at = piece.find(marker, at + 1)
            before = piece[-len(marker) + 1 :]


def _log(device: tuple[int, int]) -> _Log:
    path = os.path.realpath(f"/dev/block/{device[0]}:{device[1]}")
    if not Path(path).exists():
        path = f"/dev/{Path(f'/sys/dev/block/{device[0]}:{device[1]}').resolve().name}"
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        block = os.pread(descriptor, 512, 0)
    finally:
        os.close(descriptor)
    magic, block_size = struct.unpack_from(">4sL", block, 0)
    start = struct.unpack_from(">Q", block, 48)[0]
    group_blocks = struct.unpack_from(">L", block, 84)[0]
    log_blocks = struct.unpack_from(">L", block, 96)[0]
    group_bits = block[124]
    if magic != b"XFSB" or start == 0:  # no log in it: it lies on another device
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
    linear = (start >> group_bits) * group_blocks + (start & ((1 << group_bits) - 1))
    return _Log(path, linear * block_size, log_blocks * block_size)


def _roll_xfs(ground: Ground, folder: int, tick: Callable[[int], None]) -> int:
    """Put markers into the log after what was erased, and make changes until no marker is left in it.

    The log is a ring: once the markers are overwritten, so is everything that was there before it.
    """
    log = _log(ground.device)
    # Names of one beginning. The log stamps the head of every sector, so some of them are cut; hardly all of them.
    marker = f".safehandle-{secrets.token_hex(8)}"
    names = [f"{marker}-{index:02}-{'x' * (7 * index)}" for index in range(_MARKERS)]
    with _temporary(folder) as work:
        for name in names:
            os.mkdir(name, 0o700, dir_fd=work)
        os.fsync(work)
        for name in names:
            os.rmdir(name, dir_fd=work)
        os.fsync(work)
        return _changed_until_gone(log, marker.encode(), work, tick)


def _changed_until_gone(log: _Log, marker: bytes, work: int, tick: Callable[[int], None]) -> int:
    places = log.find(marker)
    if not places:
        raise OSError(errno.EIO, "the marker is not in the log")
    written = 0
    # Every round writes well over 64 KiB of log; three times round is more than it can ever need.
    for _ in range(max(8, 3 * log.size // (64 << 10))):
        _change(work)
        written += 64 << 10
        tick(64 << 10)
        places = log.find(marker, places) or log.find(marker)
        if not places:
            return written
    raise OSError(errno.EIO, "the log was not overwritten")


def _change(work: int) -> None:
    with _temporary(work) as below:
        for index in range(_ROUND):
            os.mkdir(f"{index:0200d}", 0o700, dir_fd=below)
        os.fsync(below)
        for index in range(_ROUND):
            os.rmdir(f"{index:0200d}", dir_fd=below)
        os.fsync(below)


@contextmanager
def _temporary(folder: int) -> Iterator[int]:
    """An empty folder of our own, so that the entries of the one above change twice only."""
    name = f".safehandle-{secrets.token_hex(8)}"
    os.mkdir(name, 0o700, dir_fd=folder)
    try:
        below = os.open(name, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0), dir_fd=folder)
        try:
            yield below
        finally:
            os.close(below)
    finally:
        os.rmdir(name, dir_fd=folder)


STEP = Journal()
