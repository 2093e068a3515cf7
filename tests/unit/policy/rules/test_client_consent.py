from dataclasses import replace

from tests.unit.policy.cases import approval, case

from safehandle.policy.case import Objection
from safehandle.policy.rules.client_consent import ClientConsent


def test_an_approval_with_the_clients_document_is_consent() -> None:
    assert ClientConsent().objection(case(by=(approval(),))) is None


def test_without_one_the_code_says_so() -> None:
    assert ClientConsent().objection(case()) == Objection("policy.consent-missing", "encrypt")


def test_a_document_number_alone_or_a_copy_alone_is_not_enough() -> None:
    for lacking in (replace(approval(), client_document=""), replace(approval(), client_document_sha256="")):
        assert ClientConsent().objection(case(by=(lacking,))) == Objection("policy.approval-without-document", "a1")
