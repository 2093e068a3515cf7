"""A socket that gives up: reads ahead, writes together, and closes when the other side takes nothing for too long."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing_extensions import Buffer

_AHEAD: Final = 256 * 1024
_TOGETHER: Final = 256 * 1024


class TimedSocket(socket.socket):
    """A connected socket for ``paramiko.Transport``.

    paramiko reads each packet in two small pieces, writes each on its own, and retries a blocked write for ever; here
    one system call moves many packets, and a write that makes no progress for ``patience`` seconds ends the connection.
    """

    def __init__(self, connected: socket.socket, patience: float) -> None:
        super().__init__(fileno=connected.detach())
        self._patience = patience
        self._ahead = memoryview(b"")
        self._held = bytearray()
        self._holder = 0
        self._lock = threading.Lock()
        self.gave_up = False
        self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        if not self._ahead:
            self._ahead = memoryview(super().recv(_AHEAD, flags))
        taken, self._ahead = self._ahead[:size], self._ahead[size:]
        return bytes(taken)

    def send(self, data: Buffer, flags: int = 0, /) -> int:  # noqa: ARG002 - a socket's shape
        with self._lock:
            self._held += data
            if self._holder != threading.get_ident() or len(self._held) >= _TOGETHER:
                self._write()
        return len(memoryview(data))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let what this thread sends in this block wait for more; at its end all of it has gone.

        paramiko's own thread, which agrees on new keys meanwhile, never waits.
        """
        self._holder = threading.get_ident()
        try:
            yield
        finally:
            self._holder = 0
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            self._write()

    def _write(self) -> None:
        held, self._held = self._held, bytearray()
        left = memoryview(held)
        moved = time.monotonic()
        while left:
            try:
                left = left[super().send(left) :]
                moved = time.monotonic()
            except TimeoutError:
                if time.monotonic() - moved > self._patience:
                    self.gave_up = True
                    raise ConnectionAbortedError from None
