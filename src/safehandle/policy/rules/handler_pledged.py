"""Kind ``handler-pledged``: who acts has pledged secrecy in writing, and the date is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerPledged:
    """The date must not lie ahead; somebody who is not registered has none. Source: kawasaki 5-2."""

    def objection(self, case: Case) -> Objection | None:
        day = case.actor.pledged if case.actor else None
        return Objection("policy.handler-not-pledged", case.plan.actor) if day is None or day > case.day else None


KIND = HandlerPledged
