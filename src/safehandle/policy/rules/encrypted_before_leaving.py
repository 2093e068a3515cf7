"""Kind ``encrypted-before-leaving``: what leaves is encrypted by itself, whatever protects the way."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection
from safehandle.policy.whereabouts import departures


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptedBeforeLeaving:
    """Judges every destination, medium carried out and medium posted.

    Source: tsukuba 14(3), gunma 13-5, nerima-2025-12 17(2) and 18(3).
    """

    def objection(self, case: Case) -> Objection | None:
        leaving = list(departures(case))
        if not leaving:
            return Objection(NOTHING_TO_JUDGE, "destination")
        return next((Objection("policy.not-encrypted", where) for where, encrypted in leaving if not encrypted), None)


KIND = EncryptedBeforeLeaving
