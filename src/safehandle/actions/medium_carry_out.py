"""medium-carry-out: a medium leaves the designated place, empty or not (nerima-2025-12 18(1)–(3), gunma 13-4, 13-5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import ClassVar

from safehandle.actions.media import Media
from safehandle.actions.medium_content import Holding
from safehandle.errors import UsageError
from safehandle.model import CarryOut, Fact

_JST = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumCarryOutRequest:
    """Which medium, who carries it, who approved, for what, to which registered place, until when."""

    verb: ClassVar[str] = "medium-carry-out"

    number: str
    carrier: str
    approver: str
    purpose: str
    destination: str
    due: date | None = None
    holding: Holding = field(default_factory=Holding)

    def facts(self, media: Media) -> tuple[Fact, ...]:
        """Raises:
        InputError: as :meth:`Media.held`.
        UsageError: ``medium.due-past``; as :meth:`Holding.of`.
        """
        medium = self.holding.of(media.held(self.number))
        if self.due is not None and self.due < datetime.now(_JST).date():
            raise UsageError("medium.due-past", due=self.due)
        out = CarryOut(
            medium=medium.medium,
            carrier=self.carrier,
            approver=self.approver,
            purpose=self.purpose,
            destination=self.destination,
            encrypted=medium.encrypted,
            due=self.due,
            content=medium.content,
        )
        return (medium, out)
