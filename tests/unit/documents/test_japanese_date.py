from datetime import UTC, date, datetime

import pytest

from safehandle.documents.japanese_date import (
    fiscal_year,
    fiscal_year_name,
    in_japan,
    long_date,
    long_time,
    short_time,
    year,
)

NEW_YEARS_EVE_IN_LONDON = datetime(2026, 12, 31, 15, 0, 1, tzinfo=UTC)  # already 2027 in Japan


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2020, 1, 1), "令和2年1月1日"),
        (date(2026, 11, 21), "令和8年11月21日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "1989年1月7日"),
    ],
)
def test_days_are_written_in_their_era(day: date, written: str) -> None:
    assert long_date(day) == written
    assert written.startswith(year(day))


def test_moments_are_japans_whatever_zone_they_come_in() -> None:
    assert long_time(NEW_YEARS_EVE_IN_LONDON) == "令和9年1月1日 0時00分01秒"
    assert short_time(NEW_YEARS_EVE_IN_LONDON) == "R9.1.1 00:00"
    assert long_time(NEW_YEARS_EVE_IN_LONDON, "en") == "1 January 2027, 00:00:01 JST"
    assert short_time(NEW_YEARS_EVE_IN_LONDON, "en") == "2027-01-01 00:00"
    assert short_time(datetime(1980, 1, 1, tzinfo=UTC)) == "1980.1.1 09:00"


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        in_japan(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point


def test_the_fiscal_year_runs_from_april_to_march() -> None:
    assert [fiscal_year(day) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31))] == [2025, 2026, 2026]
    assert fiscal_year_name(2026) == "令和8年度"
    assert fiscal_year_name(2019) == "令和元年度"
    assert fiscal_year_name(2018) == "平成30年度"
    assert fiscal_year_name(2026, "en") == "fiscal year 2026"
