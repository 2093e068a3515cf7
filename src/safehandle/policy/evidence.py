"""What the ledger holds about the articles: acts allowed and refused, records, and what people attested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from safehandle.model import Attestation, Change, Done, Intent, Record, Refused, RegisterExport, Reported
from safehandle.policy.case import JST

_REGISTERS = {
    "register:media": (
        "medium-add",
        "medium-carry-out",
        "medium-return",
        "medium-post",
        "medium-check",
        "medium-retire",
    ),
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
    "command:ledger prove": ("checkpoint",),
    "command:ledger show": ("ledger-export",),
    "command:medium check": ("medium-check",),
}
_VERBS = _REGISTERS | _COMMANDS
_PARTS = {"command:person": "person", "command:place": "place", "command:recipient": "recipient"}
_EXPORTS = {"command:report compliance": "compliance", "command:ledger show": "operations"}
ATTEST = "command:attest"
_WHEN_IT_HAPPENS = {*_REGISTERS, "command:approve", "command:ledger prove", "command:ledger show"}


class Entry(Protocol):
    """An entry of the ledger, as the ledger room gives it."""

    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def record(self) -> Record: ...


def _lists() -> dict[str, list[int]]:
    return defaultdict(list)


@dataclass(slots=True)
class Shown:
    """The numbers of the entries of some time, by what they are looked up by."""

    allowed: dict[str, list[int]] = field(default_factory=_lists)  # by citation
    refused: dict[str, list[int]] = field(default_factory=_lists)
    done: dict[str, list[int]] = field(default_factory=_lists)  # by verb
    changed: dict[str, list[int]] = field(default_factory=_lists)  # by part of contract.toml
    exported: dict[str, list[int]] = field(default_factory=_lists)  # by register

    def by(self, servers: Iterable[str]) -> tuple[int, ...]:
        """The entries of what serves an article (``"register:shipments"``), in order."""
        return tuple(sorted({number for server in servers for number in self._of(server)}))

    def _of(self, server: str) -> list[int]:
        return [
            *(number for verb in _VERBS.get(server, ()) for number in self.done[verb]),
            *self.changed[_PARTS.get(server, "")],
            *self.exported[_EXPORTS.get(server, "")],
        ]


@dataclass(slots=True)
class Evidence:
    """What was recorded ``within`` the period and ``before`` it, and how things stood at its end: the latest word on
    every article, and the changes of contract.toml, by part, that the client had not been told."""

    within: Shown = field(default_factory=Shown)
    before: Shown = field(default_factory=Shown)
    attested: dict[str, tuple[int, Attestation]] = field(default_factory=dict)
    untold: dict[str, list[int]] = field(default_factory=_lists)


def known(server: str) -> bool:
    """Whether the ledger can show anything of it."""
    return server == ATTEST or server in {*_VERBS, *_PARTS, *_EXPORTS}


def only_when_it_happens(servers: Iterable[str]) -> bool:
    """Whether all of these record acts as they come: where there was no act, no record is missing."""
    return all(server in _WHEN_IT_HAPPENS for server in servers)


def gather(entries: Iterable[Entry], profile: str, start: date | None = None, end: date | None = None) -> Evidence:
    """Read the entries once. Days are Japan's and both belong to the period; a missing one leaves it open.

    What people attested under another profile is left out: its articles have other numbers.
    """
    evidence = Evidence()
    intents: dict[int, Intent] = {}
    for entry in entries:
        day = entry.at.astimezone(JST).date()
        if end is not None and day > end:
            continue
        record, shown = entry.record, evidence.before if start and day < start else evidence.within
        if isinstance(record, (Intent, Refused)):
            for finding in record.decision.findings:
                (shown.allowed if finding.satisfied else shown.refused)[finding.citation].append(entry.number)
        if isinstance(record, Intent):
            intents[entry.number] = record
        elif isinstance(record, Done) and (intent := intents.pop(record.intent, None)):
            shown.done[intent.plan.verb].append(entry.number)
            _facts(shown, entry.number, record)
            _telling(evidence, entry.number, record)
            if intent.decision.profile == profile:
                given = (fact for fact in record.facts if isinstance(fact, Attestation))
                evidence.attested.update((fact.article, (entry.number, fact)) for fact in given)
    return evidence


def _telling(evidence: Evidence, number: int, record: Done) -> None:
    for part in {fact.part for fact in record.facts if isinstance(fact, Change)}:
        evidence.untold[part].append(number)
    for told in (fact for fact in record.facts if isinstance(fact, Reported)):
        for changes in evidence.untold.values():
            changes[:] = (change for change in changes if change > told.through)


def _facts(shown: Shown, number: int, record: Done) -> None:
    for part in {fact.part for fact in record.facts if isinstance(fact, Change)}:
        shown.changed[part].append(number)
    for register in {fact.register for fact in record.facts if isinstance(fact, RegisterExport)}:
        shown.exported[register].append(number)
