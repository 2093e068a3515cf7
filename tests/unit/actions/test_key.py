"""key-new and key-destroy: the plan touches nothing and says what the policy must know; the act does the plan."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from safehandle.actions.key_destroy import KeyDestroy, KeyDestroyRequest
from safehandle.actions.key_new import KeyNew, KeyNewRequest
from safehandle.algorithms import listed
from safehandle.errors import InputError, IntegrityError, SecretError, UsageError
from safehandle.keys import KeyStore, Secret, generate_password, pkcs8
from safehandle.keys.kinds import SEALING, SIGNING
from safehandle.model import Cipher, Fact, KeyFact, Password, Permit, Plan

PASSPHRASE = Secret(generate_password())
PERMIT = Permit(plan_digest="", intent=1)


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pkcs8, "ROUNDS", 1000)


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "keys")


def plan_of(verb: str, facts: tuple[Fact, ...]) -> Plan:
    return Plan(verb=verb, contract="K-1", actor="sato", at=datetime.now(UTC), nonce="0" * 32, facts=facts)


def made(store: KeyStore, algorithm: str = "p256") -> str:
    request = KeyNewRequest(algorithm=algorithm, store=store, passphrase=PASSPHRASE)
    return KeyNew().run(request, plan_of("key-new", KeyNew().plan(request)), PERMIT).key.id


@pytest.mark.parametrize("algorithm", SEALING + SIGNING)
def test_the_plan_names_every_algorithm_and_each_is_listed(store: KeyStore, algorithm: str) -> None:
    facts = KeyNew().plan(KeyNewRequest(algorithm=algorithm, store=store, passphrase=PASSPHRASE))
    names = [fact.name for fact in facts if isinstance(fact, Cipher)]
    assert {"PBKDF2-HMAC-SHA-512", "AES-256-CBC"} < set(names)
    assert all(listed(name) for name in names)
    assert not store.folder.exists()


def test_the_plan_says_how_strong_the_passphrase_is_and_not_what_it_is(store: KeyStore) -> None:
    facts = KeyNew().plan(KeyNewRequest(algorithm="p256", store=store, passphrase=PASSPHRASE))
    (password,) = (fact for fact in facts if isinstance(fact, Password))
    assert password.bits == 113
    assert PASSPHRASE.text not in repr(facts)


def test_the_act_keeps_the_key_and_the_ledger_learns_its_public_half(store: KeyStore) -> None:
    request = KeyNewRequest(algorithm="p256", store=store, passphrase=PASSPHRASE)
    plan = plan_of("key-new", KeyNew().plan(request))
    new = KeyNew().run(request, plan, PERMIT)
    (fact,) = new.facts
    assert isinstance(fact, KeyFact)
    assert store.load(fact.key_id, PASSPHRASE).public.encode() == fact.public
    assert (fact.purpose, fact.kept) == ("seal", "asked")
    assert new.key.created == plan.at.replace(microsecond=0)


def test_no_key_is_planned_that_cannot_be_kept(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"keys\.algorithm-unknown"):
        KeyNew().plan(KeyNewRequest(algorithm="rsa", store=store, passphrase=PASSPHRASE))
    import keyring
    from keyring.backends import fail

    kind: type = fail.Keyring
    monkeypatch.setattr(keyring, "get_keyring", kind)
    with pytest.raises(SecretError, match=r"keys\.keyring-absent"):
        KeyNew().plan(KeyNewRequest(algorithm="p256", store=store))


def test_destroying_names_the_key_first_and_what_stays_behind(store: KeyStore) -> None:
    ident = made(store)
    request = KeyDestroyRequest(ident=ident, store=store)
    facts = KeyDestroy().plan(request)
    assert store.show(ident)
    gone = KeyDestroy().run(request, plan_of("key-destroy", facts), PERMIT)
    assert gone.facts == facts
    assert gone.residuals == ("copies", "old-blocks")
    assert store.list() == ()


def test_a_plan_for_another_key_destroys_nothing(store: KeyStore) -> None:
    one, other = made(store), made(store)
    facts = KeyDestroy().plan(KeyDestroyRequest(ident=one, store=store))
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        KeyDestroy().run(KeyDestroyRequest(ident=other, store=store), plan_of("key-destroy", facts), PERMIT)
    assert len(store.list()) == 2


def test_a_key_that_is_not_there_cannot_be_planned_for(store: KeyStore) -> None:
    with pytest.raises(InputError, match=r"keys\.missing"):
        KeyDestroy().plan(KeyDestroyRequest(ident="0" * 20, store=store))


def test_another_kind_of_key_than_planned_is_not_made(store: KeyStore) -> None:
    planned = KeyNewRequest(algorithm="p256", store=store, passphrase=PASSPHRASE)
    asked = KeyNewRequest(algorithm="ed25519", store=store, passphrase=PASSPHRASE)
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        KeyNew().run(asked, plan_of("key-new", KeyNew().plan(planned)), PERMIT)
    assert store.list() == ()
