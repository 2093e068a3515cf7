from datetime import date

from tests.unit.policy.cases import case, contract

from safehandle.model import Handover, Recipient, Role
from safehandle.policy.case import Objection
from safehandle.policy.rules.handover_parties import HandoverParties

OF = contract(recipients=(Recipient(ident="tanaka", name="区民課 田中", end=date(2026, 6, 1)),))


def between(ours: str, theirs: str) -> Handover:
    return Handover(ours=ours, theirs=theirs, direction="received")


def test_the_manager_and_the_named_staff_may_hand_over() -> None:
    assert HandoverParties().objection(case(between("suzuki", "tanaka"), of=OF)) is None


def test_a_handler_may_not() -> None:
    found = HandoverParties().objection(case(between("sato", "tanaka"), of=OF))
    assert found == Objection("policy.handover-ours", "sato")


def test_the_profile_may_let_handlers() -> None:
    rule = HandoverParties(roles=(Role.MANAGER, Role.HANDLER))
    assert rule.objection(case(between("sato", "tanaka"), of=OF)) is None


def test_staff_whom_the_client_did_not_name_may_not() -> None:
    found = HandoverParties().objection(case(between("suzuki", "tanaka"), between("suzuki", "ghost"), of=OF))
    assert found == Objection("policy.handover-theirs", "ghost")


def test_staff_after_their_period_may_not() -> None:
    ended = contract(recipients=(Recipient(ident="tanaka", name="田中", end=date(2026, 5, 31)),))
    found = HandoverParties().objection(case(between("suzuki", "tanaka"), of=ended))
    assert found == Objection("policy.handover-theirs", "tanaka")


def test_a_plan_in_which_nothing_changes_hands_is_refused() -> None:
    assert HandoverParties().objection(case(of=OF)) == Objection("policy.nothing-to-judge", "handover")
