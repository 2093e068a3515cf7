"""``safehandle approve`` between two people, each with a key store of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.running import Completed, Run, safehandle

from safehandle.contract import read_contract
from safehandle.errors import IntegrityError
from safehandle.keys import read_approval
from safehandle.model import Plan

JST = timezone(timedelta(hours=9))


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run safehandle in the contract folder ``k``; the manager ``sato`` has a registered signing key."""
    (tmp_path / "pw").write_text("k7mw-hard-to-guess\n")
    (tmp_path / "pw").chmod(0o600)

    def run(*arguments: str, code: int = 0, folder: str = "k") -> Completed:
        return safehandle(*arguments, folder=tmp_path / folder, environment=environment, code=code)

    run("init", "k", "--profile", "baseline", "--manager", "佐藤", "--password-file", "pw", folder=".")
    (manager,) = read_contract(tmp_path / "k").people
    key = json.loads(run("key", "new", "--purpose", "sign", "--password-file", "../pw", "--json").stdout)
    run("person", "edit", manager.ident, "--key", key["public"])
    return run


def plan_by(tmp_path: Path, actor: str) -> Plan:
    plan = Plan(
        verb="wipe",
        contract=read_contract(tmp_path / "k").ident,
        actor=actor,
        at=datetime.now(JST),
        nonce="0" * 32,
        facts=(),
    )
    (tmp_path / "k" / "plan.json").write_bytes(plan.encode())
    return plan


APPROVE = ("approve", "plan.json", "--password-file", "../pw")


def test_a_plan_is_shown_signed_recorded_and_revoked(run: Run, tmp_path: Path) -> None:
    plan = plan_by(tmp_path, "tanaka")
    done = run(*APPROVE, "--yes", "--json")
    said = json.loads(done.stdout)
    assert "tanaka" in done.stderr
    assert plan.digest() in done.stderr

    contract = read_contract(tmp_path / "k")
    approval = read_approval(tmp_path / "k" / "plan.approval.json", contract)
    assert (approval.ident, approval.plan_digest) == (said["ident"], plan.digest())
    assert approval.until.date() == (datetime.now(JST) + timedelta(days=7)).date()

    run("approve", "--revoke", approval.ident, "--yes")
    shown = run("ledger", "show", "--json").stdout
    assert "approval-given" in shown
    assert "approval-revoked" in shown

    path = tmp_path / "k" / "plan.approval.json"
    path.write_bytes(path.read_bytes().replace(b"a-", b"b-"))
    with pytest.raises(IntegrityError, match=r"keys\.signature-invalid"):
        read_approval(path, contract)


def test_a_standing_permission_lies_in_the_contract_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "k" / "同意書.pdf").write_bytes(b"%PDF-")
    paper = ("--client-document", "5総第123号", "--client-document-file", "同意書.pdf")
    scope = ("--standing", "--verb", "send", "--to", "tsukuba", "--class", "personal", "--until", "2099-03-31")
    run("approve", *scope, *paper, "--password-file", "../pw", "--yes")
    (path,) = (tmp_path / "k" / "approvals").glob("*.json")
    approval = read_approval(path, read_contract(tmp_path / "k"))
    assert approval.scope is not None
    assert (approval.scope.verbs, approval.scope.recipients, approval.scope.places) == (("send",), ("tsukuba",), ())
    assert approval.until.isoformat() == "2099-03-31T23:59:59+09:00"
    assert len(approval.client_document_sha256) == 64


def test_what_is_refused_signs_nothing(run: Run, tmp_path: Path) -> None:
    plan = plan_by(tmp_path, "tanaka")
    path = tmp_path / "k" / "plan.json"
    run("approve", code=2)
    run("approve", "plan.json", "--standing", code=2)
    run(*APPROVE, code=2)  # no terminal to ask on
    run("approve", "--standing", "--verb", "send", "--password-file", "../pw", "--yes", code=2)  # until when?
    run(*APPROVE, "--yes", "--until", "2020-01-01", code=2)
    run("approve", "none.json", "--password-file", "../pw", "--yes", code=6)
    path.write_bytes(plan.encode() + b" ")
    run(*APPROVE, "--yes", code=6)
    path.write_bytes(replace(plan, contract="another").encode())
    run(*APPROVE, "--yes", code=2)
    path.write_bytes(plan.encode())
    run(*APPROVE, "--yes", "--as", "outsider", code=5)
    assert not list((tmp_path / "k").glob("*.approval.json*"))


def test_approving_ones_own_plan_is_said_to_be_worthless(run: Run, tmp_path: Path) -> None:
    (me,) = read_contract(tmp_path / "k").people
    plan_by(tmp_path, me.ident)
    assert "自分の計画" in run(*APPROVE, "--yes").stderr


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_ssh_keygen_verifies_what_was_signed(run: Run, tmp_path: Path) -> None:
    plan_by(tmp_path, "tanaka")
    run(*APPROVE, "--yes")
    (me,) = read_contract(tmp_path / "k").people
    (tmp_path / "allowed").write_text(f"me {me.key}\n")
    check = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "me", "-n", "approval@safehandle"]
    approval = tmp_path / "k" / "plan.approval.json"
    done = subprocess.run(
        [*check, "-s", f"{approval}.sig"], input=approval.read_bytes(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
