"""medium-check: a regular stocktaking, which media are there and which are not (tsukuba 14(6))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from safehandle.actions.media import Media
from safehandle.model import Fact, Stocktaking
from safehandle.model.media_state import Whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumCheckRequest:
    """The numbers on the labels that were found."""

    verb: ClassVar[str] = "medium-check"

    found: tuple[str, ...]

    def facts(self, media: Media) -> tuple[Fact, ...]:
        """Raises: InputError ``medium.unknown``: what is found and not registered is to be registered first."""
        seen = {media.find(number).number for number in self.found}
        held = {state.number for state in media.states if state.whereabouts is Whereabouts.HELD}
        gone = {state.number for state in media.states if state.whereabouts is Whereabouts.DISPOSED}
        elsewhere = {state.number for state in media.states} - held - gone
        taken = Stocktaking(
            found=tuple(sorted(seen & held)),
            missing=tuple(sorted(held - seen)),
            misplaced=tuple(sorted(seen - held)),
            away=tuple(sorted(elsewhere - seen)),
        )
        return (taken,)
