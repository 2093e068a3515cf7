"""Markers written all over a medium before a device erases itself: afterwards every one of them must have changed."""

from __future__ import annotations

import mmap
import os

from safehandle.erase import keystream
from safehandle.model.erasure import Verification

COUNT = 256
SIZE = 4096


def places(capacity: int) -> tuple[int, ...]:
    """Where the markers go: the first and the last block, and evenly between, at multiples of 4 KiB."""
    blocks = capacity // SIZE
    count = min(COUNT, blocks)
    return tuple(sorted({index * (blocks - 1) // max(1, count - 1) * SIZE for index in range(count)}))


def plant(descriptor: int, capacity: int, seed: bytes) -> None:
    """Write a marker at every place, each with the keystream of its offset, and flush.

    Raises:
        OSError: the medium does not take them.
    """
    with mmap.mmap(-1, SIZE) as page:
        for place in places(capacity):
            page[:] = keystream.take(keystream.position(seed, place), SIZE)
            os.pwrite(descriptor, page, place)
    os.fsync(descriptor)


def examine(descriptor: int, capacity: int, seed: bytes) -> Verification:
    """Read every place past the cache; ``differing`` counts the bytes of markers that are still there, or half there.

    Raises:
        OSError: the medium cannot be read.
    """
    left = read = 0
    with mmap.mmap(-1, SIZE) as page:
        for place in places(capacity):
            count = os.preadv(descriptor, [page], place)
            read += count
            marker = keystream.take(keystream.position(seed, place), SIZE)
            # A random block agrees with a marker in sixteen bytes at one place once in 2**128.
            kept = any(page[at : at + 16] == marker[at : at + 16] for at in range(0, count, 16))
            left += SIZE if kept else 0
    extent = len(places(capacity)) * SIZE
    return Verification(means="device-status-and-markers", extent=extent, from_device=read, differing=left)
