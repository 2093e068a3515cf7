"""Kind ``carry-parties``: who takes a medium out, who approved it, and who confirms that it is back."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import active
from safehandle.model.media import CarryBack, CarryOut
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection
from safehandle.policy.consent import APPROVERS, approvers


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryParties:
    """All are registered people. The approver may approve, is not the carrier, and either acts or has approved exactly
    this; the return is confirmed by somebody other than the carrier.

    Source: nerima-2025-12 18(2), where carrier, approver and confirmer are fields of their own.
    """

    def objection(self, case: Case) -> Objection | None:
        out, back = case.of(CarryOut), case.of(CarryBack)
        if not out and not back:
            return Objection(NOTHING_TO_JUDGE, "carry-out")
        objections = (*(_against_leaving(fact, case) for fact in out), *(_against_return(fact, case) for fact in back))
        return next(filter(None, objections), None)


def _against_leaving(fact: CarryOut, case: Case) -> Objection | None:
    if stranger := _stranger(case, fact.carrier, fact.approver):
        return stranger
    person = case.contract.person(fact.approver)
    if person is None or person.role not in APPROVERS:
        return Objection("policy.carry-approver-role", fact.approver)
    if fact.approver == fact.carrier:
        return Objection("policy.carry-approver-is-carrier", fact.approver)
    if fact.approver != case.plan.actor and fact.approver not in approvers(case):
        return Objection("policy.carry-not-approved", fact.approver)
    return None


def _against_return(fact: CarryBack, case: Case) -> Objection | None:
    if fact.confirmer == fact.carrier:
        return Objection("policy.carry-confirmer-is-carrier", fact.confirmer)
    return _stranger(case, fact.confirmer)


def _stranger(case: Case, *people: str) -> Objection | None:
    for ident in people:
        person = case.contract.person(ident)
        if person is None:
            return Objection("policy.handler-unknown", ident)
        if not active(person, case.day):
            return Objection("policy.handler-out-of-period", ident)
    return None


KIND = CarryParties
