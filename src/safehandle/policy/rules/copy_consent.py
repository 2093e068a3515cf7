"""Kind ``copy-consent``: data is copied only for what the contract allows; anything else needs the client's consent."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Duplicate
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection
from safehandle.policy.consent import objection_to_approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyConsent:
    """``purposes`` are those that need no consent. Empty means that every copy needs it.

    Source: issuer-unnamed 2-3, tsukuba 4 and 14(4), gunma 13-4, kawasaki 8, nerima-2025-12 18(5).
    """

    purposes: tuple[str, ...] = ()

    def objection(self, case: Case) -> Objection | None:
        copies = case.of(Duplicate)
        if not copies:
            return Objection(NOTHING_TO_JUDGE, "duplicate")
        if all(copy.purpose in self.purposes for copy in copies):
            return None
        return objection_to_approvals(case, client=True, missing="policy.copy-without-consent")


KIND = CopyConsent
