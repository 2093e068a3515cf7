"""Who is recognised by a key signs what they do; nobody else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.office.test_door import Act, office

from safehandle.errors import PolicyDenied
from safehandle.keys import act_signer, generate, verify_act
from safehandle.ledger import Ledger, open_ledger
from safehandle.model import Intent, Refused

KEY = generate("ed25519")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "ledger.db", "test", create=True)


def test_an_act_and_a_refusal_are_signed_by_the_key_that_was_opened(ledger: Ledger) -> None:
    door = office(ledger)
    door.recognise_by_key(act_signer(KEY))
    door.perform(Act(ledger), "x")
    with pytest.raises(PolicyDenied):
        door.perform(Act(ledger, cipher="RC4"), "x")
    asked = [entry.record for entry in ledger.entries() if isinstance(entry.record, (Intent, Refused))]
    assert [type(record) for record in asked] == [Intent, Refused]
    for record in asked:
        assert isinstance(record, (Intent, Refused))
        assert verify_act(record.signature, record.plan.digest()) == KEY.public
    assert door.entered_by.means == "key"


def test_nothing_is_signed_for_a_login(ledger: Ledger) -> None:
    office(ledger).perform(Act(ledger), "x")
    assert ledger.verify().signed == ()


def test_an_act_does_not_happen_when_it_cannot_be_signed(ledger: Ledger) -> None:
    def lost(_: bytes) -> str:
        raise OSError("the card was drawn")

    door, act = office(ledger), Act(ledger)
    door.recognise_by_key(lost)
    with pytest.raises(OSError, match="drawn"):
        door.perform(act, "x")
    assert act.seen is None
    assert ledger.head().size == 0
