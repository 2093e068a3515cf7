"""A ledger that changes its signing key: the old key signs for the new one, and both stay good for what they signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from safehandle.errors import IntegrityError
from safehandle.ledger.checkpoint import log_verifier
from safehandle.ledger.entry import Entry
from safehandle.model import Done, LedgerKey

if TYPE_CHECKING:
    from safehandle.keys.notes import Verifier

_MARK = b'"kind":"ledger-key"'


class Log(Protocol):
    """As much of a ledger as is read."""

    @property
    def origin(self) -> str: ...
    def entries(self) -> Iterator[Entry]: ...


def key_change_text(origin: str, new: str) -> str:
    """What the old key signs: that from now on the log ``origin`` is signed with the public key ``new``."""
    return f"safehandle ledger key/1\n{origin}\n{new}\n"


def log_verifiers(ledger: Log, current: str) -> tuple[Verifier, ...]:
    """The verifier of the present key, then those of the keys before it, each vouched for by the change that ended it.

    Raises:
        IntegrityError: ``ledger.key-change-false``: an entry claims a change that the old key did not sign.
    """
    changes = {fact.new: fact for entry in ledger.entries() for fact in _changes(entry)}
    found = [log_verifier(ledger.origin, current)]
    while change := changes.pop(current, None):
        found.append(_vouched(ledger.origin, change))
        current = change.old
    return tuple(found)


def _vouched(origin: str, change: LedgerKey) -> Verifier:
    from safehandle.keys.notes import verify_note

    old = log_verifier(origin, change.old)
    if verify_note(change.note, [old]) != key_change_text(origin, change.new):
        raise IntegrityError("ledger.key-change-false", key=old.public.id)
    return old


def _changes(entry: Entry) -> Iterator[LedgerKey]:
    if _MARK in entry.body and isinstance(record := entry.record, Done):
        yield from (fact for fact in record.facts if isinstance(fact, LedgerKey))
