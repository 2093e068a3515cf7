"""ledger-redact: forget the private part of one entry; the entry itself, and every proof, stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from safehandle.errors import IntegrityError, UsageError
from safehandle.model import Fact, Permit, Plan, Redaction, Removal


class Kept(Protocol):
    """As much of an entry as has to be known."""

    @property
    def at(self) -> datetime: ...
    @property
    def private(self) -> bytes | None: ...


class Log(Protocol):
    """As much of the ledger as redacting needs."""

    def entry(self, number: int, /) -> Kept: ...
    def redact(self, number: int, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactRequest:
    """Which entry, why, and the number of the paper that asked for it. ``reason`` stays readable: no names in it."""

    entry: int
    reason: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """The private part is gone."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LedgerRedact:
    """The verb."""

    log: Log

    @property
    def verb(self) -> str:
        return "ledger-redact"

    def plan(self, request: RedactRequest) -> tuple[Fact, ...]:
        if not request.reason.strip():
            raise UsageError("ledger.redact-why")
        entry = self.log.entry(request.entry)
        if entry.private is None:
            raise UsageError("ledger.nothing-to-redact", number=request.entry)
        return (
            Redaction(entry=request.entry, reason=request.reason, document=request.document),
            Removal(what="ledger-private", newest=entry.at.date()),
        )

    def run(self, request: RedactRequest, plan: Plan, permit: Permit) -> Redacted:  # noqa: ARG002
        facts = self.plan(request)
        if not plan.covers(facts):
            raise IntegrityError("plan.changed")
        self.log.redact(request.entry)
        return Redacted(facts=facts)
