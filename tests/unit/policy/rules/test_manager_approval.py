from tests.unit.policy.cases import approval, case

from safehandle.policy.case import Objection
from safehandle.policy.rules.manager_approval import ManagerApproval


def test_an_approval_without_a_client_document_is_enough() -> None:
    assert ManagerApproval().objection(case(by=(approval(document=""),))) is None


def test_without_one_the_code_says_so() -> None:
    assert ManagerApproval().objection(case()) == Objection("policy.approval-missing", "encrypt")
