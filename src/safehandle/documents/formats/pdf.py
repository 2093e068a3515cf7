"""PDF for paper: A4 landscape, headings and contract on every page, the ledger's code at its foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from safehandle.documents.fonts import spell_missing
from safehandle.documents.heading import heading
from safehandle.documents.japanese_date import short_time
from safehandle.documents.parts import typeset_in_parts
from safehandle.documents.register import Cell, Register
from safehandle.documents.statement import state
from safehandle.documents.typesetting import typeset
from safehandle.errors import OutputError

_AT_ONCE = 1_000
"""Rows that typst sets in one piece, in some 250 MiB; longer registers are set in parts, see :mod:`..parts`."""

_MOST_ROWS = 20_000
"""Some 650 pages."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """One table over as many pages as it needs: a PDF/A-3b, or a plain PDF where it was set in parts."""

    name: str = "pdf"

    def write(self, register: Register, out: BinaryIO, /) -> None:
        if len(register.rows) > _MOST_ROWS:
            raise OutputError("documents.too-many-rows", rows=len(register.rows), most=_MOST_ROWS)
        data, at = _data(register), register.seal.at
        rows = [[_text(cell, register.lang) for cell in row.cells] for row in register.rows]
        if len(rows) <= _AT_ONCE:
            out.write(typeset("register", {**data, "rows": rows, "part": ""}, at=at))
        else:
            out.write(typeset_in_parts("register", data, rows, at=at, most=_AT_ONCE))


def _data(register: Register) -> dict[str, Any]:
    lang, seal = register.lang, register.seal
    parties, span = heading(register)
    code = "照合コード" if lang == "ja" else "Code"
    return {
        "lang": lang,
        "title": register.title,
        "author": register.contract.contractor,
        "parties": parties,
        "span": span,
        "foot": f"{register.title}　{register.contract.ident}　{code} {seal.code} ({seal.size:,})",
        "columns": [
            {"title": column.title(lang), "width": column.width, "align": column.align}
            for column in register.kind.columns
        ],
        "nothing": "この期間に該当する記録はありません" if lang == "ja" else "nothing on record for this period",
        "statement": str(state(register)),
    }


def _text(cell: Cell, lang: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return short_time(cell, lang)
    return f"{cell:,}" if isinstance(cell, int) else spell_missing(cell)


FORM = Pdf()
