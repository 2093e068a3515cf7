"""A register that is too long to be set in one piece: every row once, one numbering, one statement."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.unit.documents.pages import CONTRACT

from safehandle.documents.formats import find
from safehandle.documents.formats import pdf as form
from safehandle.documents.period import Period
from safehandle.documents.register import Register, Row
from safehandle.documents.registers import find as find_register
from safehandle.documents.seal import Seal
from safehandle.errors import InputError, OutputError

START = datetime(2026, 4, 1, tzinfo=UTC)


def long(rows: int, subject: str = "住民一覧_{}.csv") -> Register:
    def row(number: int) -> Row:
        at = START + timedelta(minutes=number)
        cells = (number, at, "佐藤 花子", "暗号化", subject.format(number), 1, 100, None, None, "完了")
        return Row(cells=cells, entries=(number,), first=at, last=at)

    seal = Seal(origin="sakura.example/minato/8-1123", size=rows, root="ab" * 32, at=START)
    made = tuple(map(row, range(rows)))
    kind = find_register("operations")
    return Register(kind=kind, contract=CONTRACT, period=Period(), seal=seal, lang="ja", rows=made)


def written(made: Register) -> bytes:
    out = io.BytesIO()
    find("pdf").write(made, out)
    return out.getvalue()


def pages(document: bytes) -> int:
    return int(PdfFileReader(io.BytesIO(document)).root["/Pages"]["/Count"])


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
def test_every_row_is_there_once_and_the_pages_are_numbered_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "_AT_ONCE", 50)
    made = long(120)
    document = written(made)
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=document, check=True, capture_output=True, timeout=60
    )
    text = done.stdout.decode()
    assert [int(number) for number in re.findall(r"住民一覧_(\d+)\.csv", text)] == list(range(120))
    printed = text.split("\f")[:-1]
    assert len(printed) == pages(document) >= 3
    for number, page in enumerate(printed, 1):
        assert f"{number}/{len(printed)}" in page.replace(" ", "")
        assert "操作記録" in page
        assert made.seal.code in page
    assert ["safehandle-register/1" in page for page in printed] == [False] * (len(printed) - 1) + [True]


def test_the_same_register_gives_the_same_bytes_in_parts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "_AT_ONCE", 50)
    assert written(long(60)) == written(long(60))


def test_a_missing_glyph_is_found_in_any_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "_AT_ONCE", 2)
    monkeypatch.setattr(form, "spell_missing", lambda text: text)
    with pytest.raises(InputError, match=r"documents\.glyph-missing"):
        written(long(5, "\U0001f600{}"))


def test_more_than_anybody_prints_is_refused() -> None:
    made = long(1)
    with pytest.raises(OutputError) as caught:
        written(replace(made, rows=made.rows * 20_001))
    assert caught.value.code == "documents.too-many-rows"
