"""Moving a ledger: the same entries in another store give the same bytes and the same root."""

from __future__ import annotations

from pathlib import Path

from safehandle.errors import IntegrityError
from safehandle.ledger.checkpoint import Checkpoint
from safehandle.ledger.entry import Encoded
from safehandle.ledger.ledger import Ledger
from safehandle.ledger.store import open_store


def copy_ledger(source: Ledger, target: str | Path) -> Checkpoint:
    """Copy every entry into a new ledger at ``target`` (a path or URL), and return its state.

    The source is verified as it is read; nothing of one that does not hold is copied. This is also how to back up a
    ledger that is in use: a copied file may lack what is still in its log.

    Raises:
        OutputError: ``ledger.not-empty``, ``ledger.not-writable``, ``ledger.no-space``.
        IntegrityError: what is wrong with the source.
    """
    with source.snapshot():
        source.verify_here().demand()
        head = source.head()
        store = open_store(str(target), source.origin, create=True)
        try:
            store.fill(Encoded(entry.body, entry.private) for entry in source.entries(0, head.size))
            copied = Checkpoint(store.origin, store.head().size, store.head().root)
        finally:
            store.close()
    if (copied.size, copied.root) != (head.size, head.root):
        raise IntegrityError("ledger.tree-damaged", size=copied.size)
    return copied
