"""Kind ``handover-parties``: data changes hands between the vendor's manager and the client's named staff only."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Handover, Role, active
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverParties:
    """``roles`` are those on the vendor's side; the client's staff are the contract's registered recipients.

    Source: kawasaki 12-1, nerima-2025-12 17(1).
    """

    roles: tuple[Role, ...] = (Role.MANAGER,)

    def objection(self, case: Case) -> Objection | None:
        handovers = case.of(Handover)
        if not handovers:
            return Objection(NOTHING_TO_JUDGE, "handover")
        return next(filter(None, (self._against(handover, case) for handover in handovers)), None)

    def _against(self, handover: Handover, case: Case) -> Objection | None:
        ours = case.contract.person(handover.ours)
        if ours is None or ours.role not in self.roles or not active(ours, case.day):
            return Objection("policy.handover-ours", handover.ours)
        theirs = case.contract.recipient(handover.theirs)
        if theirs is None or not active(theirs, case.day):
            return Objection("policy.handover-theirs", handover.theirs)
        return None


KIND = HandoverParties
