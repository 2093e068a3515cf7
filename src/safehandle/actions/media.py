"""media: the recording media that the ledger knows, and the act of recording what is done with one.

Nothing here moves a medium: people do. Each verb states what they do, refuses what cannot be (a medium that is out
cannot be carried out), and leaves the fact in the ledger, from which every state is read again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Generic, Protocol, TypeVar

from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.model import Fact, Permit, Plan, Record
from safehandle.model.media_state import MediumState, Whereabouts, media

_TOLD = re.compile(rb'"kind":"(?:medium|carry-out|carry-back|posting|disposal|stocktaking)"')
_LONGEST = 64


class Entry(Protocol):
    """One entry of the ledger, as the ledger room gives it."""

    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def body(self) -> bytes: ...
    @property
    def record(self) -> Record: ...
    @property
    def redacted(self) -> bool: ...


class Log(Protocol):
    """As much of the ledger as the media need."""

    def entries(self, start: int = 0, end: int | None = None) -> Iterator[Entry]: ...


@dataclass(frozen=True, slots=True)
class Media:
    """The registered media as they stand. ``log`` is the ledger that they were read from."""

    states: tuple[MediumState, ...]
    log: Log

    def known(self, number: str) -> MediumState | None:
        """The medium of a number, if one was ever registered."""
        return next((state for state in self.states if state.number == number), None)

    def find(self, number: str) -> MediumState:
        """The medium of a number.

        Raises:
            InputError: ``medium.unknown``.
        """
        state = self.known(label(number))
        if state is None:
            raise InputError("medium.unknown", number=number)
        return state

    def held(self, number: str) -> MediumState:
        """The medium of a number, which is here.

        Raises:
            InputError: ``medium.unknown``, ``medium.carried``, ``medium.posted``, ``medium.disposed``.
        """
        state = self.find(number)
        if state.whereabouts is not Whereabouts.HELD:
            raise InputError(f"medium.{state.whereabouts}", number=state.number, where=state.where)
        return state

    def kept(self, number: str) -> MediumState:
        """The medium of a number, wherever it is, unless it was disposed of.

        Raises:
            InputError: ``medium.unknown``, ``medium.disposed``.
        """
        state = self.find(number)
        if state.whereabouts is Whereabouts.DISPOSED:
            raise InputError("medium.disposed", number=state.number, where="")
        return state


def media_on_record(log: Log) -> Media:
    """Every registered medium, by what the ledger tells now."""
    told = (entry for entry in log.entries() if _TOLD.search(entry.body) and entry.kind == "done")
    return Media(media(told), log)


def label(number: str) -> str:
    """A medium's number as it is compared: full-width and half-width are the same label.

    Raises:
        UsageError: ``medium.number``: empty, longer than 64 characters, or with blanks or control characters in it.
    """
    plain = unicodedata.normalize("NFKC", number).strip()
    if not plain or len(plain) > _LONGEST or not plain.isprintable() or " " in plain:
        raise UsageError("medium.number", number=number, longest=_LONGEST)
    return plain


class MediumRequest(Protocol):
    """What is asked of one verb: which verb, and what it states of the media as they stand."""

    verb: ClassVar[str]

    def facts(self, media: Media, /) -> tuple[Fact, ...]:
        """The facts of the act. Raises where the media are not as the act needs them."""


Q = TypeVar("Q", bound=MediumRequest)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumRecorded:
    """What was recorded."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RecordMedium(Generic[Q]):
    """The verb of one kind of request."""

    log: Log
    kind: type[Q]

    @property
    def verb(self) -> str:
        return self.kind.verb

    def plan(self, request: Q) -> tuple[Fact, ...]:
        return request.facts(media_on_record(self.log))

    def run(self, request: Q, plan: Plan, _permit: Permit) -> MediumRecorded:
        facts = self.plan(request)
        if not plan.covers(facts):
            raise IntegrityError("plan.changed")
        return MediumRecorded(facts=facts)
