"""CSV as Excel in Japan opens it: UTF-8 with BOM, CRLF, every field quoted (RFC 4180), no field that is a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import BinaryIO

from safehandle.documents.form import Table, plain
from safehandle.documents.register import Register
from safehandle.documents.statement import is_statement, read, state
from safehandle.errors import InputError, IntegrityError

# A spreadsheet takes these for the start of a formula; Excel in Japan takes the full-width ones, too. The apostrophe
# is what guards, so a text that begins with one is guarded like the rest, and the guard can be taken off again.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "ー", "−", "＠", "'")
_MOST = 256 << 20


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


@dataclass(frozen=True, slots=True)
class Csv:
    """The first record is the headings, the last one the statement."""

    name: str = "csv"

    def write(self, register: Register, out: BinaryIO, /) -> None:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        try:
            writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            writer.writerow(register.headings)
            writer.writerows([guarded(plain(cell)) for cell in row.cells] for row in register.rows)
            writer.writerow([str(state(register))])
        finally:
            text.detach()

    def read(self, file: BinaryIO, /) -> Table:
        content = file.read(_MOST + 1)
        if len(content) > _MOST:
            raise InputError("documents.malformed", form="CSV")
        try:
            records = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error):
            raise InputError("documents.malformed", form="CSV") from None
        # A spreadsheet that saves the file again fills the last record up with empty fields.
        while records and not any(records[-1]):
            records.pop()
        if len(records) < 2 or not is_statement(records[-1][0]) or any(records[-1][1:]):
            raise IntegrityError("documents.no-statement")
        headings, *rows, last = records
        return Table(
            statement=read(last[0]),
            headings=tuple(headings),
            rows=tuple(tuple(text.removeprefix("'") for text in row) for row in rows),
        )


FORM = Csv()
