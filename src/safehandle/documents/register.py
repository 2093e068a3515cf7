"""A register: a title, columns and rows, projected from the ledger for one period as of one tree size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from safehandle.documents.acts import Act, Entry, acts
from safehandle.documents.japanese_date import in_japan
from safehandle.documents.period import Period
from safehandle.documents.seal import Seal
from safehandle.documents.text import visible
from safehandle.documents.words import Words
from safehandle.model import Contract

if TYPE_CHECKING:
    from safehandle.documents.evidence import Evidence

Cell = str | int | datetime | None
"""Text, a number, a moment (in Japan's time, whole seconds), or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. ``width`` is in half-width characters.

    ``terms`` are the ledger's terms whose words are all that may stand in it, beside nothing; without any it is free.
    """

    ja: str
    en: str
    width: int
    align: str = "left"  # "left", "center", "right"
    terms: tuple[str, ...] = ()

    def title(self, lang: str) -> str:
        return self.en if lang == "en" else self.ja


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line. ``entries`` are the ledger entries behind it.

    It belongs to every period that the time from ``first`` to ``last`` touches; ``last`` is None while the thing goes
    on: a medium that is out, data that is still held.
    """

    cells: tuple[Cell, ...]
    entries: tuple[int, ...]
    first: datetime
    last: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterKind:
    """One kind of register. The first column is the number of the ledger entry that the row begins with: its key."""

    ident: str
    ja: str
    en: str
    articles: tuple[str, ...]
    columns: tuple[Column, ...]
    project: Callable[[Iterable[Act], Words], Iterator[Row]]

    def title(self, lang: str) -> str:
        return self.en if lang == "en" else self.ja


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register as it is printed. ``seal`` says which state of the ledger it was projected from.

    ``evidence`` is what the HTML form verifies itself with; the other forms do not need it.
    """

    kind: RegisterKind
    contract: Contract
    period: Period
    seal: Seal
    lang: str
    rows: tuple[Row, ...]
    evidence: Evidence | None = None

    @property
    def title(self) -> str:
        return self.kind.title(self.lang)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.title(self.lang) for column in self.kind.columns)

    def vocabulary(self, column: Column) -> tuple[str, ...]:
        """The only texts that belong in a column; none where any does."""
        words = Words(self.contract, self.lang)
        return tuple(map(words.word, column.terms))


def project(  # noqa: PLR0913 - each is a part of what the register states
    kind: RegisterKind,
    entries: Iterable[Entry],
    *,
    contract: Contract,
    seal: Seal,
    period: Period | None = None,
    lang: str = "ja",
) -> Register:
    """Project the first ``seal.size`` entries onto a register. Pure: the same entries give the same register.

    ``entries`` come in order, numbered from 0; those past the sealed size are not looked at.
    """
    period = period or Period()
    sealed = (entry for entry in entries if entry.number < seal.size)
    rows = [row for row in kind.project(acts(sealed), Words(contract, lang)) if period.meets(row.first, row.last)]
    rows.sort(key=lambda row: row.entries[0])
    return Register(
        kind=kind,
        contract=contract,
        period=period,
        seal=seal,
        lang=lang,
        rows=tuple(_shown(row, len(kind.columns)) for row in rows),
    )


def _shown(row: Row, width: int) -> Row:
    if len(row.cells) != width:
        msg = f"a row of {len(row.cells)} cells in a register of {width} columns"
        raise ValueError(msg)
    return Row(cells=tuple(_cell(cell) for cell in row.cells), entries=row.entries, first=row.first, last=row.last)


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return visible(cell) or None
    if isinstance(cell, datetime):
        return in_japan(cell).replace(microsecond=0)
    return cell
