"""How the contract folder changed, told by the ledger, and what of it the client has not been told yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar

from safehandle.model import Change, ContractVersion, Done, Fact, Intent, Record, Refused, Reported

F = TypeVar("F", bound=Fact)


_MARKS = (b'"kind":"contract-version"', b'"kind":"reported"')
"""What the bytes of an entry contain that tells of the contract: few do, and only those are worth parsing."""

_INTERNAL = {"educated", "pledged", "login", "key", "signing_key", "host_keys", "algorithms", "assessed", "html_agreed"}


class Head(Protocol):
    """What stands at the beginning of every entry."""

    @property
    def kind(self) -> bytes: ...
    @property
    def intent(self) -> int | None: ...


class Entry(Protocol):
    """An entry of the ledger, as the ledger room gives it."""

    @property
    def number(self) -> int: ...
    @property
    def head(self) -> Head: ...
    @property
    def body(self) -> bytes: ...
    @property
    def at(self) -> datetime: ...
    @property
    def record(self) -> Record: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One recorded version of contract.toml: by which entry, when, who by which act, and what changed."""

    entry: int
    at: datetime
    actor: str
    verb: str
    digest: str
    changes: tuple[Change, ...]
    reported: Reported | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreported:
    """A change that the client has not been told. ``entry`` is the ledger's entry that recorded it."""

    entry: int
    at: datetime
    change: Change


def contract_history(entries: Iterable[Entry]) -> tuple[Edition, ...]:
    """Every recorded version, oldest first, each with the report to the client that covers it."""
    pending: dict[int, Entry] = {}
    editions: list[Edition] = []
    reports: list[Reported] = []
    for entry in entries:
        if entry.head.kind == b"intent":
            pending[entry.number] = entry
            continue
        intent = pending.pop(entry.head.intent, None) if entry.head.intent is not None else None
        if intent is not None and entry.head.kind == b"done" and any(mark in entry.body for mark in _MARKS):
            editions += _editions(intent, entry)
            reports += _of(entry.record, Reported)
    return tuple(_covered(edition, reports) for edition in editions)


def _editions(intent: Entry, done: Entry) -> Iterator[Edition]:
    planned = intent.record
    for version in _of(done.record, ContractVersion):
        if isinstance(planned, Intent):
            yield Edition(
                entry=done.number,
                at=done.at,
                actor=planned.plan.actor,
                verb=planned.plan.verb,
                digest=version.digest,
                changes=tuple(_of(done.record, Change)),
            )


def version_in(record: Record) -> ContractVersion | None:
    """The text of contract.toml that was in force when an entry was written; after an outcome, from then on."""
    facts = record.plan.facts if isinstance(record, (Intent, Refused)) else record.facts
    return next((fact for fact in facts if isinstance(fact, ContractVersion)), None)


def unreported_changes(editions: Iterable[Edition], parts: Collection[str]) -> tuple[Unreported, ...]:
    """The changes of these parts of contract.toml that no report to the client covers.

    What is the vendor's own business (logins, keys, dates of education and assessment) is no change to report.
    """
    return tuple(
        Unreported(entry=edition.entry, at=edition.at, change=change)
        for edition in editions
        if edition.reported is None
        for change in edition.changes
        if change.part in parts and not _internal(change)
    )


def _internal(change: Change) -> bool:
    names = {one.partition(":")[0] for one in change.detail.split("; ")}
    return change.what == "change" and names <= _INTERNAL


def _of(record: Record, kind: type[F]) -> Iterator[F]:
    return (fact for fact in record.facts if isinstance(fact, kind)) if isinstance(record, Done) else iter(())


def _covered(edition: Edition, reports: list[Reported]) -> Edition:
    covering = (report for report in reports if edition.entry <= report.through)
    return replace(edition, reported=next(covering, None))
