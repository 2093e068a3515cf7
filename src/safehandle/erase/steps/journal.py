"""Rolling the file system's journal, so that names (and in some modes content) of the erased are gone from it."""

from __future__ import annotations

import errno
import os
import secrets
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from safehandle.erase import linux
from safehandle.erase.ground import Ground

_ROUND = 512  # folders made and removed between two looks at the log
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Journal:
    name: str = "journal"

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

    def holds(self, marker: bytes) -> bool:
        """Whether the marker can be read from the log on the device."""
        descriptor = os.open(self.device, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            os.posix_fadvise(descriptor, self.start, self.size, os.POSIX_FADV_DONTNEED)
            before = b""
            for offset in range(self.start, self.start + self.size, _READ):
                piece = os.pread(descriptor, min(_READ, self.start + self.size - offset), offset)
                if marker in before + piece:
                    return True
                before = piece[-len(marker) :]
            return False
        finally:
            os.close(descriptor)


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
    """Put a marker into the log after what was erased, and make changes until the marker is no longer in it.

    The log is a ring: once the marker is overwritten, so is everything that was there before it.
    """
    log = _log(ground.device)
    marker = f".safehandle-{secrets.token_hex(16)}"
    os.mkdir(marker, 0o700, dir_fd=folder)
    _flush(folder)
    os.rmdir(marker, dir_fd=folder)
    _flush(folder)
    needed = marker.encode()
    written = 0
    # Every round writes well over 64 KiB of log; three times round is more than it can ever need.
    for _ in range(max(8, 3 * log.size // (64 << 10))):
        _change(folder)
        written += 64 << 10
        tick(64 << 10)
        if not log.holds(needed):
            return written
    raise OSError(errno.EIO, "the log was not overwritten")


def _change(folder: int) -> None:
    name = f".safehandle-{secrets.token_hex(8)}"
    os.mkdir(name, 0o700, dir_fd=folder)
    below = os.open(name, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0), dir_fd=folder)
    try:
        for index in range(_ROUND):
            os.mkdir(f"{index:0200d}", 0o700, dir_fd=below)
        _flush(below)
        for index in range(_ROUND):
            with suppress(FileNotFoundError):
                os.rmdir(f"{index:0200d}", dir_fd=below)
        _flush(below)
    finally:
        os.close(below)
        os.rmdir(name, dir_fd=folder)


def _flush(folder: int) -> None:
    os.fsync(folder)


STEP = Journal()
