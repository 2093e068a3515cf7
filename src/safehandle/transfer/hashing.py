"""SHA-256 of what passes, beside its transfer where that saves time: hashing lets go of the interpreter."""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hashlib import _Hash

LARGE: Final = 4 << 20
"""Bytes; a smaller file is hashed where it is transferred, for a thread would cost more than it saves."""
AHEAD: Final = 8
"""Pieces that may wait to be hashed: with 255 KiB each, 2 MiB, which a processor's cache still holds."""


class Hash:
    """A SHA-256, fed in order; on a thread of its own if ``beside``. ``prefix`` has hashed the bytes before."""

    def __init__(self, prefix: _Hash | None = None, *, beside: bool = False) -> None:
        self._digest = hashlib.sha256() if prefix is None else prefix.copy()
        self._worker = ThreadPoolExecutor(1) if beside else None
        self._waiting: deque[Future[None]] = deque()

    def update(self, data: bytes | memoryview) -> None:
        """Hash ``data`` too. A view may be reused as soon as this returns."""
        if self._worker is None:
            self._digest.update(data)
            return
        if len(self._waiting) == AHEAD:
            self._waiting.popleft().result()
        self._waiting.append(self._worker.submit(self._digest.update, bytes(data)))

    def hexdigest(self) -> str:
        """The SHA-256 (hex) of everything; nothing more may follow."""
        self.close()
        return self._digest.hexdigest()

    def close(self) -> None:
        """End the thread, if there is one. May be called twice."""
        if self._worker is not None:
            self._worker.shutdown()
