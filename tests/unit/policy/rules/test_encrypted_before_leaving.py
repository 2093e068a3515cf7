import pytest
from tests.unit.policy.cases import case

from safehandle.model import Destination, Fact
from safehandle.model.media import CarryOut, Posting
from safehandle.policy.case import Objection
from safehandle.policy.rules.encrypted_before_leaving import EncryptedBeforeLeaving

SEALED = Destination(place="ward", via="sftp", encrypted=True)


def carried(encrypted: bool, content: str = "税") -> CarryOut:
    return CarryOut(
        medium="M1",
        carrier="sato",
        approver="suzuki",
        purpose="納品",
        destination="ward",
        encrypted=encrypted,
        content=content,
    )


def posted(encrypted: bool, content: str = "税") -> Posting:
    return Posting(medium="M1", recipient="ward", service="書留", encrypted=encrypted, content=content)


@pytest.mark.parametrize("fact", [SEALED, carried(encrypted=True), posted(encrypted=True)])
def test_what_is_encrypted_may_leave(fact: Fact) -> None:
    assert EncryptedBeforeLeaving().objection(case(fact)) is None


@pytest.mark.parametrize(
    "fact", [Destination(place="ward", via="sftp", encrypted=False), carried(encrypted=False), posted(encrypted=False)]
)
def test_one_thing_that_is_not_stops_all(fact: Fact) -> None:
    assert EncryptedBeforeLeaving().objection(case(SEALED, fact)) == Objection("policy.not-encrypted", "ward")


@pytest.mark.parametrize("fact", [carried(encrypted=False, content=""), posted(encrypted=False, content="")])
def test_an_empty_medium_has_nothing_to_encrypt(fact: Fact) -> None:
    assert EncryptedBeforeLeaving().objection(case(fact)) is None


def test_a_plan_in_which_nothing_leaves_is_refused() -> None:
    found = EncryptedBeforeLeaving().objection(case())
    assert found == Objection("policy.nothing-to-judge", "destination")


def test_with_ways_only_what_goes_by_them_is_judged() -> None:
    bare = Destination(place="ward", via="sftp", encrypted=False)
    assert EncryptedBeforeLeaving(via=("mail",)).objection(case(bare)) is None
    assert EncryptedBeforeLeaving(via=("mail", "sftp")).objection(case(bare)) is not None
