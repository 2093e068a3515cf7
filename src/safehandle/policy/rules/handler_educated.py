"""Kind ``handler-educated``: who acts was educated for the work, and the date is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerEducated:
    """The date must not lie ahead; somebody who is not registered has none.

    Source: issuer-unnamed 3, tsukuba 10, gunma 11, kawasaki 20, nerima-2025-12 9.
    """

    def objection(self, case: Case) -> Objection | None:
        day = case.actor.educated if case.actor else None
        return Objection("policy.handler-not-educated", case.plan.actor) if day is None or day > case.day else None


KIND = HandlerEducated
