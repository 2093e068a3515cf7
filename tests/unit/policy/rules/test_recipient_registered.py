from dataclasses import replace
from datetime import date

import pytest
from tests.unit.policy.cases import case, contract

from safehandle.model import Addressee, Disposal, Posting, Recipient
from safehandle.policy.case import Objection
from safehandle.policy.rules.recipient_registered import RecipientRegistered

WARD = Recipient(ident="ward", name="区民課", start=date(2026, 4, 1), end=date(2026, 6, 1))
OF = contract(recipients=(WARD,))


def to(recipient: str, means: str = "key") -> Addressee:
    return Addressee(recipient=recipient, means=means, key_id="k" if means == "key" else "")


@pytest.mark.parametrize("recipient", ["ward", "nerima-2026"])
def test_registered_recipients_and_the_contract_itself_pass(recipient: str) -> None:
    assert RecipientRegistered().objection(case(to(recipient), of=OF)) is None


def test_one_unknown_recipient_among_registered_ones_is_refused() -> None:
    found = RecipientRegistered().objection(case(to("ward"), to("friend"), of=OF))
    assert found == Objection("policy.recipient-unknown", "friend")


def test_a_key_that_belongs_to_nobody_is_refused_by_its_id() -> None:
    assert RecipientRegistered().objection(case(to(""), of=OF)) == Objection("policy.recipient-unknown", "k")


def test_a_recipient_after_the_period_is_refused() -> None:
    ended = contract(recipients=(Recipient(ident="ward", name="区民課", end=date(2026, 5, 31)),))
    assert RecipientRegistered().objection(case(to("ward"), of=ended)) == Objection(
        "policy.recipient-out-of-period", "ward"
    )


def test_the_unnamed_password_holder_passes_only_where_the_profile_says_so() -> None:
    unnamed = to("", means="password")
    assert RecipientRegistered(password=True).objection(case(unnamed, of=OF)) is None
    assert RecipientRegistered().objection(case(unnamed, of=OF)) == Objection("policy.recipient-unnamed")


def test_the_contract_name_is_no_cover_for_a_password() -> None:
    assert RecipientRegistered(password=True).objection(case(to("nerima-2026", means="password"), of=OF)) is not None


def test_media_are_posted_to_registered_recipients_only() -> None:
    posting = Posting(medium="M1", recipient="ward", service="書留")
    assert RecipientRegistered().objection(case(posting, of=OF)) is None
    astray = Posting(medium="M1", recipient="friend", service="書留")
    found = RecipientRegistered(password=True).objection(case(to("ward"), astray, of=OF))
    assert found == Objection("policy.recipient-unknown", "friend")


def test_media_are_given_back_to_registered_recipients_only_and_destroyed_for_nobody() -> None:
    rule, back = RecipientRegistered(), Disposal(medium="M1", method="returned", confirmer="ward")
    assert rule.objection(case(Disposal(medium="M1", method="destruction"), of=OF)) is None
    assert rule.objection(case(back, of=OF)) is None
    astray = replace(back, confirmer="friend")
    assert rule.objection(case(astray, of=OF)) == Objection("policy.recipient-unknown", "friend")


def test_no_addressee_at_all_is_refused() -> None:
    assert RecipientRegistered(password=True).objection(case(of=OF)) == Objection(
        "policy.nothing-to-judge", "addressee"
    )
