"""Kind ``log-retained``: records are kept for as long as the contract asks."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Removal
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection, months_before


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRetained:
    """Nothing younger than ``months`` is taken away. Source: gunma 3ウ and 9 (at least the last three months)."""

    months: int = 3

    def objection(self, case: Case) -> Objection | None:
        removals = case.of(Removal)
        if not removals:
            return Objection(NOTHING_TO_JUDGE, "removal")
        kept_from = months_before(case.day, self.months)
        early = next((removal for removal in removals if removal.newest >= kept_from), None)
        return Objection("policy.log-too-young", early.newest.isoformat()) if early else None


KIND = LogRetained
