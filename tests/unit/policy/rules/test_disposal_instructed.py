from dataclasses import replace
from datetime import date

from tests.unit.policy.cases import approval, case, contract

from safehandle.policy.case import Objection
from safehandle.policy.rules.disposal_instructed import DisposalInstructed


def test_an_instruction_in_the_contract_is_enough() -> None:
    assert DisposalInstructed().objection(case(of=contract(disposal="erase"))) is None


def test_without_one_nothing_is_disposed_of() -> None:
    assert DisposalInstructed().objection(case()) == Objection("policy.disposal-not-instructed", "encrypt")


def test_an_instruction_without_the_clients_document_is_none() -> None:
    of = replace(contract(disposal="erase"), disposal_document="")
    assert DisposalInstructed().objection(case(of=of)) == Objection("policy.disposal-not-instructed", "encrypt")


def test_what_must_be_given_back_is_not_erased() -> None:
    found = DisposalInstructed().objection(case(of=contract(disposal="return")))
    assert found == Objection("policy.disposal-return", "encrypt")


def test_the_client_may_consent_to_one_disposal() -> None:
    assert DisposalInstructed().objection(case(of=contract(disposal="return"), by=(approval(),))) is None
    assert DisposalInstructed().objection(case(by=(approval(document=""),))) == Objection(
        "policy.approval-without-document", "a1"
    )


def test_before_the_end_some_profiles_ask_for_nothing() -> None:
    rule = DisposalInstructed(after_end=True)
    assert rule.objection(case(of=replace(contract(), end=date(2026, 6, 1)))) is None
    found = rule.objection(case(of=replace(contract(), end=date(2026, 5, 31))))
    assert found == Objection("policy.disposal-not-instructed", "encrypt")
