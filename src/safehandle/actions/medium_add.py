"""medium-add: put a recording medium on the register, by the number on its label (nerima-2025-12 17(4), 18(2))."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from safehandle.actions.media import Media, label
from safehandle.actions.medium_content import Holding
from safehandle.errors import InputError
from safehandle.model import Fact, Medium
from safehandle.model.media_state import Whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumAddRequest:
    """The medium (its content, encryption and class are those of ``holding``)."""

    verb: ClassVar[str] = "medium-add"

    medium: Medium
    holding: Holding = field(default_factory=Holding)

    def facts(self, media: Media) -> tuple[Fact, ...]:
        """Raises:
        InputError: ``medium.known``: a number is given once, also after the medium is gone; ``medium.same-serial``.
        UsageError: ``medium.number``.
        """
        number = label(self.medium.medium)
        if media.known(number):
            raise InputError("medium.known", number=number)
        for state in media.states:
            same = self.medium.serial and state.medium.serial == self.medium.serial
            if same and state.whereabouts is not Whereabouts.DISPOSED:
                raise InputError("medium.same-serial", serial=self.medium.serial, number=state.number)
        return (replace(self.holding.on(self.medium), medium=number),)
