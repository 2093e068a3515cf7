from datetime import UTC, date, datetime

import pytest

from safehandle.documents.period import Period, asked, between, fiscal, last_of, parse
from safehandle.errors import UsageError

TODAY = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("length", "start"),
    [
        ("3m", date(2026, 2, 28)),  # February has no 31st
        ("15M", date(2025, 2, 28)),
        ("1y", date(2025, 5, 31)),
        ("90d", date(2026, 3, 2)),
        ("２w", date(2026, 5, 17)),
    ],
)
def test_the_last_months_reach_back_to_the_same_day(length: str, start: date) -> None:
    assert last_of(length, TODAY) == Period(start=start, end=TODAY)


@pytest.mark.parametrize("length", ["", "3", "m", "0d", "-3m", "3 months", "9999y"])
def test_lengths_that_are_none_are_refused(length: str) -> None:
    with pytest.raises(UsageError) as caught:
        last_of(length, TODAY)
    assert caught.value.code == "documents.bad-length"


@pytest.mark.parametrize("name", ["2026", "R8", "r8", "Ｒ８", "令和8", "令和8年度", "令和８年"])
def test_a_fiscal_year_has_many_names(name: str) -> None:
    assert fiscal(name) == Period(start=date(2026, 4, 1), end=date(2027, 3, 31))


def test_the_first_year_of_an_era() -> None:
    assert fiscal("令和元年度") == fiscal("R1") == fiscal("H31") == fiscal("2019")


@pytest.mark.parametrize("name", ["", "R0", "R", "明治45", "26", "9999", "1988", "八"])
def test_fiscal_years_that_are_none_are_refused(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        fiscal(name)
    assert caught.value.code == "documents.bad-fiscal-year"


def test_days_are_japans() -> None:
    march = Period(start=date(2026, 3, 1), end=date(2026, 3, 31))
    last_moment, first_of_april = (datetime(2026, 3, 31, hour, 59, 59, tzinfo=UTC) for hour in (14, 15))
    assert march.meets(last_moment, last_moment)
    assert not march.meets(first_of_april, first_of_april)


def test_what_goes_on_belongs_to_every_period_since() -> None:
    period = Period(start=date(2026, 4, 1), end=date(2026, 4, 30))
    before, within, after = (datetime(2026, month, 15, tzinfo=UTC) for month in (3, 4, 5))
    assert period.meets(before, None)
    assert period.meets(before, within)
    assert period.meets(before, after)
    assert not period.meets(before, before)
    assert not period.meets(after, None)
    assert Period().meets(before, before)


def test_a_period_says_what_it_is() -> None:
    assert fiscal("R8").describe() == "令和8年度"
    assert fiscal("R8").describe("en") == "fiscal year 2026"
    assert Period(start=date(2026, 4, 1)).describe() == "令和8年4月1日 から"
    assert Period(start=date(2026, 4, 1), end=TODAY).describe("en") == "from 1 April 2026 to 31 May 2026"
    assert Period().describe() == "全期間"


@pytest.mark.parametrize("period", [Period(), fiscal("R8"), Period(start=TODAY), Period(end=TODAY)])
def test_a_period_is_read_back_from_its_own_text(period: Period) -> None:
    assert parse(str(period)) == period


@pytest.mark.parametrize("text", ["", "2026", "2026-13-01/..", "../x"])
def test_texts_that_are_no_period_are_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert caught.value.code == "documents.bad-period"


def test_a_period_does_not_run_backwards() -> None:
    with pytest.raises(UsageError) as caught:
        between(date(2026, 4, 2), date(2026, 4, 1))
    assert caught.value.code == "documents.period-backwards"


def test_what_the_options_ask_for() -> None:
    assert asked(today=TODAY) == Period()
    assert asked(last="3m", today=TODAY) == last_of("3m", TODAY)
    assert asked(year="R8", today=TODAY) == fiscal("2026")
    assert asked(start=TODAY, today=TODAY) == Period(start=TODAY)


@pytest.mark.parametrize("clash", [("3m", "R8", None), ("3m", None, TODAY), (None, "R8", TODAY)])
def test_options_that_contradict_each_other_are_refused(clash: tuple[str | None, str | None, date | None]) -> None:
    last, year, end = clash
    with pytest.raises(UsageError) as caught:
        asked(last=last, year=year, end=end, today=TODAY)
    assert caught.value.code == "usage.excludes"
