"""Excel: A4 landscape, Japanese headings, 和暦, the ledger's code in the footer, nothing that could be a formula."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from unicodedata import east_asian_width

from safehandle.documents.form import Table, plain
from safehandle.documents.heading import heading
from safehandle.documents.japanese_date import JST, in_japan
from safehandle.documents.register import Cell, Column, Register, Row
from safehandle.documents.statement import is_statement, read, state
from safehandle.errors import InputError, IntegrityError, OutputError

_FONT = "BIZ UDPゴシック"
_MOMENT = {"ja": '[$-411]ge"."m"."d hh:mm:ss', "en": "yyyy-mm-dd hh:mm:ss"}
_HEAD = 5  # rows above the first line: title, contract, period, a gap, the headings
_A4 = 9
_LINE = 13  # points
_LONGEST = 32_767  # characters in a cell; rows on a sheet (Excel's specifications and limits)
_MOST_ROWS = 1_048_576
_MOST = 1 << 30


@dataclass(frozen=True, slots=True)
class Xlsx:
    """One sheet; the statement stands in the first column under the last line."""

    name: str = "xlsx"

    def write(self, register: Register, out: BinaryIO, /) -> None:
        import xlsxwriter  # type: ignore[import-untyped]

        if len(register.rows) + _HEAD + 1 > _MOST_ROWS:
            raise OutputError("documents.too-many-rows", rows=len(register.rows), most=_MOST_ROWS - _HEAD - 1)
        book = xlsxwriter.Workbook(
            out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        # The data's time, not the clock's: the same register gives the same bytes.
        made = in_japan(register.seal.at).replace(tzinfo=None)
        book.set_properties({"title": register.title, "author": register.contract.contractor, "created": made})
        sheet = book.add_worksheet(register.title[:31])
        _lay_out(sheet, register)
        _head(book, sheet, register)
        _lines(book, sheet, register)
        _choices(sheet, register)
        book.close()

    def read(self, file: BinaryIO, /) -> Table:
        rows = list(_texts(file))
        top = next((i for i, row in enumerate(rows) if len([text for text in row if text]) > 2), len(rows))
        end = next((i for i in range(len(rows) - 1, -1, -1) if any(rows[i])), -1)
        if end <= top or not is_statement(rows[end][0]):
            raise IntegrityError("documents.no-statement")
        headings = tuple(text for text in rows[top] if text)
        return Table(
            statement=read(rows[end][0]),
            headings=headings,
            rows=tuple(_trimmed(row, len(headings)) for row in rows[top + 1 : end]),
        )


def _lay_out(sheet: Any, register: Register) -> None:
    for index, column in enumerate(register.kind.columns):
        sheet.set_column(index, index, column.width)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, _HEAD - 1)
    sheet.freeze_panes(_HEAD, 1)
    sheet.autofilter(_HEAD - 1, 0, _HEAD - 1 + max(1, len(register.rows)), len(register.kind.columns) - 1)
    code = "照合コード" if register.lang == "ja" else "Code"
    # As in the PDF. A digit must not follow a font's size in points, or it belongs to that.
    sheet.set_footer(f'&L&"{_FONT}"&8{code} {register.seal.code} ({register.seal.size:,})&R&8&P / &N')
    # Without a password: it keeps a slip of the hand out, `safehandle verify` keeps out the rest.
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _head(book: Any, sheet: Any, register: Register) -> None:
    title = book.add_format({"font_name": _FONT, "font_size": 14, "bold": True})
    plain_line = book.add_format({"font_name": _FONT, "font_size": 10})
    parties, span = heading(register)
    sheet.write_string(0, 0, register.title, title)
    sheet.write_string(1, 0, parties, plain_line)
    sheet.write_string(2, 0, span, plain_line)
    band = book.add_format(
        {
            "font_name": _FONT,
            "font_size": 10,
            "bold": True,
            "bg_color": "#E7ECF3",
            "border": 1,
            "border_color": "#7F7F7F",
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
        }
    )
    sheet.set_row(_HEAD - 1, 30)
    for index, text in enumerate(register.headings):
        sheet.write_string(_HEAD - 1, index, text, band)


def _lines(book: Any, sheet: Any, register: Register) -> None:
    formats = [_column_formats(book, column, register.lang) for column in register.kind.columns]
    line = _HEAD
    for line, row in enumerate(register.rows, _HEAD):
        sheet.set_row(line, _LINE * _height(row, register.kind.columns) + 6)
        for index, cell in enumerate(row.cells):
            _write(sheet, line, index, cell, formats[index])
    small = book.add_format({"font_name": _FONT, "font_size": 7, "font_color": "#7F7F7F"})
    sheet.write_string(line + 1 if register.rows else _HEAD, 0, str(state(register)), small)


def _choices(sheet: Any, register: Register) -> None:
    """A list to choose from where a column has a closed vocabulary: whoever copies the sheet on keeps to its words."""
    for index, column in enumerate(register.kind.columns):
        if register.rows and (texts := register.vocabulary(column)):
            kept = {"validate": "list", "source": list(texts), "ignore_blank": True}
            sheet.data_validation(_HEAD, index, _HEAD - 1 + len(register.rows), index, kept)


def _height(row: Row, columns: tuple[Column, ...]) -> int:
    """How many lines of text the row needs: not every program works that out when it opens the file."""
    texts = ((cell, column.width) for cell, column in zip(row.cells, columns, strict=True) if isinstance(cell, str))
    return max((-(-_span(text) // room) for text, room in texts), default=1) or 1


def _span(text: str) -> int:
    """The width of a text in half-width characters."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _column_formats(book: Any, column: Column, lang: str) -> dict[type, Any]:
    base = {
        "font_name": _FONT,
        "font_size": 10,
        "border": 1,
        "border_color": "#BFBFBF",
        "valign": "vcenter",
        "align": column.align,
        "indent": 0 if column.align == "center" else 1,
    }
    return {
        str: book.add_format({**base, "text_wrap": True}),
        int: book.add_format({**base, "num_format": "#,##0"}),
        datetime: book.add_format({**base, "align": "left", "num_format": _MOMENT[lang]}),
    }


def _write(sheet: Any, line: int, index: int, cell: Cell, formats: dict[type, Any]) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(line, index, cell.replace(tzinfo=None), formats[datetime])
    elif isinstance(cell, int):
        sheet.write_number(line, index, cell, formats[int])
    else:
        text = cell or ""
        if len(text) > _LONGEST:
            raise OutputError("documents.cell-too-long", length=len(text), most=_LONGEST)
        if text:
            sheet.write_string(line, index, text, formats[str])
        else:
            sheet.write_blank(line, index, None, formats[str])


def _texts(file: BinaryIO) -> Iterator[tuple[str, ...]]:
    """Every row of the first sheet as texts. A formula reads as its own text, so it differs from what was written."""
    import openpyxl  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST:
                raise InputError("documents.malformed", form="XLSX")
        book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield tuple(_text(value) for value in row)
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, OSError):
        raise InputError("documents.malformed", form="XLSX") from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        # A spreadsheet counts days in floating point: the second is what it can hold.
        return plain(_nearest_second(value).replace(tzinfo=JST))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _nearest_second(moment: datetime) -> datetime:
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _trimmed(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """A row without the empty cells behind the last column, or filled up with them."""
    end = max((i + 1 for i, text in enumerate(row) if text), default=0)
    return (*row[: max(end, width)], *[""] * (width - len(row)))


FORM = Xlsx()
