"""The period that a register covers: a fiscal year, the last three months, from one day to another."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from safehandle.documents.japanese_date import fiscal_year, fiscal_year_name, in_japan, long_date
from safehandle.errors import UsageError

_LAST = re.compile(r"(\d{1,4})([dwmy])")
_FISCAL = re.compile(r"(?:(令和|R)(元|\d{1,2})|(平成|H)(元|\d{1,2})|(\d{4}))年?度?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days in Japan's time, both ends belonging to it; a missing end is open."""

    start: date | None = None
    end: date | None = None

    def meets(self, first: datetime, last: datetime | None) -> bool:
        """Whether something that went on from ``first`` to ``last`` (None: still going on) touches the period."""
        begins_before_end = self.end is None or in_japan(first).date() <= self.end
        ends_after_start = self.start is None or last is None or in_japan(last).date() >= self.start
        return begins_before_end and ends_after_start

    def describe(self, lang: str = "ja") -> str:
        """``令和8年度`` where it is exactly one, else ``令和8年4月1日 から 令和8年6月30日 まで``."""
        if self.start is None and self.end is None:
            return "全期間" if lang == "ja" else "whole period"
        if self.start and self == fiscal(str(fiscal_year(self.start))):
            return fiscal_year_name(self.start.year, lang)
        start = long_date(self.start, lang) if self.start else ""
        end = long_date(self.end, lang) if self.end else ""
        if lang == "ja":
            return " ".join([f"{start} から"] * bool(start) + [f"{end} まで"] * bool(end))
        return " ".join([f"from {start}"] * bool(start) + [f"to {end}"] * bool(end))

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"


def parse(text: str) -> Period:
    """Read what :meth:`Period.__str__` writes (an ISO 8601 interval whose open ends are ``..``).

    Raises:
        UsageError: ``documents.bad-period``.
    """
    first, _, last = text.partition("/")
    try:
        ends = [None if end == ".." else date.fromisoformat(end) for end in (first, last)]
    except ValueError:
        raise UsageError("documents.bad-period", given=text) from None
    return between(*ends)


def between(start: date | None, end: date | None) -> Period:
    """From one day to another, both included.

    Raises:
        UsageError: ``documents.period-backwards``.
    """
    if start and end and start > end:
        raise UsageError("documents.period-backwards", start=start, end=end)
    return Period(start=start, end=end)


def last_of(length: str, today: date) -> Period:
    """The last ``length`` (``90d``, ``2w``, ``3m``, ``1y``) up to and with ``today``.

    Raises:
        UsageError: ``documents.bad-length``.
    """
    match = _LAST.fullmatch(unicodedata.normalize("NFKC", length).strip().lower())
    if not match or int(match[1]) == 0:
        raise UsageError("documents.bad-length", given=length)
    number, unit = int(match[1]), match[2]
    try:
        if unit in "dw":
            return Period(start=today - timedelta(days=number * (7 if unit == "w" else 1)), end=today)
        return Period(start=_months_before(today, number * (12 if unit == "y" else 1)), end=today)
    except (OverflowError, ValueError):
        raise UsageError("documents.bad-length", given=length) from None


def fiscal(name: str) -> Period:
    """The fiscal year by its name: ``2026``, ``R8``, ``令和8年度``, ``令和元年度``.

    Raises:
        UsageError: ``documents.bad-fiscal-year``.
    """
    match = _FISCAL.fullmatch(unicodedata.normalize("NFKC", name).strip())
    if not match:
        raise UsageError("documents.bad-fiscal-year", given=name)
    reiwa, heisei, western = match[2], match[4], match[5]
    if western:
        start = int(western)
    elif reiwa:
        start = 2018 + _number(reiwa)
    else:
        start = 1988 + _number(heisei)
    if not 1989 <= start <= 9998 or "0" in (reiwa, heisei):
        raise UsageError("documents.bad-fiscal-year", given=name)
    return Period(start=date(start, 4, 1), end=date(start + 1, 3, 31))


def asked(
    *,
    last: str | None = None,
    year: str | None = None,
    start: date | None = None,
    end: date | None = None,
    today: date,
) -> Period:
    """The period that options ask for: ``last`` or ``year`` or from ``start`` to ``end``; none of them is all time.

    Raises:
        UsageError: ``usage.excludes`` where they contradict each other, else as the functions above.
    """
    if last and year:
        raise UsageError("usage.excludes", first="--last", second="--year")
    for name, given in (("--last", last), ("--year", year)):
        if given and (start or end):
            raise UsageError("usage.excludes", first=name, second="--from / --to")
    if last:
        return last_of(last, today)
    return fiscal(year) if year else between(start, end)


def _number(era_year: str) -> int:
    return 1 if era_year == "元" else int(era_year)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, longest))
