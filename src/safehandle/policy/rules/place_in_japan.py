"""Kind ``place-in-japan``: data lies in Japan wherever it is stored by somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection
from safehandle.policy.whereabouts import places


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInJapan:
    """Places of other kinds than ``kinds`` are not judged; a place without a country is not known to be in Japan.

    Source: kawasaki 17-1(1), nerima-2025-12 19-2(2).
    """

    kinds: tuple[str, ...] = ("cloud",)

    def objection(self, case: Case) -> Objection | None:
        named = places(case)
        if not named:
            return Objection(NOTHING_TO_JUDGE, "place")
        found = (case.contract.place(ident) for ident in named)
        abroad = (place for place in found if place and place.kind in self.kinds and place.country != "JP")
        return next((Objection("policy.place-not-in-japan", place.ident) for place in abroad), None)


KIND = PlaceInJapan
