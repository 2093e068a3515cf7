"""One lock file beside a ledger, held around every write, so that writers queue fairly instead of retrying."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SideFileLock:
    """An exclusive lock between processes, and between two of these in one process. The file stays, empty."""

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT
        for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
            flags |= getattr(os, name, 0)
        self._descriptor = os.open(path, flags, 0o600)

    def take(self) -> None:
        """Wait for the lock; the system drops it when the process ends, however it ends."""
        _lock(self._descriptor)

    def give(self) -> None:
        """Let the next one have it."""
        _unlock(self._descriptor)

    @contextmanager
    def held(self) -> Iterator[None]:
        """:meth:`take` it for a block."""
        self.take()
        try:
            yield
        finally:
            self.give()

    def close(self) -> None:
        os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        while True:
            os.lseek(descriptor, 0, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # gives up after ten seconds
            except OSError:
                continue
            return

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
