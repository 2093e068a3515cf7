"""What a channel has received, kept in the pieces in which it came."""

from __future__ import annotations

import threading
from collections import deque


class Pieces:
    """Stands in for paramiko's ``BufferedPipe``, which moves everything that it still holds at every read.

    Offers as much of it as a channel uses when nobody asks for its file descriptor.
    """

    def __init__(self) -> None:
        self._pieces: deque[bytes] = deque()
        self._condition = threading.Condition()
        self._closed = False

    def feed(self, data: bytes) -> None:
        with self._condition:
            self._pieces.append(data)
            self._condition.notify()

    def read(self, nbytes: int, timeout: float | None = None) -> bytes:
        """The oldest piece, or as much of it as ``nbytes``; nothing at the end."""
        from paramiko.buffered_pipe import PipeTimeout

        with self._condition:
            if not self._condition.wait_for(lambda: self._pieces or self._closed, timeout):
                raise PipeTimeout
            if not self._pieces:
                return b""
            piece = self._pieces.popleft()
            if len(piece) > nbytes:
                self._pieces.appendleft(piece[nbytes:])
            return piece[:nbytes]

    def read_ready(self) -> bool:
        with self._condition:
            return bool(self._pieces)

    def close(self) -> None:
        with self._condition:
            self._closed = True
            self._condition.notify_all()
