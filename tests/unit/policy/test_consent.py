from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.unit.policy.cases import AT, HANDLER, MANAGER, approval, case, contract

from safehandle.model import Addressee, Approval, Artifact, DataClass, Destination, Medium, Person, Role, Scope
from safehandle.policy.case import Objection
from safehandle.policy.consent import objection_to_approvals

FACTS = (
    Artifact(role="source", name="x", size=1, data_class=DataClass.IMPORTANT),
    Addressee(recipient="ward", means="key"),
    Destination(place="office", via="sftp", encrypted=True),
)
SCOPE = Scope(verbs=("encrypt",), recipients=("ward",), places=("office",), data_classes=(DataClass.IMPORTANT,))


def against(*approvals: Approval) -> Objection | None:
    return objection_to_approvals(case(*FACTS, by=approvals), client=False, missing="policy.approval-missing")


def standing(scope: Scope) -> Approval:
    return replace(approval(), plan_digest="", scope=scope)


def test_an_approval_of_exactly_this_plan_counts() -> None:
    assert against(approval(*FACTS)) is None


def test_a_standing_permission_that_covers_the_plan_counts() -> None:
    assert against(standing(SCOPE)) is None


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda good: replace(good, approver="sato"), "self"),
        (lambda good: replace(good, plan_digest=approval().plan_digest), "other-plan"),
        (lambda good: replace(good, until=AT - timedelta(microseconds=1)), "expired"),
        (lambda good: replace(good, at=AT + timedelta(seconds=1)), "not-yet"),
        (lambda good: replace(good, voided="revoked"), "revoked"),
        (lambda good: replace(good, voided="used"), "used"),
        (lambda good: replace(good, approver="ghost"), "unknown-approver"),
    ],
)
def test_each_way_to_fail_has_its_own_code(spoil: Callable[[Approval], Approval], code: str) -> None:
    assert against(spoil(approval(*FACTS))) == Objection(f"policy.approval-{code}", "a1")


@pytest.mark.parametrize(
    ("approver", "code"),
    [
        (Person(ident="suzuki", name="鈴木", role=Role.HANDLER), "role"),
        (Person(ident="suzuki", name="鈴木", role=Role.MANAGER, end=date(2026, 5, 31)), "unknown-approver"),
    ],
)
def test_only_a_present_manager_or_supervisor_may_approve(approver: Person, code: str) -> None:
    of = contract(HANDLER, approver)
    found = objection_to_approvals(case(*FACTS, of=of, by=(approval(*FACTS),)), client=False, missing="-")
    assert found == Objection(f"policy.approval-{code}", "a1")


@pytest.mark.parametrize(
    "scope",
    [
        replace(SCOPE, verbs=("send",)),
        replace(SCOPE, recipients=()),
        replace(SCOPE, places=("home",)),
        replace(SCOPE, data_classes=(DataClass.OTHER,)),
        Scope(verbs=()),
    ],
)
def test_a_scope_covers_only_what_it_names(scope: Scope) -> None:
    assert against(standing(scope)) == Objection("policy.approval-scope", "a1")


def test_a_scope_covers_only_media_that_hold_what_it_names() -> None:
    stick = Medium(medium="M1", type="usb", data_class=DataClass.PERSONAL, content="税")
    spoken_for = replace(SCOPE, data_classes=(DataClass.IMPORTANT, DataClass.PERSONAL))

    def covers(scope: Scope) -> bool:
        of = case(*FACTS, stick, by=(standing(scope),))
        return objection_to_approvals(of, client=False, missing="-") is None

    assert covers(spoken_for)
    assert not covers(SCOPE)


def test_one_byte_changed_in_the_plan_voids_the_approval() -> None:
    changed = (replace(FACTS[0], size=2), *FACTS[1:])
    found = objection_to_approvals(case(*changed, by=(approval(*FACTS),)), client=False, missing="-")
    assert found == Objection("policy.approval-other-plan", "a1")


def test_a_good_approval_counts_beside_a_bad_one() -> None:
    assert against(replace(approval(*FACTS), approver="sato"), approval(*FACTS)) is None


def test_no_approval_is_what_the_rule_calls_it() -> None:
    assert against() == Objection("policy.approval-missing", "encrypt")


def test_the_approver_may_be_a_supervisor() -> None:
    of = contract(HANDLER, replace(MANAGER, role=Role.SUPERVISOR))
    assert objection_to_approvals(case(*FACTS, of=of, by=(approval(*FACTS),)), client=False, missing="-") is None
