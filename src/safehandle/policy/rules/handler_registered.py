"""Kind ``handler-registered``: who acts is a registered person of the contract, within the registered period."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Role, active
from safehandle.policy.case import Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerRegistered:
    """With ``roles`` only persons of those roles may act."""

    roles: tuple[Role, ...] = ()

    def objection(self, case: Case) -> Objection | None:
        person = case.actor
        if person is None:
            return Objection("policy.handler-unknown", case.plan.actor)
        if not active(person, case.day):
            return Objection("policy.handler-out-of-period", person.ident)
        if self.roles and person.role not in self.roles:
            return Objection("policy.handler-role", person.role)
        return None


KIND = HandlerRegistered
