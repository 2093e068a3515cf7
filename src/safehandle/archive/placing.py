"""Put what an archive holds into a private folder: files and folders under their names, with their times and modes."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.files.flowing import Flowing
from safehandle.files.whole import refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safehandle.archive.aes import Buffer
    from safehandle.archive.contents import Contents, Item
    from safehandle.archive.extracting import Extractor
    from safehandle.archive.manifest import Hashed
    from safehandle.model import Progress

_WORKERS = max(2, min(4, os.cpu_count() or 2))
_BATCH_ITEMS, _BATCH_SIZE = 64, 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Placing:
    """One extraction under way, several entries at a time."""

    def __init__(self, extractor: Extractor, folder: Path, progress: Progress | None = None) -> None:
        self._extractor = extractor
        self._folder = folder
        self._progress = progress
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._made: set[str] = set()

    def place(self, contents: Contents) -> tuple[Hashed, ...]:
        """Extract everything; the first failure stops all threads and is raised."""
        found: list[Hashed] = []
        waiting: deque[Future[list[Hashed]]] = deque()
        with ThreadPoolExecutor(_WORKERS) as pool:
            try:
                for batch in _batches(contents.items):
                    for item in batch:
                        self._folders(item.path if item.folder else item.path.rpartition("/")[0])
                    waiting.append(pool.submit(self._files, [item for item in batch if not item.folder]))
                    if len(waiting) > 2 * _WORKERS:
                        found += waiting.popleft().result()
                while waiting:
                    found += waiting.popleft().result()
            except BaseException:
                self._stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        # What is inside a folder changes its time, so folders come last.
        for item in sorted(contents.items, key=lambda item: item.path.count("/"), reverse=True):
            if item.folder:
                _attribute(self._folder / item.path, item, 0o700)
        return tuple(found)

    def _folders(self, path: str) -> None:
        if path and path not in self._made:
            self._folders(path.rpartition("/")[0])
            with _refusing(path):
                (self._folder / path).mkdir(mode=0o700)
            self._made.add(path)

    def _files(self, items: list[Item]) -> list[Hashed]:
        return [self._file(item) for item in items]

    def _file(self, item: Item) -> Hashed:
        place = self._folder / item.path
        with _refusing(item.path):
            file = Flowing(os.open(place, _NEW, 0o600), "w")
        with file:
            found = self._extractor.extract(item, lambda piece: self._write(file, piece))
        _attribute(place, item, 0o600)
        return found

    def _write(self, file: Flowing, piece: Buffer) -> None:
        if self._stop.is_set():
            raise CancelledError
        file.write(piece)
        if self._progress is not None:
            with self._lock:
                self._progress(len(piece))


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += item.size
        if len(batch) == _BATCH_ITEMS or size >= _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _attribute(place: Path, item: Item, least: int) -> None:
    """Modes as they were, but never so that the owner cannot read and delete, and times where the archive has them."""
    if item.mode:
        place.chmod(item.mode | least)
    if item.mtime_ns:
        os.utime(place, ns=(item.mtime_ns, item.mtime_ns))


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """Turn what the system says about a name into a refusal that tells the entry, not our temporary folder."""
    try:
        yield
    except OSError as error:
        raise refused(error, Path(path)) or error from error
