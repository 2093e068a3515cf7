"""medium-post: a medium is posted to a registered recipient (nerima-2025-12 17(2)–(4))."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from safehandle.actions.media import Media
from safehandle.actions.medium_content import Holding
from safehandle.model import Fact, Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumPostRequest:
    """Which medium, to whom, by which service (特定記録 …), under which tracking number."""

    verb: ClassVar[str] = "medium-post"

    number: str
    recipient: str
    service: str
    tracking: str = ""
    holding: Holding = field(default_factory=Holding)

    def facts(self, media: Media) -> tuple[Fact, ...]:
        """Raises: as :meth:`Media.held` and :meth:`Holding.of`."""
        medium = self.holding.of(media.held(self.number))
        posting = Posting(
            medium=medium.medium,
            recipient=self.recipient,
            service=self.service,
            tracking=self.tracking,
            encrypted=medium.encrypted,
            content=medium.content,
        )
        return (medium, posting)
