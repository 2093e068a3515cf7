"""medium-return: a medium came back, and somebody other than its carrier confirms it (nerima-2025-12 18(2))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from safehandle.actions.media import Media
from safehandle.errors import InputError
from safehandle.model import CarryBack, CarryOut, Fact
from safehandle.model.media_state import Whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumReturnRequest:
    """Which medium, and who confirms that it is back."""

    verb: ClassVar[str] = "medium-return"

    number: str
    confirmer: str

    def facts(self, media: Media) -> tuple[Fact, ...]:
        """Raises:
        InputError: ``medium.not-out``: it is neither carried out nor posted; as :meth:`Media.kept`.
        """
        state = media.kept(self.number)
        if state.whereabouts is Whereabouts.HELD:
            raise InputError("medium.not-out", number=state.number)
        carrier = state.last.carrier if isinstance(state.last, CarryOut) else ""
        return (CarryBack(medium=state.number, confirmer=self.confirmer, carrier=carrier),)
