import pytest
from tests.unit.policy.cases import case

from safehandle.model import Authentication
from safehandle.policy.case import Objection
from safehandle.policy.rules.actor_authenticated import ActorAuthenticated


def shown(means: str, person: str = "sato") -> Authentication:
    return Authentication(person=person, means=means)


@pytest.mark.parametrize("means", ["login", "key"])
def test_a_login_or_a_key_shows_who_acts(means: str) -> None:
    assert ActorAuthenticated().objection(case(shown(means))) is None


@pytest.mark.parametrize("fact", [shown("claimed"), shown("login", person="suzuki")])
def test_a_claim_and_somebody_elses_login_do_not(fact: Authentication) -> None:
    assert ActorAuthenticated().objection(case(fact)) == Objection("policy.actor-not-authenticated", "sato")


def test_a_profile_may_ask_for_the_key() -> None:
    rule = ActorAuthenticated(means=("key",))
    assert rule.objection(case(shown("login"))) == Objection("policy.actor-not-authenticated", "sato")


def test_a_plan_that_does_not_say_how_is_refused() -> None:
    assert ActorAuthenticated().objection(case()) == Objection("policy.nothing-to-judge", "authentication")
