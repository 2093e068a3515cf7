"""Moving a ledger: the same entries in another store give the same bytes and the same root."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from pathlib import Path

from safehandle.errors import IntegrityError
from safehandle.ledger.checkpoint import Checkpoint
from safehandle.ledger.entry import JST, Encoded, encode
from safehandle.ledger.guard import Memory
from safehandle.ledger.ledger import Ledger
from safehandle.ledger.proofs import root_at
from safehandle.ledger.store import Store, open_store
from safehandle.model import Record, Refused


def copy_ledger(source: Ledger, target: str | Path, *, then: Encoded | None = None) -> Checkpoint:
    """Copy every entry into a new ledger at ``target`` (a path or URL), and return the state that was copied.

    The source is verified as it is read; nothing of one that does not hold is copied. This is also how to back up a
    ledger that is in use: a copied file may lack what is still in its log. ``then`` is an entry that follows the
    copied ones: either all of this is there, or nothing.

    Raises:
        OutputError: ``ledger.not-empty``, ``ledger.not-writable``, ``ledger.no-space``.
        IntegrityError: what is wrong with the source.
    """
    with source.snapshot():
        source.verify_here().demand()
        head = source.head()
        store = open_store(str(target), source.origin, create=True)
        try:
            copied = (Encoded(entry.body, entry.private) for entry in source.entries(0, head.size))
            store.fill(chain(copied, (then,) if then else ()))
            state = Checkpoint(store.origin, head.size, root_at(store.nodes, head.size))
        finally:
            store.close()
    if state.root != head.root:
        raise IntegrityError("ledger.tree-damaged", size=state.size)
    return state


def move_ledger(
    source: str | Path,
    target: str | Path,
    origin: str,
    *,
    known: Iterable[Checkpoint] = (),
    memory: Path | None = None,
) -> Ledger:
    """Open the ledger at ``source`` so that it is at ``target`` from the first act on that is recorded in it.

    ``known`` and ``memory`` are as in :func:`safehandle.ledger.ledger.open_ledger`, and it raises the same.
    """
    store = open_store(str(source), origin, create=False)
    seen = Memory(memory) if memory else None
    return _MovingLedger(store, location=str(source), target=str(target), known=known, memory=seen)


class _MovingLedger(Ledger):
    """So the act that moves a ledger is judged by its history, and recorded; the old place is never written to."""

    def __init__(
        self,
        store: Store,
        *,
        location: str,
        target: str,
        known: Iterable[Checkpoint] = (),
        memory: Memory | None = None,
    ) -> None:
        super().__init__(store, location=location, known=known, memory=memory)
        self._target: str | None = target

    def append(self, record: Record) -> int:
        if self._target is None:
            return super().append(record)
        if isinstance(record, Refused):
            return self.head().size  # there is no ledger yet to record it in, and making one is what was refused
        self._demand_known()
        number = copy_ledger(self, self._target, then=encode(record, datetime.now(JST))).size
        self._store.close()
        self._store = open_store(self._target, self.origin, create=False)
        self._location, self._target = self._target, None
        return number
