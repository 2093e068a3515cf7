from datetime import UTC, datetime

import pytest
from tests.unit.policy.cases import case

from safehandle.model import Role
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


def test_only_the_named_roles_pass() -> None:
    rule = HandlerRegistered(roles=(Role.MANAGER,))
    assert rule.objection(case(actor="sato")) == Objection("policy.handler-role", "handler")
    assert rule.objection(case(actor="suzuki")) is None
