"""A server that answers as it is told, for replies that no real server gives."""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Callable

from safehandle.errors import RemoteError
from safehandle.transfer import Route, wire

Answer = Callable[[int, int, bytes], bytes]
"""From a request's kind, number and body to the packets that come back, without their lengths."""


def packet(kind: int, body: bytes) -> bytes:
    return struct.pack(">IB", len(body) + 1, kind) + body


def reply(kind: int, number: int, body: bytes = b"") -> bytes:
    return packet(kind, struct.pack(">I", number) + body)


def status(number: int, code: int = 0, reason: bytes = b"") -> bytes:
    return reply(wire.STATUS, number, struct.pack(">I", code) + wire.string(reason) + wire.string(b""))


class ScriptedLink:
    """A link whose other end is a function."""

    route = Route(means="scripted", server="scripted")
    has_room = True

    def __init__(self, answer: Answer, *, hello: bytes | None = None) -> None:
        self._answer = answer
        self._coming = deque([packet(wire.VERSION, struct.pack(">I", 3)) if hello is None else hello])
        self._buffer = b""
        self._begun = False
        self.closed = False

    def send(self, *parts: bytes | bytearray | memoryview) -> None:
        requests = b"".join(parts)
        while requests and self._begun:
            end = 4 + int.from_bytes(requests[:4], "big")
            request, requests = requests[:end], requests[end:]
            self._coming.append(self._answer(request[4], int.from_bytes(request[5:9], "big"), request[9:]))
        self._begun = True

    def receive(self, size: int) -> memoryview:
        while len(self._buffer) < size:
            if not self._coming:
                raise RemoteError("transfer.disconnected")
            self._buffer += self._coming.popleft()
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return memoryview(taken)

    def close(self) -> None:
        self.closed = True
