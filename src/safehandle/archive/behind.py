"""Digests that are computed on threads of their own, behind the one that makes the bytes, and the buffers between."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Protocol

from safehandle.files.lane import Lane

if TYPE_CHECKING:
    from safehandle.archive.aes import Buffer

PIECE = 1 << 20
"""Bytes that are read, encrypted, hashed and written at once."""
_AHEAD = 8
"""Pieces that may wait; bounds the memory."""


class Digest(Protocol):
    """What ``hashlib`` and ``hmac`` give."""

    def update(self, data: Buffer, /) -> None: ...

    def digest(self) -> bytes: ...


class Behind:
    """Feed a digest on a lane, in order."""

    __slots__ = ("_digest", "_lane", "_room")

    def __init__(self, digest: Digest, lane: Lane) -> None:
        self._digest = digest
        self._lane = lane
        self._room: SimpleQueue[None] = SimpleQueue()
        for _ in range(_AHEAD):
            self._room.put(None)

    def update(self, data: Buffer, /) -> None:
        """Take a piece, which must not be changed before the lane has come by."""
        self._room.get()
        self._lane.release(self._take, data)

    def digest(self) -> bytes:
        """Wait for every piece and give the digest."""
        self._lane.drain()
        return self._digest.digest()

    def _take(self, data: Buffer) -> None:
        try:
            self._digest.update(data)
        finally:
            self._room.put(None)


class Buffers:
    """Reused buffers of :data:`PIECE` bytes: fresh memory for every piece would cost more than encrypting it."""

    __slots__ = ("_free", "_lane")

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._free: SimpleQueue[memoryview] = SimpleQueue()
        for _ in range(_AHEAD):
            self._free.put(memoryview(mmap.mmap(-1, PIECE)))

    @contextmanager
    def lend(self) -> Iterator[memoryview]:
        """A buffer, once one is free. It is free again when the lane has done all that it was given in the block."""
        buffer = self._free.get()
        try:
            yield buffer
        finally:
            self._lane.release(self._free.put, buffer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What large entries use besides the thread that works on them: for either side a lane and its buffers."""

    contents: Lane
    tags: Lane
    plain: Buffers
    sealed: Buffers


@contextmanager
def beside() -> Iterator[Beside]:
    """Start both lanes, and end them."""
    with Lane("contents") as contents, Lane("tags") as tags:
        yield Beside(contents=contents, tags=tags, plain=Buffers(contents), sealed=Buffers(tags))
