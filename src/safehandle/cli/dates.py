"""Dates on the command line."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    _Type = click.ParamType[date]
else:
    _Type = click.ParamType  # generic for type checkers from click 8.5 on


class Day(_Type):
    """A day as ``2026-04-01`` (ISO 8601)."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            self.fail(f"{value!r}", param, ctx)


DAY = Day()
