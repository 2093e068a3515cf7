"""Kind ``contract-in-force``: data is taken in, worked on and handed over within the contract's period only."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import within
from safehandle.policy.case import Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractInForce:
    """After the end there is only giving back and erasing. Source: issuer-unnamed 6, tsukuba 7, nerima-2025-12 22."""

    def objection(self, case: Case) -> Objection | None:
        if within(case.contract.start, case.contract.end, case.day):
            return None
        return Objection("policy.contract-not-in-force", case.contract.ident)


KIND = ContractInForce
