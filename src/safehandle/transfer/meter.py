"""How fast bytes may go, and who is told how many have gone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from safehandle.model import Progress


class Meter:
    """Counts bytes for a callback and holds a limit in bytes a second (0: none), for several threads at once."""

    def __init__(
        self,
        progress: Progress | None = None,
        *,
        limit: int = 0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._progress = progress
        self._limit = limit
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._free_at = clock()  # when the bytes counted so far have all had their time

    def add(self, size: int) -> None:
        """Count ``size`` bytes and wait until they may have gone."""
        with self._lock:
            if self._progress is not None:
                self._progress(size)
            if not self._limit:
                return
            now = self._clock()
            self._free_at = max(self._free_at, now) + size / self._limit
            pause = self._free_at - now
        if pause > 0:
            self._sleep(pause)
