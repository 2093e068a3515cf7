from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.unit.policy.cases import case, contract

from safehandle.policy.case import Objection
from safehandle.policy.rules.contract_in_force import ContractInForce


@pytest.mark.parametrize("at", [datetime(2026, 3, 31, 15, tzinfo=UTC), datetime(2027, 3, 31, 14, 59, tzinfo=UTC)])
def test_the_first_and_the_last_day_belong_to_the_period(at: datetime) -> None:
    assert ContractInForce().objection(case(at=at)) is None


@pytest.mark.parametrize("at", [datetime(2026, 3, 31, 14, 59, tzinfo=UTC), datetime(2027, 3, 31, 15, tzinfo=UTC)])
def test_the_days_before_and_after_do_not(at: datetime) -> None:
    assert ContractInForce().objection(case(at=at)) == Objection("policy.contract-not-in-force", "nerima-2026")


def test_a_contract_without_dates_is_always_in_force() -> None:
    assert ContractInForce().objection(case(of=replace(contract(), start=None, end=None))) is None
