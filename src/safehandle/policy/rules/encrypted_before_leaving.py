"""Kind ``encrypted-before-leaving``: what leaves is encrypted by itself, whatever protects the way."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection
from safehandle.policy.whereabouts import departures


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptedBeforeLeaving:
    """Judges every destination, medium carried out and medium posted; with ``via`` only what goes by those ways.

    Source: tsukuba 14(3), gunma 13-5, nerima-2025-12 17(2) and 18(3).
    """

    via: tuple[str, ...] = ()

    def objection(self, case: Case) -> Objection | None:
        leaving = list(departures(case))
        if not leaving:
            return Objection(NOTHING_TO_JUDGE, "destination")
        bare = (one for one in leaving if not one.encrypted and (not self.via or one.via in self.via))
        return next((Objection("policy.not-encrypted", one.where) for one in bare), None)


KIND = EncryptedBeforeLeaving
