"""Registers as Excel files, beside XlsxWriter alone writing the same cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from facilities.entries import ORIGIN, done, intent
from measure import Line, Row, function

if TYPE_CHECKING:
    from safehandle.documents import Register


def table(work: Path, mebibytes: int) -> Iterator[Line]:
    rows = min(10_000, mebibytes * 20)
    made = register(rows)
    bare = function(lambda: write_bare(made, work / "bare.xlsx"))
    yield Row(f"XlsxWriter alone, {rows:,} rows of {len(made.headings)} cells", bare)
    yield Row("the register as XLSX, beside XlsxWriter", function(lambda: write(made, work / "ours.xlsx")), bare, 0.5)


def register(rows: int) -> Register:
    """The register of operations of a ledger with that many acts."""
    from safehandle.documents import Seal, find_register, project
    from safehandle.ledger.entry import Entry, encode
    from safehandle.model import Contract, Person, Role

    start = datetime(2026, 4, 1, tzinfo=UTC)
    contract = Contract(
        ident="r8-tax",
        profile="nerima-2025-12",
        title="令和8年度 住民税納税通知書 印刷・封入封緘業務委託",
        client="川原市",
        contractor="みどり情報株式会社",
        start=date(2026, 4, 1),
        end=date(2027, 3, 31),
        people=(Person(ident="tanaka", name="田中 一郎", role=Role.HANDLER),),
    )

    def entries() -> Iterator[Entry]:
        for number in range(2 * rows):
            record = done(number - 1) if number % 2 else intent(number)
            made = encode(record, start + timedelta(minutes=number))
            yield Entry(number, made.body, made.private)

    seal = Seal(origin=ORIGIN, size=2 * rows, root="ab" * 32, at=start)
    return project(find_register("operations"), entries(), contract=contract, seal=seal)


def write(made: Register, path: Path) -> None:
    from safehandle.documents import find_form

    with path.open("w+b") as file:
        find_form("xlsx").write(made, file)


def write_bare(made: Register, path: Path) -> None:
    """The same cells by the methods for their types, in one format for each, in the mode that spares memory."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    box = book.add_format({"border": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for index, heading in enumerate(made.headings):
        sheet.write_string(0, index, heading)
    for line, row in enumerate(made.rows, 1):
        for index, cell in enumerate(row.cells):
            if isinstance(cell, datetime):
                sheet.write_datetime(line, index, cell.replace(tzinfo=None), moment)
            elif isinstance(cell, int):
                sheet.write_number(line, index, cell, box)
            elif cell:
                sheet.write_string(line, index, cell, box)
            else:
                sheet.write_blank(line, index, None, box)
    book.close()
