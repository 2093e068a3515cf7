"""What several sheets have in common: who, and what."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.documents.fonts import spell_missing
from safehandle.documents.text import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side: the organisation, its department, and the person."""

    organisation: str
    department: str = ""
    person: str = ""
    contact: str = ""

    def lines(self) -> list[str]:
        """The parts that are there, harmless to print. Names that the fonts lack are refused later, not spelled."""
        return [visible(text) for text in (self.organisation, self.department, self.person, self.contact) if text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is handed over. ``size`` is in bytes, ``sha256`` hex, ``medium`` the number on the label."""

    name: str
    quantity: int = 1
    medium: str = ""
    size: int | None = None
    sha256: str = ""
    encryption: str = ""
    result: str = ""

    def cells(self) -> list[str]:
        """Name, quantity, medium, size, SHA-256, encryption and result as texts."""
        amount = "" if self.size is None else f"{self.size:,}"
        cells = (self.name, f"{self.quantity:,}", self.medium, amount, self.sha256, self.encryption, self.result)
        return [spell_missing(visible(cell)) for cell in cells]
