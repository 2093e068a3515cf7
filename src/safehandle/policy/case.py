"""What a rule sees, and what it may answer."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Protocol, TypeVar

from safehandle.model import Approval, Contract, Fact, Person, Plan

JST = timezone(timedelta(hours=9), "JST")
F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One plan under one contract, with the verified approvals that came with it.

    ``at`` is when the plan would be performed. An approved plan was made earlier, and what matters is who may act now.
    """

    contract: Contract
    plan: Plan
    at: datetime
    approvals: tuple[Approval, ...] = ()

    @property
    def day(self) -> date:
        """The day of the act where the contract is performed; contract dates are Japanese days."""
        return self.at.astimezone(JST).date()

    @property
    def actor(self) -> Person | None:
        """The registered person who acts."""
        return self.contract.person(self.plan.actor)

    def of(self, kind: type[F]) -> tuple[F, ...]:
        """The plan's facts of one type."""
        return self.plan.of(kind)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a rule forbids a plan. ``about`` is an id, an algorithm or a number, never a file name."""

    code: str
    about: str = ""


NOTHING_TO_JUDGE = "policy.nothing-to-judge"
"""The objection of a rule that finds no fact of the type it judges: silence is not consent."""


class Rule(Protocol):
    """One rule of a profile: a kind with its parameters."""

    def objection(self, case: Case, /) -> Objection | None:
        """The first reason to forbid the plan, or None when the rule is satisfied."""


def months_before(day: date, months: int) -> date:
    """The same day of the month, or the month's last one, ``months`` earlier."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
