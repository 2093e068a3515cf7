from datetime import date

import pytest
from tests.unit.policy.cases import case, contract

from safehandle.model import Destination, Place
from safehandle.policy.case import Objection
from safehandle.policy.rules.place_assessed import PlaceAssessed


def objection(assessed: date | None, kind: str = "cloud") -> Objection | None:
    place = Place(ident="store", name="クラウド", kind=kind, assessed=assessed)
    of = contract(places=(place,))
    return PlaceAssessed(months=12).objection(case(Destination(place="store", via="sftp", encrypted=True), of=of))


@pytest.mark.parametrize("day", [date(2025, 6, 1), date(2026, 6, 1)])
def test_an_assessment_of_the_last_months_counts(day: date) -> None:
    assert objection(day) is None


@pytest.mark.parametrize("day", [None, date(2025, 5, 31), date(2026, 6, 2)])
def test_an_old_a_future_and_a_missing_assessment_do_not(day: date | None) -> None:
    assert objection(day) == Objection("policy.place-not-assessed", "store")


def test_other_kinds_of_place_are_not_judged() -> None:
    assert objection(None, kind="work") is None


def test_a_plan_that_names_no_place_is_refused() -> None:
    assert PlaceAssessed().objection(case()) == Objection("policy.nothing-to-judge", "place")
