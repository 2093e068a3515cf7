import pytest
from tests.unit.policy.cases import case, contract

from safehandle.model import Destination, Place
from safehandle.policy.case import Objection
from safehandle.policy.rules.place_in_japan import PlaceInJapan


def objection(country: str, kind: str = "cloud") -> Objection | None:
    place = Place(ident="store", name="クラウド", kind=kind, country=country)
    return PlaceInJapan().objection(
        case(Destination(place="store", via="sftp", encrypted=True), of=contract(places=(place,)))
    )


def test_a_cloud_in_japan_passes() -> None:
    assert objection("JP") is None


@pytest.mark.parametrize("country", ["US", "", "jp"])
def test_a_cloud_elsewhere_or_nobody_knows_where_is_refused(country: str) -> None:
    assert objection(country) == Objection("policy.place-not-in-japan", "store")


def test_other_kinds_of_place_are_not_judged() -> None:
    assert objection("", kind="work") is None


def test_a_plan_that_names_no_place_is_refused() -> None:
    assert PlaceInJapan().objection(case()) == Objection("policy.nothing-to-judge", "place")
