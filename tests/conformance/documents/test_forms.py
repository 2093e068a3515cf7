"""What every form of a register must do, whichever forms are found."""

from __future__ import annotations

import io
from pathlib import PurePath

import pytest
from tests.unit.documents.pages import Pages, a_year, artifact, register, with_evidence

from safehandle.documents.compare import Kind, compare
from safehandle.documents.form import ReadableForm
from safehandle.documents.formats import find, forms, readable
from safehandle.documents.period import fiscal
from safehandle.documents.register import Register
from safehandle.documents.registers import kinds
from safehandle.errors import InputError, IntegrityError, UsageError

READABLE = [name for name, form in forms().items() if isinstance(form, ReadableForm)]
HOSTILE = (
    "=1+1",
    "+81",
    "-1",
    "@SUM(A1)",
    "＝1",
    "'quoted",
    "https://example.com/",
    "{=A1}",
    '"',
    "a\tb\nc",
    "</template>",
)


def written(form: str, made: Register) -> bytes:
    out = io.BytesIO()
    forms()[form].write(made, out)
    return out.getvalue()


def reader(form: str) -> ReadableForm:
    return readable(PurePath(f"register.{form}"))


def test_the_forms_are_found() -> None:
    assert set(forms()) == {"csv", "html", "json", "pdf", "xlsx"}
    assert set(READABLE) == {"csv", "html", "json", "xlsx"}


@pytest.mark.parametrize("form", list(forms()))
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_same_register_gives_the_same_bytes(form: str, lang: str) -> None:
    made = register("operations", period=fiscal("R8"), lang=lang)
    first = written(form, made)
    assert first
    assert written(form, register("operations", period=fiscal("R8"), lang=lang)) == first


@pytest.mark.parametrize("form", list(forms()))
def test_a_register_without_rows_is_a_register(form: str) -> None:
    assert written(form, register("carry-out", Pages(entries=a_year().entries[:1])))


@pytest.mark.parametrize("form", READABLE)
@pytest.mark.parametrize("kind", list(kinds()))
def test_what_was_written_agrees_with_the_ledger(form: str, kind: str) -> None:
    made = register(kind)
    table = reader(form).read(io.BytesIO(written(form, made)))
    assert len(table.rows) == len(made.rows)
    assert compare(table, made) == ()


@pytest.mark.parametrize("form", READABLE)
def test_an_empty_register_is_read_back(form: str) -> None:
    made = register("carry-out", Pages(entries=a_year().entries[:1]))
    assert compare(reader(form).read(io.BytesIO(written(form, made))), made) == ()


@pytest.mark.parametrize("form", READABLE)
def test_hostile_names_come_back_as_they_were(form: str) -> None:
    pages = Pages()
    for name in HOSTILE:
        pages.do("encrypt", name, artifact(name))
    made = register("operations", pages)
    assert compare(reader(form).read(io.BytesIO(written(form, made))), made) == ()


@pytest.mark.parametrize("form", READABLE)
def test_another_ledger_is_noticed(form: str) -> None:
    file = written(form, register("operations"))
    pages = a_year()
    pages.do("decrypt", "yoshida", artifact("住民一覧.csv"))
    fresh = register("operations", pages)
    kinds_found = {difference.kind for difference in compare(reader(form).read(io.BytesIO(file)), fresh)}
    assert kinds_found == {Kind.ROW_MISSING, Kind.STATEMENT}


@pytest.mark.parametrize("form", READABLE)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04 broken", b"[1, 2", b"hello", b'"a","b"\r\n'])
def test_files_that_are_no_register_are_refused(form: str, content: bytes) -> None:
    with pytest.raises((InputError, IntegrityError)) as caught:
        reader(form).read(io.BytesIO(content))
    assert caught.value.code in {"documents.malformed", "documents.no-statement"}


@pytest.mark.parametrize("form", READABLE)
def test_a_file_that_was_cut_short_is_no_register_any_more(form: str) -> None:
    file = written(form, with_evidence(register("operations"), a_year()))
    with pytest.raises((InputError, IntegrityError)):
        reader(form).read(io.BytesIO(file[: len(file) // 2]))


def test_unknown_forms_are_refused() -> None:
    with pytest.raises(UsageError) as caught:
        find("docx")
    assert caught.value.code == "documents.no-such-form"
    with pytest.raises(UsageError) as caught:
        readable(PurePath("register.pdf"))
    assert caught.value.code == "documents.not-readable"
