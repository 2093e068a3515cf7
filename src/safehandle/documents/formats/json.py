"""JSON for programs: the same cells, moments in ISO 8601, with contract, period and seal (docs/documents.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, BinaryIO

from safehandle.documents.form import Table, plain
from safehandle.documents.register import Cell, Register
from safehandle.documents.statement import read, state
from safehandle.errors import InputError, IntegrityError

_MOST = 256 << 20


@dataclass(frozen=True, slots=True)
class Json:
    """One object; ``rows`` hold the cells in the order of ``columns``."""

    name: str = "json"

    def write(self, register: Register, out: BinaryIO, /) -> None:
        text = json.dumps(as_plain(register), ensure_ascii=False, indent=1, allow_nan=False)
        out.write(text.encode() + b"\n")

    def read(self, file: BinaryIO, /) -> Table:
        content = file.read(_MOST + 1)
        try:
            document = json.loads(content) if len(content) <= _MOST else None
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise InputError("documents.malformed", form="JSON")
        headings, rows = document.get("columns"), document.get("rows")
        if not isinstance(headings, list) or not isinstance(rows, list):
            raise IntegrityError("documents.no-statement")
        return Table(
            statement=read(str(document.get("statement", ""))),
            headings=tuple(str(heading) for heading in headings),
            rows=tuple(_row(row) for row in rows),
        )


def _row(row: object) -> tuple[str, ...]:
    cells = row.get("cells") if isinstance(row, dict) else None
    if not isinstance(cells, list):
        raise InputError("documents.malformed", form="JSON")
    return tuple("" if cell is None else str(cell) for cell in cells)


def as_plain(register: Register) -> dict[str, Any]:
    """The register as plain JSON values."""
    contract, seal = register.contract, register.seal
    return {
        "statement": str(state(register)),
        "title": register.title,
        "articles": list(register.kind.articles),
        "contract": {
            "id": contract.ident,
            "title": contract.title,
            "client": contract.client,
            "contractor": contract.contractor,
        },
        "period": {
            "from": register.period.start.isoformat() if register.period.start else None,
            "to": register.period.end.isoformat() if register.period.end else None,
        },
        "checkpoint": {
            "origin": seal.origin,
            "size": seal.size,
            "root": seal.root,
            "at": seal.at.isoformat(),
            "code": seal.code,
        },
        "columns": list(register.headings),
        "rows": [
            {"entries": list(row.entries), "cells": [_value(cell) for cell in row.cells]} for row in register.rows
        ],
    }


def _value(cell: Cell) -> str | int | None:
    return cell if cell is None or isinstance(cell, int) else plain(cell)


FORM = Json()
