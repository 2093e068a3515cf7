"""Filling all free space with keystream, and giving it back."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from safehandle.erase import keystream
from safehandle.erase.ground import Ground

_FILE = 1 << 30  # FAT cannot hold larger files than 4 GiB
_PIECES = (1 << 20, 4096, 512)


@dataclass(frozen=True, slots=True)
class FreeSpace:
    name: str = "free-space"
    turn: int = 2

    def fits(self, ground: Ground, /) -> bool:
        return not ground.in_memory

    def clears(self, ground: Ground, /) -> frozenset[str]:
        if ground.kind in {"ext", "xfs", "vfat", "exfat"}:
            return frozenset({"earlier-copies", "freed-folders"})
        # What btrfs once kept inside its tree is not in what counts as free space for data.
        return frozenset({"cow-old-blocks"}) if ground.kind == "btrfs" else frozenset()

    def run(self, _ground: Ground, folder: int, tick: Callable[[int], None], /) -> int:
        # Blocks that were just freed become free for others with the next commit only.
        os.sync()
        stream = keystream.position(keystream.new_seed(), 0)
        names: list[str] = []
        total = 0
        try:
            for count in _filled(folder, names, stream):
                total += count
                tick(count)
        finally:
            for name in names:
                with suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=folder)
            os.fsync(folder)
        return total


def _filled(folder: int, names: list[str], stream: keystream.Fills) -> Iterator[int]:
    """Fill until not even the smallest piece fits. What does not fit in large pieces is filled in small ones."""
    full = False
    while not full:
        name = f".safehandle-{secrets.token_hex(8)}.part"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            descriptor = os.open(name, flags, 0o600, dir_fd=folder)
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            return
        names.append(name)
        try:
            written = 0
            for piece in _PIECES:
                while written < _FILE and (count := _append(descriptor, keystream.take(stream, piece))):
                    written += count
                    yield count
            full = written < _FILE
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _append(descriptor: int, data: bytes) -> int:
    try:
        return os.write(descriptor, data)
    except OSError as error:
        if error.errno == errno.EDQUOT:
            raise  # a quota is not a full file system
        if error.errno != errno.ENOSPC:
            raise
        return 0


STEP = FreeSpace()
