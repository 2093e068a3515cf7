"""Several processes that do the same for the same time: how often each got through, and how long it had to wait."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Shift:
    """One process's turn. It begins when all are ready; ``worst`` is the longest single wait in seconds."""

    def __init__(self, ready: multiprocessing.synchronize.Barrier, seconds: float) -> None:
        self._ready, self._seconds, self._end = ready, seconds, 0.0
        self.done, self.worst, self.mebibytes = 0, 0.0, 0.0

    def begin(self) -> None:
        self._ready.wait(60)
        self._end = time.perf_counter() + self._seconds

    @property
    def goes_on(self) -> bool:
        return time.perf_counter() < self._end

    @contextmanager
    def timed(self) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.worst = max(self.worst, time.perf_counter() - start)
        self.done += 1

    @property
    def result(self) -> tuple[int, float, float]:
        return self.done, self.worst, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def side_by_side(count: int, seconds: float, work: Callable[[Shift], None]) -> list[Shift]:
    """What each of ``count`` forked processes got done. Raises RuntimeError if one of them fails."""
    fork = multiprocessing.get_context("fork")
    ready, results = fork.Barrier(count), fork.SimpleQueue()

    def one() -> None:
        shift = Shift(ready, seconds)
        try:
            work(shift)
        except BaseException:
            ready.abort()
            raise
        results.put(shift.result)

    processes = [fork.Process(target=one) for _ in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("a process that was measured failed")
    shifts = []
    for _ in processes:
        shift = Shift(ready, seconds)
        shift.done, shift.worst, shift.mebibytes = results.get()
        shifts.append(shift)
    return shifts
