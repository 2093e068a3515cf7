"""A digest that is computed on a thread of its own, behind the one that makes the bytes."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safehandle.archive.aes import Buffer

_AHEAD = 8
"""Pieces that may wait; bounds the memory."""


class Digest(Protocol):
    """What ``hashlib`` and ``hmac`` give."""

    def update(self, data: Buffer, /) -> None: ...

    def digest(self) -> bytes: ...


class Behind:
    """Feed a digest through an executor with exactly one thread, which keeps the order of the pieces."""

    __slots__ = ("_digest", "_executor", "_waiting")

    def __init__(self, digest: Digest, executor: Executor) -> None:
        self._digest = digest
        self._executor = executor
        self._waiting: deque[Future[None]] = deque()

    def update(self, data: Buffer, /) -> None:
        """Take a piece, which must not be changed any more."""
        if len(self._waiting) == _AHEAD:
            self._waiting.popleft().result()
        self._waiting.append(self._executor.submit(self._digest.update, data))

    def digest(self) -> bytes:
        """Wait for every piece and give the digest."""
        while self._waiting:
            self._waiting.popleft().result()
        return self._digest.digest()
