"""Work that several threads take from, until it is done or one of them fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """An iterator for several threads. Leaving the block, or a failure, ends it for all of them."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items = iter(items)
        self._lock = threading.Lock()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        with self._lock:
            return next(self._items)

    def stop(self) -> None:
        """Give out nothing more."""
        with self._lock:
            self._items = iter(())

    @contextmanager
    def failing(self) -> Iterator[None]:
        """If the block fails, stop the others too."""
        try:
            yield
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
