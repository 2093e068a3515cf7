"""Where every registered medium is, by what the ledger has recorded. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from safehandle.model.facts import DataClass, Fact
from safehandle.model.media import CarryBack, CarryOut, Disposal, Medium, Posting, Stocktaking
from safehandle.model.record import Done, Record


class Recorded(Protocol):
    """One entry of the ledger. ``redacted`` says that private fields were there and have been removed."""

    @property
    def at(self) -> datetime: ...
    @property
    def record(self) -> Record: ...
    @property
    def redacted(self) -> bool: ...


class Whereabouts(StrEnum):
    """Where a medium is."""

    HELD = "held"
    CARRIED = "carried"
    POSTED = "posted"
    DISPOSED = "disposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumState:
    """One medium as it stands. ``since`` is when it came to where it is, ``last`` the move that brought it there.

    ``checked`` is when a stocktaking last looked for it, ``missing`` whether that one did not find it (a move since
    then shows that it is there). ``content_known`` is false where what it holds was redacted: empty is not forgotten.
    """

    medium: Medium
    since: datetime
    last: CarryOut | CarryBack | Posting | Disposal | None = None
    checked: datetime | None = None
    missing: bool = False
    content_known: bool = True

    @property
    def number(self) -> str:
        """The number on its label."""
        return self.medium.medium

    @property
    def whereabouts(self) -> Whereabouts:
        """Where it is, by its last move."""
        match self.last:
            case CarryOut():
                return Whereabouts.CARRIED
            case Posting():
                return Whereabouts.POSTED
            case Disposal():
                return Whereabouts.DISPOSED
            case _:
                return Whereabouts.HELD

    @property
    def where(self) -> str:
        """The id of the place it was carried to, or of the recipient it was posted to; empty where it is with us."""
        match self.last:
            case CarryOut(destination=place):
                return place
            case Posting(recipient=recipient):
                return recipient
            case _:
                return ""

    @property
    def due(self) -> date | None:
        """When it is to be back, if it is out until a day."""
        return self.last.due if isinstance(self.last, CarryOut) else None

    @property
    def data_class(self) -> DataClass:
        """How much what it holds needs protection: an empty medium holds nothing that does."""
        empty = self.content_known and not self.medium.content
        return DataClass.OTHER if empty else self.medium.data_class

    def overdue(self, day: date) -> bool:
        """Whether it should have been back before ``day``."""
        return self.due is not None and self.due < day


def media(entries: Iterable[Recorded]) -> tuple[MediumState, ...]:
    """Every medium that was ever registered, in the order of registration. Only what was done counts.

    ``entries`` come in the ledger's order; those that tell of no medium may be left out.
    """
    states: dict[str, MediumState] = {}
    for entry in entries:
        record = entry.record
        if isinstance(record, Done):
            for fact in record.facts:
                _apply(states, fact, entry)
    return tuple(states.values())


def undisposed(entries: Iterable[Recorded]) -> tuple[MediumState, ...]:
    """The registered media that were not yet disposed of, wherever they are."""
    return tuple(state for state in media(entries) if state.whereabouts is not Whereabouts.DISPOSED)


def _apply(states: dict[str, MediumState], fact: Fact, entry: Recorded) -> None:
    match fact:
        case Medium():
            known = not entry.redacted or bool(fact.content)
            old = states.get(fact.medium) or MediumState(medium=fact, since=entry.at)
            states[fact.medium] = replace(old, medium=fact, content_known=known)
        case CarryOut() | CarryBack() | Posting() | Disposal() if fact.medium in states:
            states[fact.medium] = replace(states[fact.medium], last=fact, since=entry.at, missing=False)
        case Stocktaking():
            for number in states.keys() & {*fact.found, *fact.missing, *fact.misplaced}:
                states[number] = replace(states[number], checked=entry.at, missing=number in fact.missing)
        case _:
            pass
