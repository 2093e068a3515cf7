"""One store for several threads: they take turns, so that none sees or ends another's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING

from safehandle.ledger.entry import PAGE, Encoded, Entry
from safehandle.ledger.tree import Frontier

if TYPE_CHECKING:
    from safehandle.ledger.store import Store


class TurnTaking:
    """See :class:`safehandle.ledger.store.Store`. A snapshot is one turn: others append when it has ended."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = RLock()

    @property
    def origin(self) -> str:
        return self._store.origin

    def append(self, encoded: Encoded) -> int:
        with self._turn:
            return self._store.append(encoded)

    def fill(self, entries: Iterable[Encoded]) -> None:
        with self._turn:
            self._store.fill(entries)

    def head(self) -> Frontier:
        with self._turn:
            return self._store.head()

    def entries(self, start: int, end: int | None) -> Iterator[Entry]:
        stream = iter(self._store.entries(start, end))
        while True:
            with self._turn:  # not while whoever reads thinks about what it read
                page = list(islice(stream, PAGE))
            yield from page
            if len(page) < PAGE:
                return

    def nodes(self, level: int, start: int, end: int) -> list[bytes]:
        with self._turn:
            return self._store.nodes(level, start, end)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with self._turn, self._store.snapshot():
            yield

    def redact(self, number: int) -> None:
        with self._turn:
            self._store.redact(number)

    def close(self) -> None:
        with self._turn:
            self._store.close()
