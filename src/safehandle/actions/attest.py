"""attest: record a person's word that a duty which only people can keep is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.model import Attestation, Fact, Observance, Permit, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestRequest:
    """Who attests to which article, for which day, until when it holds, in which words, and what file shows it.

    Words are needed where it is not kept, or where there is nothing to keep.
    """

    article: str
    by: str
    day: date
    due: date | None = None
    observance: Observance = Observance.KEPT
    statement: str = ""
    evidence: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """What is recorded."""

    attestation: Attestation

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.attestation,)


@dataclass(frozen=True, slots=True)
class Attest:
    """The verb."""

    @property
    def verb(self) -> str:
        return "attest"

    def plan(self, request: AttestRequest) -> tuple[Fact, ...]:
        if request.day > _today():
            raise UsageError("attest.future", day=request.day)
        if request.due is not None and request.due < request.day:
            raise UsageError("attest.due-before-day", day=request.day, due=request.due)
        if request.observance is not Observance.KEPT and not request.statement.strip():
            raise UsageError("attest.no-reason")
        return (_attestation(request),)

    def run(self, request: AttestRequest, plan: Plan, _permit: Permit) -> Attested:
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        return Attested(attestation=_attestation(request))


def _attestation(request: AttestRequest) -> Attestation:
    return Attestation(
        article=request.article,
        by=request.by,
        day=request.day,
        due=request.due,
        observance=request.observance,
        statement=request.statement,
        sha256=_digest(request.evidence) if request.evidence else "",
    )


def _today() -> date:
    return datetime.now(timezone(timedelta(hours=9))).date()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError("attest.evidence-unreadable", file=str(path), reason=error.strerror or "") from error
