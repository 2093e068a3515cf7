"""approve and revoke: what is signed, by whose key, and that two whole files or none appear."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safehandle.actions.approve import Approve, ApproveRequest
from safehandle.actions.revoke import Revoke, RevokeRequest
from safehandle.errors import IntegrityError, OutputError, SecretError, UsageError
from safehandle.keys import generate, read_approval
from safehandle.model import ApprovalGiven, ApprovalRevoked, Cipher, Contract, Fact, Permit, Person, Plan, Role, Scope

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
KEY = generate("ed25519")
CONTRACT = Contract(
    ident="K-1",
    profile="baseline",
    people=(
        Person(ident="tanaka", name="田中", role=Role.MANAGER, key=KEY.public.encode()),
        Person(ident="sato", name="佐藤", role=Role.HANDLER),
    ),
)
PLAN = Plan(verb="wipe", contract="K-1", actor="sato", at=NOW, nonce="ab" * 16, facts=())
PERMIT = Permit(plan_digest="", intent=1)
SCOPE = Scope(verbs=("send",), recipients=("tsukuba",))


@pytest.fixture
def request_(tmp_path: Path) -> ApproveRequest:
    return ApproveRequest(
        approver="tanaka",
        at=NOW,
        until=NOW + timedelta(days=7),
        plan=PLAN,
        key=KEY,
        output=tmp_path / "approvals" / "a.json",
    )


def act(facts: tuple[Fact, ...], verb: str = "approve") -> Plan:
    return Plan(verb=verb, contract="K-1", actor="tanaka", at=NOW, nonce="cd" * 16, facts=facts)


def test_the_signed_file_is_exactly_what_was_planned(request_: ApproveRequest) -> None:
    facts = Approve(CONTRACT).plan(request_)
    assert not request_.output.parent.exists()
    given = Approve(CONTRACT).run(request_, act(facts), PERMIT)
    read = read_approval(request_.output, CONTRACT)
    assert read == given.approval
    assert (read.plan_digest, read.approver) == (PLAN.digest(), "tanaka")
    assert given.facts == (ApprovalGiven(approval=read, key_id=KEY.id),)
    assert Cipher(name="EdDSA") in facts
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in given.files)


def test_a_standing_permission_names_the_clients_paper(request_: ApproveRequest) -> None:
    request = replace(request_, plan=None, scope=SCOPE, client_document="5総第123号", client_document_sha256="cd" * 32)
    Approve(CONTRACT).run(request, act(Approve(CONTRACT).plan(request)), PERMIT)
    read = read_approval(request.output, CONTRACT)
    assert (read.scope, read.plan_digest, read.client_document) == (SCOPE, "", "5総第123号")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scope": SCOPE}, "approve.what"),
        ({"plan": None}, "approve.what"),
        ({"plan": replace(PLAN, contract="K-2")}, "approve.other-contract"),
        ({"until": NOW}, "approve.until"),
        ({"client_document": "1"}, "approve.document"),
        ({"client_document_sha256": "cd"}, "approve.document"),
    ],
)
def test_what_makes_no_sense_is_refused(request_: ApproveRequest, changes: dict[str, object], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        Approve(CONTRACT).plan(replace(request_, **changes))  # type: ignore[arg-type]
    assert caught.value.code == code


@pytest.mark.parametrize("changes", [{"key": generate("ed25519")}, {"approver": "sato"}, {"approver": "nobody"}])
def test_only_the_key_that_the_contract_has_signs(request_: ApproveRequest, changes: dict[str, object]) -> None:
    with pytest.raises(SecretError, match=r"approve\.not-your-key"):
        Approve(CONTRACT).plan(replace(request_, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("taken", ["a.json", "a.json.sig"])
def test_an_existing_file_is_kept_and_no_half_appears(request_: ApproveRequest, taken: str) -> None:
    folder = request_.output.parent
    folder.mkdir()
    (folder / taken).write_text("somebody's")
    with pytest.raises(OutputError):
        Approve(CONTRACT).run(request_, act(Approve(CONTRACT).plan(request_)), PERMIT)
    assert [path.name for path in folder.iterdir()] == [taken]
    assert (folder / taken).read_text() == "somebody's"


def test_two_approvals_of_one_plan_have_numbers_of_their_own(request_: ApproveRequest) -> None:
    other = ApproveRequest(
        approver="tanaka", at=NOW, until=NOW + timedelta(1), plan=PLAN, key=KEY, output=request_.output
    )
    assert request_.ident != other.ident


def test_a_revocation_names_the_approval() -> None:
    facts = Revoke().plan(RevokeRequest(ident="a-1"))
    assert facts == (ApprovalRevoked(ident="a-1"),)
    assert Revoke().run(RevokeRequest(ident="a-1"), act(facts, "revoke"), PERMIT).facts == facts
    with pytest.raises(UsageError, match=r"approve\.ident"):
        Revoke().plan(RevokeRequest(ident=" "))


def test_another_approval_than_planned_is_not_signed(request_: ApproveRequest) -> None:
    facts = Approve(CONTRACT).plan(request_)
    longer = replace(request_, until=request_.until + timedelta(days=365))
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        Approve(CONTRACT).run(longer, act(facts), PERMIT)
    assert not request_.output.exists()
