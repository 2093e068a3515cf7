"""Destroying the contract's key: every condition is checked or stated, and the proof is a decrypt that fails."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.unit.erase.keys import holding

from safehandle.actions.wipe import Wipe, WipeRequest
from safehandle.actions.wipe_key import KeyGiven
from safehandle.erase import Order, choose
from safehandle.errors import ErasureError, IntegrityError, SecretError
from safehandle.keys import KeyStore, Secret, generate, generate_password, pkcs8
from safehandle.model import Contract, Permit, Plan
from safehandle.model.erasure import ErasureReport, KeyCopy, Level, Status

PASSPHRASE = Secret(generate_password())
METHOD = choose("key-destruction", "key")


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pkcs8, "ROUNDS", 1000)


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "keys")


def made(store: KeyStore, algorithm: str = "p256") -> tuple[Contract, WipeRequest]:
    key = store.save(generate(algorithm), PASSPHRASE, created=datetime.now(UTC))
    contract = Contract(ident="K-1", profile="baseline", sealing_key=key.public.encode())
    given = KeyGiven(ident=key.id, store=store, passphrase=PASSPHRASE, copies_complete=True, plaintext=())
    return contract, WipeRequest(key=given, accept_residuals=True, level=Level.CLEAR)


def erase(contract: Contract, request: WipeRequest) -> ErasureReport:
    wipe = Wipe(contract)
    plan = Plan(
        verb="wipe", contract="K-1", actor="sato", at=datetime.now(UTC), nonce="0" * 32, facts=wipe.plan(request)
    )
    return wipe.run(request, plan, Permit(plan_digest=plan.digest(), intent=1)).report


@pytest.mark.parametrize("algorithm", ["p256", "mlkem1024-p384"])
def test_the_key_is_gone_and_shown_to_be_gone(store: KeyStore, algorithm: str) -> None:
    contract, request = made(store, algorithm)
    report = erase(contract, request)
    assert store.list() == ()
    assert report.certifiable
    assert report.verification.means == "key-commitment"
    assert request.key is not None
    assert report.key_id == request.key.ident
    assert "sent-containers" in {one.code for one in report.residuals}


@pytest.mark.parametrize(
    ("changes", "level", "codes"),
    [
        ({}, Level.PURGE, set()),
        ({"known": True}, Level.PURGE, set()),  # a file that is really overwritten needs no secret passphrase
        ({"residue": True}, Level.PURGE, set()),  # what stays is under a passphrase that is destroyed too
        ({"known": True, "residue": True}, Level.CLEAR, {"key-medium-residue", "password-holders"}),
        ({"copies": (KeyCopy(where="金庫", receipt="受領書 12"),)}, Level.PURGE, set()),
        ({"copies": (KeyCopy(where="金庫", receipt=""),)}, Level.DELETED, {"key-copy"}),
        ({"copies_complete": False}, Level.DELETED, {"key-copy"}),
        ({"plaintext": None}, Level.CLEAR, {"plaintext-elsewhere"}),
        ({"plaintext": ("/srv/old",)}, Level.PURGE, {"plaintext-elsewhere"}),
    ],
)
def test_every_condition_counts(changes: dict[str, Any], level: Level, codes: set[str]) -> None:
    assessment = METHOD.assess(holding(**changes), Order())
    assert assessment.level is level
    assert {one.code for one in assessment.residuals} - {"sent-containers"} == codes
    assert all(one.needs_acceptance for one in assessment.residuals if one.code in codes)


def test_places_of_plaintext_and_lost_copies_stand_on_the_record(store: KeyStore) -> None:
    contract, request = made(store)
    assert request.key is not None
    said = dataclasses.replace(
        request.key, plaintext=("/srv/old",), copies=(KeyCopy(where="USB 3", receipt=""),), copies_complete=True
    )
    report = erase(contract, dataclasses.replace(request, key=said, level=Level.DELETED))
    assert {(one.reason, one.path) for one in report.unchecked} == {("plaintext", "/srv/old"), ("key-copy", "USB 3")}
    assert report.reached is Level.DELETED


@pytest.mark.parametrize(
    ("changes", "code"), [({"purpose": "sign"}, "key-not-sealing"), ({"recorded": "other"}, "key-not-recorded")]
)
def test_another_key_proves_nothing(changes: dict[str, Any], code: str) -> None:
    assert METHOD.assess(holding(**changes), Order()).refusals == (code,)


def test_without_a_contract_that_recorded_it_the_key_is_not_touched(store: KeyStore) -> None:
    _, request = made(store)
    with pytest.raises(ErasureError, match=r"erase\.key-not-recorded"):
        Wipe(None).plan(request)
    assert len(store.list()) == 1


def test_a_wrong_passphrase_destroys_nothing(store: KeyStore) -> None:
    contract, request = made(store)
    assert request.key is not None
    wrong = dataclasses.replace(request.key, passphrase=Secret("wrong"))
    with pytest.raises(SecretError):
        erase(contract, dataclasses.replace(request, key=wrong))
    assert len(store.list()) == 1


def test_a_key_that_still_opens_afterwards_is_a_failure() -> None:
    from safehandle.erase import carry_out

    subject = holding(gone=False)
    with pytest.raises(ErasureError, match=r"erase\.incomplete") as raised:
        carry_out(METHOD, subject, Order(requested=Level.PURGE), target_digest=subject.digest())
    report = raised.value.__dict__["report"]
    assert report.status is Status.FAILED
    assert report.reached is Level.NONE


def test_what_was_said_is_part_of_the_plan(store: KeyStore) -> None:
    contract, request = made(store)
    assert request.key is not None
    wipe = Wipe(contract)
    facts = wipe.plan(request)
    plan = Plan(verb="wipe", contract="K-1", actor="sato", at=datetime.now(UTC), nonce="0" * 32, facts=facts)
    other = dataclasses.replace(
        request, key=dataclasses.replace(request.key, copies=(KeyCopy(where="x", receipt="y"),))
    )
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        wipe.run(other, plan, Permit(plan_digest=plan.digest(), intent=1))
    assert len(store.list()) == 1
