"""What an upload and a download have in common: a remote file that is open, and requests that are unanswered."""

from __future__ import annotations

import struct
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from safehandle.transfer import wire
from safehandle.transfer.hashing import LARGE, Hash
from safehandle.transfer.moving import Incoming, Moved, Outgoing
from safehandle.transfer.pump import Ask, Then
from safehandle.transfer.session import Reply, Session, done, expect

AT: Final = struct.Struct(">QI")
"""An offset and a length."""

Step = Callable[[Ask], bool]


class RemoteFile(ABC):
    """The part of a :class:`~safehandle.transfer.pump.Job` that opens, counts and closes."""

    def __init__(self, item: Outgoing | Incoming, session: Session, flags: int, attributes: bytes) -> None:
        self.path = item.path
        self.at = item.start  # bytes that were given to be hashed
        self.digest = Hash(item.prefix, beside=session.link.has_room and item.size - item.start >= LARGE)
        self.handle = b""
        self.next: Step = self._open
        self.resources = ExitStack()
        self.unanswered = 0
        self._opening = (wire.path(item.path), struct.pack(">I", flags), attributes)
        self._closing = False

    @property
    def finished(self) -> bool:
        return self._closing and not self.unanswered

    @property
    def result(self) -> Moved:
        return Moved(path=self.path, size=self.at, sha256=self.digest.hexdigest())

    def abandon(self) -> None:
        # As an exception that passes through: checks for changes would hide the error that brought us here.
        self.resources.__exit__(GeneratorExit, GeneratorExit(), None)
        self.digest.close()

    def step(self, ask: Ask) -> bool:
        return self.next(ask)

    @abstractmethod
    def opened(self) -> Step:
        """The first step once the file is open."""

    def ask(self, ask: Ask, then: Then, kind: int, *parts: bytes | memoryview) -> bool:
        """Ask, and count the answer that is due."""

        def answered(reply: Reply) -> None:
            self.unanswered -= 1
            then(reply)

        self.unanswered += 1
        ask(answered, kind, *parts)
        return True

    def order(self, ask: Ask, operation: str, kind: int, *parts: bytes | memoryview) -> bool:
        """Ask for something that is answered with success or failure only."""
        return self.ask(ask, lambda reply: done(reply, operation, self.path), kind, *parts)

    def _open(self, ask: Ask) -> bool:
        self.next = wait
        return self.ask(ask, self._take_handle, wire.OPEN, *self._opening)

    def _take_handle(self, reply: Reply) -> None:
        body = expect(reply, wire.HANDLE, "open", self.path)
        self.handle = wire.string(bytes(wire.Reader(body).view()))
        self.next = self.opened()

    def close(self, ask: Ask) -> bool:
        self._closing = True
        self.next = wait
        return self.order(ask, "close", wire.CLOSE, self.handle)


def wait(_: Ask) -> bool:
    """The step of a job that has nothing to ask before an answer comes."""
    return False
