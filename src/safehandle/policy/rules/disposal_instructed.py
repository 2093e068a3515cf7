"""Kind ``disposal-instructed``: data is disposed of only as the client has instructed."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import within
from safehandle.policy.case import Case, Objection
from safehandle.policy.consent import objection_to_approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalInstructed:
    """The instruction stands in contract.toml with the number of the client's document, or is an approval of this plan.

    With ``after_end`` only what is disposed of when the contract is over needs one.

    Source: issuer-unnamed 6, tsukuba 7, gunma 13-2, kawasaki 14, nerima-2025-12 22.
    """

    after_end: bool = False

    def objection(self, case: Case) -> Objection | None:
        if self.after_end and within(None, case.contract.end, case.day):
            return None
        instructed = case.contract.disposal if case.contract.disposal_document else ""
        if instructed == "erase":
            return None
        missing = "policy.disposal-return" if instructed == "return" else "policy.disposal-not-instructed"
        return objection_to_approvals(case, client=True, missing=missing)


KIND = DisposalInstructed
