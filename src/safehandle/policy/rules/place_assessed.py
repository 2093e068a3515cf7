"""Kind ``place-assessed``: a place was assessed, and not too long ago."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection, months_before
from safehandle.policy.whereabouts import places


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAssessed:
    """A place of ``kinds`` has a date of assessment that lies at most ``months`` back; others are not judged.

    Source: kawasaki 17-1(4) and nerima-2025-12 19-2(6) (the provider is trustworthy), tsukuba 14(6) (regular checks).
    """

    kinds: tuple[str, ...] = ("cloud",)
    months: int = 12

    def objection(self, case: Case) -> Objection | None:
        named = places(case)
        if not named:
            return Objection(NOTHING_TO_JUDGE, "place")
        oldest = months_before(case.day, self.months)
        for ident in named:
            place = case.contract.place(ident)
            if place is None or place.kind not in self.kinds:
                continue
            if place.assessed is None or not oldest <= place.assessed <= case.day:
                return Objection("policy.place-not-assessed", ident)
        return None


KIND = PlaceAssessed
