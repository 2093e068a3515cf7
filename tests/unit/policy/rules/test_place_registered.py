from datetime import date

import pytest
from tests.unit.policy.cases import case, contract

from safehandle.model import Destination, Duplicate, Fact, Place
from safehandle.model.media import CarryOut
from safehandle.policy.case import Objection
from safehandle.policy.rules.place_registered import PlaceRegistered

OFFICE = Place(ident="office", name="本社", kind="work")
SFTP = Place(ident="ward", name="区のサーバー", kind="sftp", end=date(2026, 6, 1))
OF = contract(places=(OFFICE, SFTP))


def to(place: str) -> Destination:
    return Destination(place=place, via="sftp", encrypted=True)


def test_a_registered_place_passes_up_to_its_last_day() -> None:
    assert PlaceRegistered().objection(case(to("ward"), of=OF)) is None


def test_a_place_after_its_last_day_is_refused() -> None:
    ended = contract(places=(Place(ident="ward", name="区", kind="sftp", end=date(2026, 5, 31)),))
    assert PlaceRegistered().objection(case(to("ward"), of=ended)) == Objection("policy.place-out-of-period", "ward")


@pytest.mark.parametrize(
    "fact",
    [
        to("home"),
        Duplicate(place="home", purpose="contract"),
        CarryOut(medium="M1", carrier="sato", approver="suzuki", purpose="作業", destination="home", content=""),
    ],
)
def test_an_unknown_place_is_refused_however_data_gets_there(fact: Fact) -> None:
    assert PlaceRegistered().objection(case(to("ward"), fact, of=OF)) == Objection("policy.place-unknown", "home")


def test_kinds_narrow_what_is_allowed() -> None:
    rule = PlaceRegistered(kinds=("work",))
    assert rule.objection(case(Duplicate(place="office", purpose="contract"), of=OF)) is None
    assert rule.objection(case(Duplicate(place="ward", purpose="contract"), of=OF)) == Objection(
        "policy.place-kind", "ward"
    )


def test_a_plan_that_names_no_place_is_refused() -> None:
    assert PlaceRegistered().objection(case(of=OF)) == Objection("policy.nothing-to-judge", "place")
