"""What the options that every command has say about this run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safehandle import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The options that every command takes."""

    contract: Path | None
    person: str | None
    json: bool
    quiet: bool

    def open_office(self, *, reading: bool = False) -> Office:
        """The office of this run's contract, entered as this run's person; nothing is recorded for mere ``reading``."""
        import safehandle  # the rooms load only when a command needs them

        office = safehandle.open_office(self.contract, person=self.person, reading=reading)
        if not reading:
            from safehandle.cli.recognising import recognise_by_key

            recognise_by_key(office)
        return office
