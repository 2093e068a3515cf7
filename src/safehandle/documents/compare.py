"""Compare a register file with a fresh projection of the ledger, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safehandle.documents.form import Table
from safehandle.documents.phrases import FORGOTTEN
from safehandle.documents.register import Register
from safehandle.documents.seal import same_code


class Kind(StrEnum):
    """What differs."""

    CELL = "cell"
    REDACTED = "redacted"  # the file still has a name that was removed from the ledger on purpose
    ROW_MISSING = "row-missing"  # the ledger has it, the file does not
    ROW_ADDED = "row-added"  # the file has it, the ledger does not
    ROW_ORDER = "row-order"
    HEADING = "heading"
    STATEMENT = "statement"  # the file states another count or code than it should


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference. ``key`` is the row's number in the first column, ``column`` its heading."""

    kind: Kind
    key: str = ""
    column: str = ""
    expected: str = ""
    found: str = ""


def compare(table: Table, fresh: Register) -> tuple[Difference, ...]:
    """Every difference between a file and what the ledger says, in the order of the rows; none where the file holds.

    Rows are matched by their first column, the number of the ledger entry they begin with; where one entry makes
    several rows, by their order among these.
    """
    headings = fresh.headings
    expected = _keyed(tuple(tuple(table.text(cell) for cell in row.cells) for row in fresh.rows))
    found = _keyed(table.rows)
    differences = [*_statement(table, fresh), *_headings(table.headings, headings)]
    for key, row in expected.items():
        if key not in found:
            differences.append(Difference(kind=Kind.ROW_MISSING, key=key[0], expected=" | ".join(row)))
        else:
            differences.extend(_cells(key[0], headings, row, found[key]))
    added = [key for key in found if key not in expected]
    differences.extend(Difference(kind=Kind.ROW_ADDED, key=key[0], found=" | ".join(found[key])) for key in added)
    if [key for key in found if key in expected] != [key for key in expected if key in found]:
        differences.append(Difference(kind=Kind.ROW_ORDER))
    return tuple(differences)


def _keyed(rows: tuple[tuple[str, ...], ...]) -> dict[tuple[str, int], tuple[str, ...]]:
    keyed: dict[tuple[str, int], tuple[str, ...]] = {}
    times: dict[str, int] = {}
    for row in rows:
        key = row[0] if row else ""
        times[key] = times.get(key, 0) + 1
        keyed[key, times[key]] = row
    return keyed


def _statement(table: Table, fresh: Register) -> list[Difference]:
    stated, seal = table.statement, fresh.seal
    pairs = (
        ("kind", fresh.kind.ident, stated.kind, stated.kind == fresh.kind.ident),
        ("period", str(fresh.period), str(stated.period), stated.period == fresh.period),
        ("size", str(seal.size), str(stated.size), stated.size == seal.size),
        ("rows", str(len(fresh.rows)), str(stated.rows), stated.rows == len(fresh.rows)),
        ("code", seal.code, stated.code, same_code(stated.code, seal.code)),
    )
    return [
        Difference(kind=Kind.STATEMENT, column=name, expected=expected, found=found)
        for name, expected, found, same in pairs
        if not same
    ]


def _headings(found: tuple[str, ...], expected: tuple[str, ...]) -> list[Difference]:
    if found == expected:
        return []
    return [Difference(kind=Kind.HEADING, expected=" | ".join(expected), found=" | ".join(found))]


def _cells(key: str, headings: tuple[str, ...], expected: tuple[str, ...], found: tuple[str, ...]) -> list[Difference]:
    differences = []
    for index in range(max(len(expected), len(found))):
        was = expected[index] if index < len(expected) else ""
        is_now = found[index] if index < len(found) else ""
        if was != is_now:
            column = headings[index] if index < len(headings) else f"({index + 1})"
            kind = Kind.REDACTED if was in FORGOTTEN else Kind.CELL
            differences.append(Difference(kind=kind, key=key, column=column, expected=was, found=is_now))
    return differences
