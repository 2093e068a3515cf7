"""How every article of the contract is kept, as the ledger shows it (遵守状況)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safehandle.model import Attestation, Observance
from safehandle.policy.coverage import Coverage, coverage
from safehandle.policy.evidence import ATTEST, Entry, Evidence, gather, only_when_it_happens
from safehandle.policy.profile import Duty, Profile


class Standing(StrEnum):
    """How a duty stands. What only people can do is never better than attested."""

    ENFORCED = "enforced"
    RECORDED = "recorded"
    ATTESTED = "attested"
    OVERDUE = "overdue"  # attested once, and due again since
    NOT_YET = "not-yet"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyStanding:
    """One duty of an article. ``entries`` are the ledger's entries of the period that show it, ``earlier`` those before
    it that still do, ``refused`` those of acts that were refused citing the article, ``untold`` those of changes that
    the article wants the client to be told and that were not reported."""

    duty: Duty
    standing: Standing
    entries: tuple[int, ...] = ()
    earlier: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    untold: tuple[int, ...] = ()
    attestation: Attestation | None = None
    attested_by: int | None = None  # the entry that records the attestation


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One article and how its duties stand."""

    coverage: Coverage
    duties: tuple[DutyStanding, ...]

    @property
    def standing(self) -> Standing:
        """The article's: the worst of its duties'; attested if a person's word is a part of it."""
        found = {duty.standing for duty in self.duties}
        order = (Standing.NOT_YET, Standing.OVERDUE, Standing.ATTESTED, Standing.ENFORCED, Standing.RECORDED)
        return next((standing for standing in order if standing in found), Standing.NOT_APPLICABLE)


def assess(
    profile: Profile, entries: Iterable[Entry], today: date, *, start: date | None = None, end: date | None = None
) -> tuple[Assessed, ...]:
    """Every article of the profile, with the entries from ``start`` to ``end`` that are the evidence.

    ``today`` decides what is overdue, or ``end`` where that is earlier: the report tells how things stood then.
    """
    evidence = gather(entries, profile.ident, start, end)
    day = min(today, end or today)
    return tuple(
        Assessed(coverage=one, duties=tuple(_duty(duty, one, evidence, day) for duty in one.article.duties))
        for one in coverage(profile)
    )


def _duty(duty: Duty, one: Coverage, evidence: Evidence, day: date) -> DutyStanding:
    if duty is Duty.ENFORCED:
        return DutyStanding(
            duty=duty,
            standing=Standing.ENFORCED,
            entries=tuple(evidence.within.allowed[one.citation]),
            refused=tuple(evidence.within.refused[one.citation]),
        )
    number, attestation = evidence.attested.get(one.article.ident, (None, None))
    said = _said(attestation, day) if attestation else None
    if duty is Duty.ORGANISATIONAL:
        standing = said or Standing.NOT_YET
        return DutyStanding(duty=duty, standing=standing, attestation=attestation, attested_by=number)
    entries, earlier = evidence.within.by(one.recorded_by), evidence.before.by(one.recorded_by)
    untold = tuple(sorted({number for part in one.article.reports for number in evidence.untold[part]}))
    standing = _recorded(one, said) if entries or earlier else _unrecorded(one, said)
    return DutyStanding(
        duty=duty,
        standing=Standing.NOT_YET if untold else standing,
        entries=entries,
        earlier=earlier,
        untold=untold,
        attestation=attestation,
        attested_by=number,
    )


def _said(attestation: Attestation, day: date) -> Standing:
    """What a person's word is worth on ``day``."""
    if attestation.observance is Observance.NOT_KEPT:
        return Standing.NOT_YET
    if attestation.due is not None and attestation.due < day:
        return Standing.OVERDUE
    return Standing.ATTESTED if attestation.observance is Observance.KEPT else Standing.NOT_APPLICABLE


def _recorded(one: Coverage, said: Standing | None) -> Standing:
    """There are records. A person may still say that it is not kept, and where their word is called for, owe it."""
    worse = {Standing.NOT_YET, Standing.OVERDUE} if ATTEST in one.recorded_by else {Standing.NOT_YET}
    return said if said in worse else Standing.RECORDED


def _unrecorded(one: Coverage, said: Standing | None) -> Standing:
    if said is None and only_when_it_happens(one.recorded_by):
        return Standing.NOT_APPLICABLE
    return said or Standing.NOT_YET
