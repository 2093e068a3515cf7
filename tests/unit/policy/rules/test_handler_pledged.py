from datetime import date

import pytest
from tests.unit.policy.cases import case, contract

from safehandle.model import Person, Role
from safehandle.policy.case import Objection
from safehandle.policy.rules.handler_pledged import HandlerPledged


def objection(day: date | None) -> Objection | None:
    person = Person(ident="sato", name="佐藤", role=Role.HANDLER, pledged=day)
    return HandlerPledged().objection(case(of=contract(person)))


def test_a_day_that_has_come_counts() -> None:
    assert objection(date(2026, 6, 1)) is None


@pytest.mark.parametrize("day", [None, date(2026, 6, 2)])
def test_no_day_or_one_that_lies_ahead_does_not(day: date | None) -> None:
    assert objection(day) == Objection("policy.handler-not-pledged", "sato")


def test_somebody_who_is_not_registered_has_none() -> None:
    assert HandlerPledged().objection(case(actor="ghost")) == Objection("policy.handler-not-pledged", "ghost")
