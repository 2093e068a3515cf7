"""A thread that does jobs one after another, so that hashing and writing run beside reading and encrypting."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Self

Job = tuple[Callable[..., object], tuple[Any, ...], bool]


class Lane:
    """Jobs in order on one thread. After the first failure only releases are still done, and the failure is raised
    at the next call. Use as a context manager: leaving it well waits for every job, leaving it by an error for none."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._error: BaseException | None = None
        self._given_up = False
        self._thread = Thread(target=self._run, name=f"safehandle-{name}", daemon=True)
        self._thread.start()

    def do(self, job: Callable[..., object], *arguments: Any) -> None:
        """Queue a job; raise what an earlier one raised."""
        self._raise()
        self._jobs.put((job, arguments, False))

    def release(self, job: Callable[..., object], *arguments: Any) -> None:
        """Queue a job that is done even after a failure: giving a buffer back."""
        self._jobs.put((job, arguments, True))

    def drain(self) -> None:
        """Wait until everything queued so far is done; raise what one of the jobs raised."""
        done = Event()
        self.release(done.set)
        done.wait()
        self._raise()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._given_up = self._given_up or kind is not None
        self._jobs.put(None)
        self._thread.join()
        if kind is None:
            self._raise()

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        while (item := self._jobs.get()) is not None:
            job, arguments, always = item
            if not always and (self._given_up or self._error is not None):
                continue
            try:
                job(*arguments)
            except BaseException as error:  # noqa: BLE001 - carried to the thread that waits for the result
                self._error = self._error or error
