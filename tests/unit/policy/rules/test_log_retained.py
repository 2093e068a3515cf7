from datetime import date

from tests.unit.policy.cases import case

from safehandle.model import Removal
from safehandle.policy.case import Objection
from safehandle.policy.rules.log_retained import LogRetained


def objection(newest: date) -> Objection | None:
    return LogRetained(months=3).objection(case(Removal(what="log", newest=newest)))


def test_what_is_older_than_the_months_may_go() -> None:
    assert objection(date(2026, 2, 28)) is None


def test_what_is_younger_stays() -> None:
    assert objection(date(2026, 3, 1)) == Objection("policy.log-too-young", "2026-03-01")


def test_a_plan_that_removes_nothing_is_refused() -> None:
    assert LogRetained().objection(case()) == Objection("policy.nothing-to-judge", "removal")
