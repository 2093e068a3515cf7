from tests.unit.policy.cases import approval, case

from safehandle.model import Duplicate
from safehandle.policy.case import Objection
from safehandle.policy.rules.copy_consent import CopyConsent

WORK = Duplicate(place="office", purpose="contract")
OTHER = Duplicate(place="office", purpose="other")


def test_copies_for_the_work_pass_where_the_profile_says_so() -> None:
    assert CopyConsent(purposes=("contract",)).objection(case(WORK)) is None


def test_copies_for_anything_else_need_the_client() -> None:
    rule = CopyConsent(purposes=("contract",))
    assert rule.objection(case(WORK, OTHER)) == Objection("policy.copy-without-consent", "encrypt")
    assert rule.objection(case(OTHER, by=(approval(OTHER),))) is None


def test_without_purposes_every_copy_needs_the_client() -> None:
    assert CopyConsent().objection(case(WORK)) == Objection("policy.copy-without-consent", "encrypt")
    assert CopyConsent().objection(case(WORK, by=(approval(WORK),))) is None


def test_an_approval_without_the_clients_document_is_not_enough() -> None:
    found = CopyConsent().objection(case(WORK, by=(approval(WORK, document=""),)))
    assert found == Objection("policy.approval-without-document", "a1")


def test_a_plan_that_copies_nothing_is_refused() -> None:
    assert CopyConsent().objection(case()) == Objection("policy.nothing-to-judge", "duplicate")
