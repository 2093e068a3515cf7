"""Kind ``manager-approval``: somebody else who may approve has approved exactly this."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import Case, Objection
from safehandle.policy.consent import objection_to_approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerApproval:
    """A registered manager or supervisor who is not the one who acts."""

    def objection(self, case: Case) -> Objection | None:
        return objection_to_approvals(case, client=False, missing="policy.approval-missing")


KIND = ManagerApproval
