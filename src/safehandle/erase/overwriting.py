"""One file: overwrite every block it occupies, put that on the device, and read it back from there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress

from safehandle.erase import keystream, linux

CHUNK = 1 << 20
Run = tuple[int, int]
"""Where a run begins in the file, and where it ends (bytes)."""


def runs(descriptor: int, size: int) -> tuple[Run, ...]:
    """What of the file lies on the device, up to the end of its last block; holes hold nothing and are left out.

    Blocks that were reserved and never written are taken too: they may hold what an earlier file left there.
    """
    try:
        extents = tuple(linux.extents(descriptor))
    except OSError:
        return ((0, size),) if size else ()
    merged: list[Run] = []
    for extent in extents:
        # A file inside its inode ends where it ends; writing further would move it out and leave the old bytes.
        end = size if extent.flags & linux.EXTENT_INLINE else extent.logical + extent.length
        if merged and extent.logical <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((extent.logical, end))
    return tuple(merged)


def length(of: tuple[Run, ...]) -> int:
    """Bytes in all runs, each rounded up to the keystream's sixteen."""
    return sum(_rounded(end - start) for start, end in of)


def _rounded(count: int) -> int:
    return -(-count // 16) * 16


def _pieces(of: tuple[Run, ...]) -> Iterator[Run]:
    for start, end in of:
        for begin in range(start, end, CHUNK):
            yield begin, min(begin + CHUNK, end)


def overwrite(descriptor: int, of: tuple[Run, ...], stream: keystream.Fills, tick: Callable[[int], None]) -> int:
    """Write the keystream over the runs. Returns the bytes written; they are not on the device yet.

    Raises:
        OSError: as the system says (EIO, ENOSPC on file systems that copy).
    """
    written = 0
    for start, end in _pieces(of):
        piece = memoryview(keystream.take(stream, _rounded(end - start)))[: end - start]
        while piece:
            count = os.pwrite(descriptor, piece, end - len(piece))
            piece = piece[count:]
            written += count
        tick(end - start)
    return written


def forget(descriptor: int, *, settle: bool) -> None:
    """Drop the file from the page cache, so that the next read is answered by the device.

    ``settle`` first has what an ext4 journal holds of it written to its place; its pages cannot be dropped before.
    """
    if settle:
        with suppress(OSError):
            linux.ext4_checkpoint(descriptor, erase=False)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def read_back(
    descriptor: int, of: tuple[Run, ...], stream: keystream.Fills, tick: Callable[[int], None]
) -> tuple[int, int]:
    """Compare the runs with the keystream. Returns the bytes read from the device, and those in pieces that differ.

    What the page cache still holds is not counted as coming from the device.

    Raises:
        OSError: EIO where the device cannot be read.
    """
    end_of_all = max((end for _, end in of), default=0)
    cached = linux.resident(descriptor, end_of_all)
    total = differing = 0
    for start, end in _pieces(of):
        expected = keystream.take(stream, _rounded(end - start))[: end - start]
        if _read(descriptor, start, end) != expected:
            differing += end - start
        total += end - start
        tick(end - start)
    return max(0, total - cached), differing


def _read(descriptor: int, start: int, end: int) -> bytes:
    parts: list[bytes] = []
    while start < end:
        part = os.pread(descriptor, end - start, start)
        if not part:
            raise OSError(errno.EIO, os.strerror(errno.EIO))  # it became shorter under us
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def blur_attributes(descriptor: int) -> None:
    """Overwrite the values of the file's own extended attributes with as many random bytes, then remove them."""
    names: list[str] = []
    with suppress(OSError):  # a file system without attributes
        names = os.listxattr(descriptor)
    for name in names:
        if name.startswith("user."):
            os.setxattr(descriptor, name, os.urandom(len(os.getxattr(descriptor, name))))
            os.fsync(descriptor)
            os.removexattr(descriptor, name)
