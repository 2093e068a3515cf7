"""What holds for every name, date and cell."""

from __future__ import annotations

import io
import unicodedata
from datetime import date, timedelta
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.documents.pages import Pages, artifact, register

from safehandle.documents.compare import compare
from safehandle.documents.formats import find, readable
from safehandle.documents.formats.csv import guarded
from safehandle.documents.japanese_date import fiscal_year, fiscal_year_name, year
from safehandle.documents.period import Period, fiscal, last_of, parse
from safehandle.documents.seal import reading_code, same_code
from safehandle.documents.text import size, visible

NAMES = st.text(st.characters(codec="utf-8"), max_size=40)
DAYS = st.dates(date(1990, 4, 1), date(2099, 12, 31))


@given(st.text())
def test_what_is_shown_can_be_seen(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown)
    assert visible(shown) == shown


@settings(max_examples=40, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=5))
@pytest.mark.parametrize("form", ["csv", "html", "json", "xlsx"])
def test_any_name_comes_back_from_any_form(form: str, names: list[str]) -> None:
    pages = Pages()
    for name in names:
        pages.do("encrypt", name or "x", artifact(name))
    made = register("operations", pages)
    out = io.BytesIO()
    find(form).write(made, out)
    out.seek(0)
    assert compare(readable(PurePath(f"r.{form}")).read(out), made) == ()


@given(NAMES)
def test_no_guarded_text_begins_as_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert guarded(text).removeprefix("'") == text


@given(DAYS)
def test_every_day_lies_in_its_fiscal_year(day: date) -> None:
    period = fiscal(str(fiscal_year(day)))
    assert period.start is not None
    assert period.end is not None
    assert period.start <= day <= period.end
    assert fiscal(fiscal_year_name(fiscal_year(day))) == period
    assert (period.end + timedelta(days=1)).year == period.start.year + 1


@given(DAYS, st.integers(1, 60))
def test_months_back_end_today_and_do_not_overlap_by_more_than_a_month(today: date, months: int) -> None:
    period = last_of(f"{months}m", today)
    assert period.start is not None
    assert period.end == today
    assert 28 * months <= (today - period.start).days <= 31 * months


@given(st.none() | DAYS, st.none() | DAYS)
def test_periods_are_read_back(start: date | None, end: date | None) -> None:
    if start and end and start > end:
        start, end = end, start
    assert parse(str(Period(start=start, end=end))) == Period(start=start, end=end)


@given(st.dates(date(2019, 5, 1), date(2999, 12, 31)))
def test_reiwa_is_2018_less(day: date) -> None:
    number = day.year - 2018
    assert year(day) == (f"令和{number}年" if number > 1 else "令和元年")


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_codes_differ_where_hashes_do(one: bytes, other: bytes) -> None:
    assert same_code(reading_code(one), reading_code(other).lower()) == (one[:20] == other[:20])


@given(st.integers(0, 1 << 80))
def test_sizes_have_a_unit(amount: int) -> None:
    number, unit = size(amount).split()
    assert float(number) >= 0
    assert unit.endswith("B")
