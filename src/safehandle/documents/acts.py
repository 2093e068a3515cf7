"""Ledger entries put back together into acts: what was intended, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from safehandle.model import Approval, Done, Fact, Failed, Intent, Plan, Record, Refused

F = TypeVar("F", bound=Fact)


class Entry(Protocol):
    """One entry of the ledger, as the ledger room gives it.

    Private fields that were redacted are empty strings in the record; ``redacted`` says that there were some.
    """

    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def record(self) -> Record: ...
    @property
    def redacted(self) -> bool: ...


class State(StrEnum):
    """What became of an act."""

    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    OPEN = "open"  # an intent without an outcome: it goes on, or it was cut off


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act from its first entry to its last. ``ended`` and ``outcome`` are missing where there is no outcome yet."""

    number: int
    at: datetime
    plan: Plan
    state: State
    approvals: tuple[Approval, ...] = ()
    outcome: int | None = None
    ended: datetime | None = None
    code: str = ""  # of the error, or of the first refusal
    citation: str = ""  # the article, where it was refused
    results: tuple[Fact, ...] = ()
    redacted: bool = False  # whether names were there and have been removed

    @property
    def verb(self) -> str:
        return self.plan.verb

    @property
    def entries(self) -> tuple[int, ...]:
        """The numbers of the entries that tell of this act."""
        return (self.number,) if self.outcome is None else (self.number, self.outcome)

    def of(self, kind: type[F]) -> tuple[F, ...]:
        """The facts of one type: as they turned out, else as they were planned."""
        turned_out = tuple(fact for fact in self.results if isinstance(fact, kind))
        return turned_out or self.plan.of(kind)

    def one(self, kind: type[F]) -> F | None:
        """The first fact of one type, or None."""
        return next(iter(self.of(kind)), None)


def acts(entries: Iterable[Entry]) -> Iterator[Act]:
    """Join every intent with its outcome. Yields an act when its outcome is read, those left open at the end."""
    pending: dict[int, tuple[Entry, Intent]] = {}
    for entry in entries:
        record = entry.record
        if isinstance(record, Intent):
            pending[entry.number] = (entry, record)
        elif isinstance(record, Refused):
            yield _refused(entry, record)
        elif record.intent in pending:
            begun, intent = pending.pop(record.intent)
            yield _ended(begun, intent, entry, record)
    for begun, intent in pending.values():
        yield Act(
            number=begun.number,
            at=begun.at,
            plan=intent.plan,
            state=State.OPEN,
            approvals=intent.approvals,
            redacted=begun.redacted,
        )


def _ended(begun: Entry, intent: Intent, end: Entry, record: Done | Failed) -> Act:
    return Act(
        number=begun.number,
        at=begun.at,
        plan=intent.plan,
        state=State.DONE if isinstance(record, Done) else State.FAILED,
        approvals=intent.approvals,
        outcome=end.number,
        ended=end.at,
        code=record.code if isinstance(record, Failed) else "",
        results=record.facts,
        redacted=begun.redacted or end.redacted,
    )


def _refused(entry: Entry, record: Refused) -> Act:
    first = next(iter(record.decision.refusals), None)
    return Act(
        number=entry.number,
        at=entry.at,
        plan=record.plan,
        state=State.REFUSED,
        approvals=record.approvals,
        code=first.code if first else "",
        citation=first.citation if first else "",
        redacted=entry.redacted,
    )
