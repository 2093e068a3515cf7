"""A socket that gives up: reads ahead, and closes when the other side takes nothing for too long."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing_extensions import Buffer

_AHEAD: Final = 256 * 1024


class TimedSocket(socket.socket):
    """A connected socket for ``paramiko.Transport``.

    paramiko reads each packet in two small pieces and retries a blocked write for ever; here one system call fetches
    many packets, and a write that makes no progress for ``patience`` seconds ends the connection.
    """

    def __init__(self, connected: socket.socket, patience: float) -> None:
        super().__init__(fileno=connected.detach())
        self._patience = patience
        self._moved = time.monotonic()
        self._ahead = memoryview(b"")
        self.gave_up = False
        self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        if not self._ahead:
            self._ahead = memoryview(super().recv(_AHEAD, flags))
        taken, self._ahead = self._ahead[:size], self._ahead[size:]
        return bytes(taken)

    def send(self, data: Buffer, flags: int = 0, /) -> int:
        try:
            sent = super().send(data, flags)
        except TimeoutError:
            if time.monotonic() - self._moved > self._patience:
                self.gave_up = True
                raise ConnectionAbortedError from None
            raise
        self._moved = time.monotonic()
        return sent

    def rest(self) -> None:
        """Begin to count the patience anew: nothing was to be written until now."""
        self._moved = time.monotonic()
