"""Many requests under way at once: what makes a transfer fast on a long line, and small files as fast as large ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, Generic, Protocol, TypeVar

from safehandle.errors import RemoteError
from safehandle.transfer.session import Reply, Session

REQUESTS: Final = 64
"""Requests that may be unanswered. With 255 KiB each, 16 MiB: enough for 1 Gbit/s at 100 ms."""
FILES: Final = 32
"""Files that may be under way at once."""

Then = Callable[[Reply], None]


class Ask(Protocol):
    """Sends one request; ``then`` takes the reply."""

    def __call__(self, then: Then, kind: int, /, *parts: bytes | memoryview) -> None: ...


class Job(Protocol):
    """One file under way."""

    @property
    def finished(self) -> bool: ...

    def step(self, ask: Ask) -> bool:
        """Ask one thing more.

        Returns:
            False if nothing can be asked before a reply comes.
        """

    def abandon(self) -> None:
        """Give back what is held, because the transfer failed. Nothing may be asked."""


J = TypeVar("J", bound=Job)


class Pump(Generic[J]):
    """Keeps a session busy with jobs. After an error, :meth:`settle` brings the session back to order."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: dict[int, tuple[J, Then]] = {}

    def run(self, jobs: Iterator[J]) -> Iterator[J]:
        """Work through ``jobs`` and give each back when it has finished, in the order of finishing.

        A new job is begun only when those under way cannot use the whole window, so that one large file has it all.
        """
        active: dict[int, J] = {}
        ready: deque[tuple[J, Ask]] = deque()  # those that may have something to ask
        try:
            more = True
            while more or active:
                more = self._fill(active, ready, jobs)
                if not self._waiting:
                    continue
                job = self._take_reply()
                if job.finished:
                    del active[id(job)]
                    yield job
                else:
                    self._make_ready(job, ready)
        except BaseException:
            for job in active.values():
                job.abandon()
            raise

    def _fill(self, active: dict[int, J], ready: deque[tuple[J, Ask]], jobs: Iterator[J]) -> bool:
        """Ask until the window is full. Says whether there may be more jobs."""
        while len(self._waiting) < REQUESTS:
            if ready:
                job, ask = ready[0]
                if job.step(ask):
                    continue
                ready.popleft()
            elif len(active) >= FILES:
                break
            elif (new := next(jobs, None)) is None:
                return False
            else:
                active[id(new)] = new
                ready.append((new, partial(self._ask, new)))
        return True

    def _make_ready(self, job: J, ready: deque[tuple[J, Ask]]) -> None:
        if all(job is not waiting for waiting, _ in ready):
            ready.append((job, partial(self._ask, job)))

    def _ask(self, job: J, then: Then, kind: int, *parts: bytes | memoryview) -> None:
        self._waiting[self._session.ask(kind, *parts)] = (job, then)

    def _take_reply(self) -> J:
        reply = self._session.answer()
        if reply.number not in self._waiting:
            raise RemoteError("transfer.protocol", what="a reply to nothing that was asked")
        job, then = self._waiting.pop(reply.number)
        then(reply)
        return job

    def settle(self) -> None:
        """Take the replies that are still to come, so that the session can be asked single things again."""
        while self._waiting:
            self._waiting.pop(self._session.answer().number, None)
