from dataclasses import replace

import pytest
from tests.unit.policy.cases import HANDLER, case, contract

from safehandle.model import Authentication, Contract
from safehandle.policy.case import Objection
from safehandle.policy.rules.actor_authenticated import ActorAuthenticated

BOUND = contract(replace(HANDLER, login="taro"))
REFUSED = Objection("policy.actor-not-authenticated", "sato")


def shown(means: str, person: str = "sato") -> Authentication:
    return Authentication(person=person, means=means)


@pytest.mark.parametrize("means", ["login", "key"])
def test_a_login_or_a_key_shows_who_acts(means: str) -> None:
    assert ActorAuthenticated().objection(case(shown(means), of=BOUND)) is None


@pytest.mark.parametrize("fact", [shown("claimed"), shown("login", person="suzuki")])
@pytest.mark.parametrize("of", [BOUND, contract(replace(HANDLER, key="ssh-ed25519 AAAA"))])
def test_nobody_acts_under_the_name_of_somebody_who_is_bound(fact: Authentication, of: Contract) -> None:
    assert ActorAuthenticated().objection(case(fact, of=of)) == REFUSED


def test_somebody_who_is_bound_to_nothing_can_only_be_named() -> None:
    assert ActorAuthenticated().objection(case(shown("claimed"))) is None
    assert ActorAuthenticated(unbound=False).objection(case(shown("claimed"))) == REFUSED
    assert ActorAuthenticated().objection(case(shown("claimed", "ghost"), actor="ghost")) == Objection(
        "policy.actor-not-authenticated", "ghost"
    )


def test_a_profile_may_ask_for_the_key() -> None:
    assert ActorAuthenticated(means=("key",)).objection(case(shown("login"), of=BOUND)) == REFUSED


def test_a_plan_that_does_not_say_how_is_refused() -> None:
    assert ActorAuthenticated().objection(case(of=BOUND)) == Objection("policy.nothing-to-judge", "authentication")
