from datetime import date

import pytest
from tests.unit.policy.cases import case, contract

from safehandle.model import Addressee, Recipient
from safehandle.policy.case import Objection
from safehandle.policy.rules.html_agreed import HtmlAgreed

AGREED = Recipient(ident="agreed", name="区民課", html_agreed=date(2026, 6, 1))
LATER = Recipient(ident="later", name="税務課", html_agreed=date(2026, 6, 2))
NEVER = Recipient(ident="never", name="総務課")
OF = contract(recipients=(AGREED, LATER, NEVER))


def to(recipient: str) -> Addressee:
    return Addressee(recipient=recipient, means="password")


def test_who_has_agreed_may_get_one() -> None:
    assert HtmlAgreed().objection(case(to("agreed"), of=OF)) is None


@pytest.mark.parametrize("recipient", ["later", "never", "unknown", ""])
def test_one_who_has_not_is_enough_to_refuse(recipient: str) -> None:
    found = HtmlAgreed().objection(case(to("agreed"), to(recipient), of=OF))
    assert found == Objection("policy.html-not-agreed", recipient)


def test_a_plan_for_nobody_is_refused() -> None:
    assert HtmlAgreed().objection(case(of=OF)) == Objection("policy.nothing-to-judge", "addressee")
