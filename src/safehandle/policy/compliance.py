"""How every article of the contract is kept, as the ledger shows it (遵守状況)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from safehandle.model import Attestation, Change, Done, Intent, Record, Refused
from safehandle.policy.coverage import Coverage, coverage
from safehandle.policy.profile import Duty, Profile

_REGISTERS = {
    "register:media": ("medium-add", "medium-carry-out", "medium-return", "medium-post", "medium-retire"),
    "register:carry-out": ("medium-carry-out", "medium-return"),
    "register:shipments": ("send", "medium-post", "handover-new", "handover-accept"),
    "register:disposals": ("wipe", "medium-retire", "key-destroy"),
    "register:holdings": ("encrypt", "receive", "copy", "pack"),
    "register:operations": ("encrypt", "decrypt", "pack", "unpack", "send", "receive", "copy", "wipe"),
    "document:erasure-certificate": ("certificate",),
}
_COMMANDS = {
    "command:approve": ("approve",),
    "command:contract check": ("contract-report",),
    "command:report compliance": ("report",),
    "command:ledger prove": ("checkpoint",),
    "command:ledger show": ("ledger-export", "report"),
}
_PARTS = {"command:person": "person", "command:place": "place", "command:recipient": "recipient"}
_WHEN_IT_HAPPENS = {*_REGISTERS, "command:approve", "command:ledger prove", "command:ledger show"}
"""What keeps a record of acts: where there was no such act, nothing is missing."""


class Entry(Protocol):
    """An entry of the ledger, as the ledger room gives it."""

    @property
    def number(self) -> int: ...
    @property
    def record(self) -> Record: ...


class Standing(StrEnum):
    """How a duty stands. What only people can do is never better than attested."""

    ENFORCED = "enforced"
    RECORDED = "recorded"
    ATTESTED = "attested"
    NOT_YET = "not-yet"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyStanding:
    """One duty of an article. ``entries`` are the ledger's entries that show it, ``refused`` those of acts refused."""

    duty: Duty
    standing: Standing
    entries: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    attestation: Attestation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One article and how its duties stand."""

    coverage: Coverage
    duties: tuple[DutyStanding, ...]

    @property
    def standing(self) -> Standing:
        """The article's: not yet if any duty is, attested if a person's word is part of it, else what the tool did."""
        found = {duty.standing for duty in self.duties}
        order = (Standing.NOT_YET, Standing.ATTESTED, Standing.ENFORCED, Standing.RECORDED)
        return next((standing for standing in order if standing in found), Standing.NOT_APPLICABLE)


@dataclass(slots=True)
class _Evidence:
    """What the entries show, by what it is looked up by."""

    allowed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # by citation
    refused: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    done: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # by verb
    changed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # by part of contract.toml
    attested: dict[str, list[tuple[int, Attestation]]] = field(default_factory=lambda: defaultdict(list))

    def of(self, server: str, article: str) -> list[int]:
        """The entries of what serves an R duty."""
        if server == "command:attest":
            return [number for number, _ in self.attested[article]]
        if server in _PARTS:
            return self.changed[_PARTS[server]]
        verbs = _REGISTERS.get(server) or _COMMANDS.get(server, ())
        return sorted(number for verb in verbs for number in self.done[verb])


def assess(profile: Profile, entries: Iterable[Entry], today: date) -> tuple[Assessed, ...]:
    """Every article of the profile, with the entries that are the evidence. ``today`` decides what is overdue."""
    evidence = _gather(entries)
    return tuple(
        Assessed(coverage=one, duties=tuple(_duty(duty, one, evidence, today) for duty in one.article.duties))
        for one in coverage(profile)
    )


def _gather(entries: Iterable[Entry]) -> _Evidence:
    evidence = _Evidence()
    intents: dict[int, Intent] = {}
    for entry in entries:
        record = entry.record
        if isinstance(record, (Intent, Refused)):
            for finding in record.decision.findings:
                where = evidence.allowed if finding.satisfied else evidence.refused
                where[finding.citation].append(entry.number)
        if isinstance(record, Intent):
            intents[entry.number] = record
        elif isinstance(record, Done) and record.intent in intents:
            evidence.done[intents.pop(record.intent).plan.verb].append(entry.number)
            _facts(evidence, entry.number, record)
    return evidence


def _facts(evidence: _Evidence, number: int, record: Done) -> None:
    for part in sorted({fact.part for fact in record.facts if isinstance(fact, Change)}):
        evidence.changed[part].append(number)
    for fact in record.facts:
        if isinstance(fact, Attestation):
            evidence.attested[fact.article].append((number, fact))


def _duty(duty: Duty, one: Coverage, evidence: _Evidence, today: date) -> DutyStanding:
    if duty is Duty.ENFORCED:
        return DutyStanding(
            duty=duty,
            standing=Standing.ENFORCED,
            entries=tuple(evidence.allowed[one.citation]),
            refused=tuple(evidence.refused[one.citation]),
        )
    if duty is Duty.ORGANISATIONAL:
        return _word(duty, one, evidence, today)
    entries = tuple(sorted({number for by in one.recorded_by for number in evidence.of(by, one.article.ident)}))
    if entries:
        return DutyStanding(duty=duty, standing=Standing.RECORDED, entries=entries)
    nothing_happened = all(server in _WHEN_IT_HAPPENS for server in one.recorded_by)
    return DutyStanding(duty=duty, standing=Standing.NOT_APPLICABLE if nothing_happened else Standing.NOT_YET)


def _word(duty: Duty, one: Coverage, evidence: _Evidence, today: date) -> DutyStanding:
    """A person's latest word on it, as long as it is not due again."""
    given = evidence.attested[one.article.ident]
    if not given:
        return DutyStanding(duty=duty, standing=Standing.NOT_YET)
    number, latest = given[-1]
    holds = latest.due is None or today <= latest.due
    standing = Standing.ATTESTED if holds else Standing.NOT_YET
    return DutyStanding(duty=duty, standing=standing, entries=(number,), attestation=latest)
