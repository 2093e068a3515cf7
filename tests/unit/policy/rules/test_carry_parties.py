from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.unit.policy.cases import AT, HANDLER, MANAGER, approval, case, contract

from safehandle.model import CarryBack, CarryOut, Person, Role
from safehandle.policy.case import Objection
from safehandle.policy.rules.carry_parties import CarryParties

MORI = Person(ident="mori", name="森", role=Role.SUPERVISOR)
GONE = Person(ident="ueda", name="上田", role=Role.MANAGER, end=date(2026, 5, 31))
OF = contract(HANDLER, MANAGER, MORI, GONE)
OUT = CarryOut(medium="M1", carrier="sato", approver="suzuki", purpose="納品", destination="ward", content="税")
BACK = CarryBack(medium="M1", confirmer="mori", carrier="sato")
RULE = CarryParties()


def against(fact: CarryOut, actor: str = "suzuki") -> Objection | None:
    return RULE.objection(case(fact, of=OF, actor=actor))


def test_a_manager_who_records_it_approves_by_that() -> None:
    assert against(OUT) is None


def test_where_somebody_else_records_it_the_approver_must_have_approved_exactly_this() -> None:
    assert against(OUT, actor="sato") == Objection("policy.carry-not-approved", "suzuki")
    assert RULE.objection(case(OUT, of=OF, by=(approval(OUT),))) is None
    assert RULE.objection(case(OUT, of=OF, by=(approval(replace(OUT, medium="M2")),))) is not None
    expired = replace(approval(OUT), until=AT - timedelta(hours=1))
    assert RULE.objection(case(OUT, of=OF, by=(expired,))) is not None


def test_another_managers_approval_does_not_make_the_named_one_the_approver() -> None:
    named = replace(OUT, approver="mori")
    assert RULE.objection(case(named, of=OF, by=(approval(named),))) == Objection("policy.carry-not-approved", "mori")


@pytest.mark.parametrize(
    ("spoilt", "code", "about"),
    [
        (replace(OUT, carrier="ghost"), "policy.handler-unknown", "ghost"),
        (replace(OUT, carrier="ueda"), "policy.handler-out-of-period", "ueda"),
        (replace(OUT, approver="ghost"), "policy.handler-unknown", "ghost"),
        (replace(OUT, carrier="mori", approver="sato"), "policy.carry-approver-role", "sato"),
        (replace(OUT, carrier="suzuki"), "policy.carry-approver-is-carrier", "suzuki"),
    ],
)
def test_who_may_neither_carry_nor_approve_is_refused(spoilt: CarryOut, code: str, about: str) -> None:
    assert against(spoilt) == Objection(code, about)


def test_a_return_is_confirmed_by_a_registered_person_who_did_not_carry_it() -> None:
    assert RULE.objection(case(BACK, of=OF)) is None
    assert RULE.objection(case(replace(BACK, confirmer="sato"), of=OF)) == Objection(
        "policy.carry-confirmer-is-carrier", "sato"
    )
    assert RULE.objection(case(replace(BACK, confirmer="ghost"), of=OF)) == Objection("policy.handler-unknown", "ghost")


def test_what_came_back_by_post_had_no_carrier() -> None:
    assert RULE.objection(case(replace(BACK, carrier=""), of=OF)) is None


def test_a_plan_without_either_is_refused() -> None:
    assert RULE.objection(case(of=OF)) == Objection("policy.nothing-to-judge", "carry-out")
