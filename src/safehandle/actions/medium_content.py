"""What a medium holds when it leaves: as it was registered, or as is said now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from safehandle.errors import UsageError
from safehandle.model import DataClass, Medium
from safehandle.model.media_state import MediumState


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What is said of a medium's content: ``content`` None leaves it as registered, an empty one says that it is empty.

    ``encrypted`` belongs to the content that is said with it: of new content it must be said anew.
    """

    content: str | None = None
    encrypted: bool = False
    data_class: DataClass = DataClass.PERSONAL

    def of(self, state: MediumState) -> Medium:
        """The medium with what it holds now.

        Raises:
            UsageError: ``medium.content-forgotten``: it was redacted, so that nobody knows whether it is empty.
        """
        if self.content is not None:
            return self.on(state.medium)
        if not state.content_known:
            raise UsageError("medium.content-forgotten", number=state.number)
        return replace(state.medium, encrypted=state.medium.encrypted or self.encrypted, data_class=state.data_class)

    def on(self, medium: Medium) -> Medium:
        """The medium, holding this. Nothing on an empty medium needs protection."""
        content = self.content or ""
        data_class = self.data_class if content else DataClass.OTHER
        return replace(medium, content=content, encrypted=self.encrypted, data_class=data_class)
