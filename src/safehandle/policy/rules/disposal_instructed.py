"""Kind ``disposal-instructed``: data is disposed of only as the client has instructed."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import Case, Objection
from safehandle.policy.consent import objection_to_approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalInstructed:
    """The instruction stands in contract.toml with the number of the client's document, or is an approval of this plan.

    Source: issuer-unnamed 6, tsukuba 7, gunma 13-2, kawasaki 14, nerima-2025-12 22.
    """

    def objection(self, case: Case) -> Objection | None:
        instructed = case.contract.disposal if case.contract.disposal_document else ""
        if instructed == "erase":
            return None
        missing = "policy.disposal-return" if instructed == "return" else "policy.disposal-not-instructed"
        return objection_to_approvals(case, client=True, missing=missing)


KIND = DisposalInstructed
