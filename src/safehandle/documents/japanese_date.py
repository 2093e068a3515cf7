"""和暦, the fiscal year, and Japan's time.

Stored dates stay ISO 8601; these are for the eyes. Eras: 平成 from 1989-01-08, 令和 from 2019-05-01 (政令, 元号法).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")

_ERAS = ((date(2019, 5, 1), "令和", "R", 2018), (date(1989, 1, 8), "平成", "H", 1988))


def in_japan(moment: datetime) -> datetime:
    """The same moment on Japan's clock.

    Raises:
        ValueError: ``moment`` has no time zone, so that nobody can say which moment it is.
    """
    if moment.tzinfo is None:
        msg = "a moment without a time zone"
        raise ValueError(msg)
    return moment.astimezone(JST)


def year(day: date) -> str:
    """``令和8年``; the first year of an era is 元年. Before 平成 the western year stands alone."""
    for start, era, _, offset in _ERAS:
        if day >= start:
            number = day.year - offset
            return f"{era}{'元' if number == 1 else number}年"
    return f"{day.year}年"


def short_year(day: date) -> str:
    """``R8``, as numbers of documents begin; before 平成 the western year."""
    for start, _, letter, offset in _ERAS:
        if day >= start:
            return f"{letter}{day.year - offset}"
    return str(day.year)


def long_date(day: date, lang: str = "ja") -> str:
    """``令和8年11月21日``, or ``21 November 2026`` in English."""
    if lang == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{year(day)}{day.month}月{day.day}日"


def long_time(moment: datetime, lang: str = "ja") -> str:
    """``令和8年11月21日 10時05分31秒`` in Japan's time, or ``21 November 2026, 10:05:31 JST``."""
    here = in_japan(moment)
    if lang == "en":
        return f"{long_date(here.date(), lang)}, {here:%H:%M:%S} JST"
    return f"{long_date(here.date())} {here.hour}時{here.minute:02}分{here.second:02}秒"


def short_time(moment: datetime, lang: str = "ja") -> str:
    """``R8.11.21 10:05``, as registers write it, or ``2026-11-21 10:05``."""
    here = in_japan(moment)
    if lang == "en":
        return f"{here:%Y-%m-%d %H:%M}"
    return f"{short_year(here.date())}.{here.month}.{here.day} {here:%H:%M}"


def fiscal_year(day: date) -> int:
    """The western year in which the fiscal year (April to March) of ``day`` began."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_name(western: int, lang: str = "ja") -> str:
    """``令和8年度``. The year that began as 平成31年度 is 令和元年度, as offices came to call it."""
    if lang == "en":
        return f"fiscal year {western}"
    return year(date(western, 5, 1)).removesuffix("年") + "年度"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
