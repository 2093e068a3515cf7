"""Kind ``place-registered``: data goes only to registered places, within their registered period."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import active
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection
from safehandle.policy.whereabouts import places


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRegistered:
    """With ``kinds`` only to places of those kinds, as where copies may be made at the work place only."""

    kinds: tuple[str, ...] = ()

    def objection(self, case: Case) -> Objection | None:
        named = places(case)
        if not named:
            return Objection(NOTHING_TO_JUDGE, "place")
        return next(filter(None, (self._against(ident, case) for ident in named)), None)

    def _against(self, ident: str, case: Case) -> Objection | None:
        place = case.contract.place(ident)
        if place is None:
            return Objection("policy.place-unknown", ident)
        if not active(place, case.day):
            return Objection("policy.place-out-of-period", ident)
        if self.kinds and place.kind not in self.kinds:
            return Objection("policy.place-kind", ident)
        return None


KIND = PlaceRegistered
