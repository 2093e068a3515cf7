from datetime import UTC, date, datetime

import pytest
from tests.unit.policy.cases import case, contract

from safehandle.model import Person, Role
from safehandle.policy.case import Objection
from safehandle.policy.rules.handler_registered import HandlerRegistered


def test_a_registered_handler_within_the_period_passes() -> None:
    assert HandlerRegistered().objection(case(actor="sato")) is None


def test_an_unregistered_person_is_refused() -> None:
    assert HandlerRegistered().objection(case(actor="outsider")) == Objection("policy.handler-unknown", "outsider")


@pytest.mark.parametrize("at", [datetime(2026, 3, 31, 14, 59, tzinfo=UTC), datetime(2027, 3, 31, 15, 0, tzinfo=UTC)])
def test_a_handler_outside_the_period_is_refused(at: datetime) -> None:
    assert HandlerRegistered().objection(case(at=at)) == Objection("policy.handler-out-of-period", "sato")


@pytest.mark.parametrize("at", [datetime(2026, 3, 31, 15, 0, tzinfo=UTC), datetime(2027, 3, 31, 14, 59, tzinfo=UTC)])
def test_the_period_is_counted_in_japanese_days(at: datetime) -> None:
    assert HandlerRegistered().objection(case(at=at)) is None


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (HandlerRegistered(educated=True), "policy.handler-not-educated"),
        (HandlerRegistered(pledged=True), "policy.handler-not-pledged"),
    ],
)
@pytest.mark.parametrize("day", [None, date(2026, 6, 2)])
def test_education_and_pledge_must_lie_behind(rule: HandlerRegistered, code: str, day: date | None) -> None:
    person = Person(ident="sato", name="佐藤", role=Role.HANDLER, educated=day, pledged=day)
    assert rule.objection(case(of=contract(person))) == Objection(code, "sato")
    ready = Person(ident="sato", name="佐藤", role=Role.HANDLER, educated=date(2026, 6, 1), pledged=date(2026, 6, 1))
    assert rule.objection(case(of=contract(ready))) is None


def test_only_the_named_roles_pass() -> None:
    rule = HandlerRegistered(roles=(Role.MANAGER,))
    assert rule.objection(case(actor="sato")) == Objection("policy.handler-role", "handler")
    assert rule.objection(case(actor="suzuki")) is None
