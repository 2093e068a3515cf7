"""Who is registered and would still be refused: without education or pledge where the profile demands it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from safehandle.model import Contract, Finding, Person, Plan, active
from safehandle.policy.case import Case
from safehandle.policy.profile import Profile

_KINDS = ("handler-educated", "handler-pledged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unready:
    """A person, and what the profile finds missing."""

    person: Person
    findings: tuple[Finding, ...]


def unready_people(profile: Profile, contract: Contract, at: datetime) -> tuple[Unready, ...]:
    """Everyone whose registered time runs at ``at`` and who may not handle data yet."""
    rows = [row for row in profile.rows if row.kind in _KINDS]
    found = []
    for person in contract.people:
        plan = Plan(verb="", contract=contract.ident, actor=person.ident, at=at, nonce="", facts=())
        case = Case(contract=contract, plan=plan, at=at)
        missing = tuple(one for row in rows for one in row.findings(case) if not one.satisfied)
        if missing and active(person, case.day):
            found.append(Unready(person=person, findings=missing))
    return tuple(found)
