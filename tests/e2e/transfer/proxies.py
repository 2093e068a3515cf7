"""What may stand between a client and a server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_MUCH = 1 << 40


@contextmanager
def resetting(port: int, after: int, *, down: bool = False) -> Iterator[int]:
    """A proxy to ``port`` that resets the first connection when so many bytes have gone up (or come down)."""
    listener = socket.create_server(("127.0.0.1", 0))
    most = (_MUCH, after) if down else (after, _MUCH)

    def pump(source: socket.socket, target: socket.socket, left: int) -> None:
        try:
            while left > 0 and (data := source.recv(65536)):
                target.sendall(data)
                left -= len(data)
        except OSError:
            pass
        with suppress(OSError):  # the other direction was first
            for end in (source, target):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                end.shutdown(socket.SHUT_RD)
                end.close()

    def serve() -> None:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        upstream = socket.create_connection(("127.0.0.1", port))
        back = threading.Thread(target=pump, args=(upstream, client, most[1]))
        back.start()
        pump(client, upstream, most[0])
        back.join()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
