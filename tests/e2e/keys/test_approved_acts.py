"""Two people, one plan: a key is destroyed only with somebody else's approval of exactly this, and only once.

Everything is real here: the signed files, the office, the rule, the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from safehandle.actions.approve import Approve, ApproveRequest
from safehandle.actions.key_destroy import KeyDestroy, KeyDestroyRequest
from safehandle.actions.revoke import Revoke, RevokeRequest
from safehandle.errors import IntegrityError, PolicyDenied
from safehandle.keys import KeyStore, Secret, StoredKey, generate, pkcs8, read_approval
from safehandle.ledger import Ledger, open_ledger
from safehandle.model import Approval, Authentication, Contract, Person, Plan, Role, Scope
from safehandle.office import Office
from safehandle.policy.loading import read_profile

JST = timezone(timedelta(hours=9))
PROFILE = """
id = "two-people"
name = { ja = "二人", en = "two people" }
source = { title = "二人", issuer = "test" }
citation = { prefix = "二人" }

[[article]]
id = "1"
class = "T"
title = { ja = "承認", en = "approval" }
duty = { ja = "鍵を消すには承認が要る", en = "a key is destroyed with approval only" }

[[rule]]
kind = "manager-approval"
articles = ["1"]
verbs = ["key-destroy"]

[[rule]]
kind = "handler-registered"
articles = ["1"]
verbs = ["approve", "revoke"]
roles = ["manager"]
"""
KEYS = {"tanaka": generate("ed25519"), "sato": generate("ed25519")}
CONTRACT = Contract(
    ident="K-1",
    profile="two-people",
    people=tuple(
        Person(ident=name, name=name, role=Role.MANAGER, key=key.public.encode()) for name, key in KEYS.items()
    ),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "ledger.db", "test", create=True)


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoredKey:
    monkeypatch.setattr(pkcs8, "ROUNDS", 1000)
    return KeyStore(tmp_path / "keys").save(generate("p256"), Secret("word"), created=datetime.now(JST))


def office(ledger: Ledger, person: str, contract: Contract = CONTRACT) -> Office:
    entered = Authentication(person=person, means="login")
    return Office(contract, read_profile(PROFILE, file="two-people.toml"), ledger, entered_by=entered)


def wanted(key: StoredKey) -> KeyDestroyRequest:
    return KeyDestroyRequest(ident=key.id, store=KeyStore(key.path.parent))


def approve(ledger: Ledger, path: Path, plan: Plan | None, *, by: str = "tanaka", days: float = 1) -> Approval:
    now = datetime.now(JST)
    request = ApproveRequest(
        approver=by,
        at=now,
        until=now + timedelta(days=days),
        plan=plan,
        scope=None if plan else Scope(verbs=("key-destroy",)),
        key=KEYS[by],
        output=path,
    )
    office(ledger, by).perform(Approve(CONTRACT), request)
    return read_approval(path, CONTRACT)


def refusals(destroy: Callable[[], object]) -> list[str]:
    with pytest.raises(PolicyDenied) as caught:
        destroy()
    decision = caught.value.fields["decision"]
    return [finding.code for finding in decision.refusals]  # type: ignore[attr-defined]


def test_an_approved_plan_is_performed_once(ledger: Ledger, key: StoredKey, tmp_path: Path) -> None:
    door = office(ledger, "sato")
    assert refusals(lambda: door.perform(KeyDestroy(), wanted(key))) == ["policy.approval-missing"]
    plan = Plan.decode(door.plan(KeyDestroy(), wanted(key)).encode())  # through a file, as between two machines
    approval = approve(ledger, tmp_path / "a.json", plan)
    saved = key.path.read_bytes()
    door.perform(KeyDestroy(), wanted(key), plan=plan, approvals=[approval])
    assert not key.path.exists()

    key.path.write_bytes(saved)
    again = refusals(lambda: door.perform(KeyDestroy(), wanted(key), plan=plan, approvals=[approval]))
    assert again == ["policy.approval-used"]
    assert key.path.exists()


def test_every_other_approval_is_refused_by_its_own_code(ledger: Ledger, key: StoredKey, tmp_path: Path) -> None:
    door = office(ledger, "sato")
    plan = door.plan(KeyDestroy(), wanted(key))
    other = door.plan(KeyDestroy(), wanted(key))
    cases = {
        "policy.approval-self": approve(ledger, tmp_path / "1.json", plan, by="sato"),
        "policy.approval-other-plan": approve(ledger, tmp_path / "2.json", other),
        "policy.approval-expired": approve(ledger, tmp_path / "3.json", plan, days=1e-9),
    }
    revoked = approve(ledger, tmp_path / "4.json", plan)
    office(ledger, "tanaka").perform(Revoke(), RevokeRequest(ident=revoked.ident))
    for code, approval in (cases | {"policy.approval-revoked": revoked}).items():
        assert refusals(
            lambda approval=approval: door.perform(KeyDestroy(), wanted(key), plan=plan, approvals=[approval])  # type: ignore[misc]
        ) == [code]
    assert key.path.exists()


def test_a_changed_plan_is_another_plan(ledger: Ledger, key: StoredKey, tmp_path: Path) -> None:
    door = office(ledger, "sato")
    plan = door.plan(KeyDestroy(), wanted(key))
    approval = approve(ledger, tmp_path / "a.json", plan)
    changed = replace(plan, at=plan.at - timedelta(seconds=1))
    codes = refusals(lambda: door.perform(KeyDestroy(), wanted(key), plan=changed, approvals=[approval]))
    assert codes == ["policy.approval-other-plan"]


def test_an_approved_plan_does_not_serve_for_another_key(ledger: Ledger, key: StoredKey, tmp_path: Path) -> None:
    store = KeyStore(key.path.parent)
    second = store.save(generate("p256"), Secret("word"), created=datetime.now(JST))
    door = office(ledger, "sato")
    plan = door.plan(KeyDestroy(), wanted(key))
    approval = approve(ledger, tmp_path / "a.json", plan)
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        door.perform(KeyDestroy(), wanted(second), plan=plan, approvals=[approval])
    assert len(store.list()) == 2


def test_a_standing_permission_serves_until_it_is_revoked(ledger: Ledger, key: StoredKey, tmp_path: Path) -> None:
    store = KeyStore(key.path.parent)
    second = store.save(generate("p256"), Secret("word"), created=datetime.now(JST))
    third = store.save(generate("p256"), Secret("word"), created=datetime.now(JST))
    door = office(ledger, "sato")
    standing = approve(ledger, tmp_path / "s.json", None)
    for each in (key, second):
        door.perform(KeyDestroy(), wanted(each), approvals=[standing])
    office(ledger, "tanaka").perform(Revoke(), RevokeRequest(ident=standing.ident))
    codes = refusals(lambda: door.perform(KeyDestroy(), wanted(third), approvals=[standing]))
    assert codes == ["policy.approval-revoked"]


def test_an_approver_who_has_left_counts_no_longer(ledger: Ledger, key: StoredKey, tmp_path: Path) -> None:
    plan = office(ledger, "sato").plan(KeyDestroy(), wanted(key))
    approve(ledger, tmp_path / "a.json", plan)
    yesterday = datetime.now(JST).date() - timedelta(days=1)
    people = tuple(replace(one, end=yesterday) if one.ident == "tanaka" else one for one in CONTRACT.people)
    contract = replace(CONTRACT, people=people)
    approval = read_approval(tmp_path / "a.json", contract)
    door = office(ledger, "sato", contract)
    codes = refusals(lambda: door.perform(KeyDestroy(), wanted(key), plan=plan, approvals=[approval]))
    assert codes == ["policy.approval-unknown-approver"]
    assert ledger.verify().problems == ()
