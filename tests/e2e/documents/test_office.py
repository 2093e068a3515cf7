"""Registers in the programs that offices have: LibreOffice opens, prints and saves them; poppler reads the PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from tests.unit.documents.pages import Pages, a_year, artifact, register

from safehandle.documents.compare import compare
from safehandle.documents.formats import find, readable
from safehandle.documents.register import Register

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice Calc")
poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")


def write(made: Register, path: Path) -> Path:
    out = io.BytesIO()
    find(path.suffix[1:]).write(made, out)
    path.write_bytes(out.getvalue())
    return path


def convert(path: Path, to: str) -> Path:
    folder = path.parent / "converted"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    arguments = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(path)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{to.partition(':')[0]}"


def text(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


@office
def test_a_workbook_that_libreoffice_saved_again_still_agrees(tmp_path: Path) -> None:
    made = register("carry-out")
    saved = convert(write(made, tmp_path / "持出管理簿.xlsx"), "xlsx:Calc MS Excel 2007 XML")
    with saved.open("rb") as file:
        assert compare(readable(saved).read(file), made) == ()


@office
@pytest.mark.parametrize("kind", ["media", "holdings"])
def test_closed_columns_offer_their_words_after_libreoffice_saved_them_too(tmp_path: Path, kind: str) -> None:
    made = register(kind)
    plain = write(made, tmp_path / "register.xlsx")
    for path in (plain, convert(plain, "xlsx:Calc MS Excel 2007 XML")):
        offered = {}
        for rule in openpyxl.load_workbook(path).active.data_validations.dataValidation:
            (place,) = rule.sqref.ranges
            assert (place.min_row, place.max_row) == (6, 5 + len(made.rows))
            offered[place.min_col - 1] = tuple(rule.formula1.strip('"').split(","))
        closed = {index: made.vocabulary(column) for index, column in enumerate(made.kind.columns) if column.terms}
        assert offered == closed
        assert closed


@office
def test_nothing_in_a_name_is_calculated(tmp_path: Path) -> None:
    pages = Pages()
    for name in ("=1+1", '=HYPERLINK("x")', "+2+2", "@SUM(1)", "-3+3"):
        pages.do("encrypt", "yoshida", artifact(name))
    for suffix in ("xlsx", "csv"):
        path = write(register("operations", pages), tmp_path / f"操作記録.{suffix}")
        shown = convert(path, "html").read_text(encoding="utf-8", errors="replace")
        for name in ("=1+1", "+2+2", "@SUM(1)", "-3+3"):
            assert name in shown, suffix


@office
@poppler
def test_a_printed_workbook_repeats_its_heading_and_code(tmp_path: Path) -> None:
    pages = Pages()
    for number in range(120):
        pages.do("encrypt", "yoshida", artifact(f"住民一覧_{number}.csv"))
    made = register("operations", pages)
    printed = text(convert(write(made, tmp_path / "操作記録.xlsx"), "pdf")).split("\f")[:-1]
    assert len(printed) > 2
    for number, page in enumerate(printed, 1):
        assert "操作記録" in page
        assert "契情第8-1123号" in page
        assert f"{made.seal.code} ({made.seal.size})" in page
        assert f"{number}/{len(printed)}" in page.replace(" ", "")
    assert "R8.4.1 09:00:00" in printed[0]


@poppler
def test_the_pdf_has_every_character_and_every_page_its_foot(tmp_path: Path) -> None:
    pages = Pages()
    for number in range(120):
        pages.do("encrypt", "yoshida", artifact(f"𠮷野﨑_{number}😀.csv"))
    made = register("operations", pages)
    path = write(made, tmp_path / "操作記録.pdf")
    printed = text(path).split("\f")[:-1]
    assert len(printed) > 2
    for page in printed:
        assert "操作記録" in page
        assert made.seal.code in page
    assert "𠮷田 太郎" in printed[0]
    assert "𠮷野﨑_0{U+1F600}.csv" in printed[0]
    fonts = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:]), "every font is embedded"


@poppler
def test_a_carry_out_register_reads_like_the_clause(tmp_path: Path) -> None:
    shown = text(write(register("carry-out", a_year()), tmp_path / "r.pdf"))
    names = "格納情報 持ち出し日時 持ち出した者 承認者 用途 持ち出し先 返却日時 返却確認者"
    for heading in names.split():
        assert heading in shown
