"""On the command line: a medium leaves under Nerima's clauses with the approval that another person gave its plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.running import Completed, Run, safehandle

from safehandle.contract import read_contract

OUT = ("medium", "carry-out", "U-07", "--by", "sato", "--approved-by", "mori", "--to", "ward", "--purpose", "納品")
PERIOD = ("--from", "2026-04-01", "--to", "2099-03-31", "--password-file", "pw")


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run safehandle in the contract folder ``k``, as who is logged in; the supervisor has a signing key."""
    (tmp_path / "pw").write_text("correct horse battery staple 7\n")
    (tmp_path / "pw").chmod(0o600)

    def run(*arguments: str, code: int = 0) -> Completed:
        folder = tmp_path / "k" if (tmp_path / "k").exists() else tmp_path
        return safehandle(*arguments, folder=folder, environment=environment, code=code)

    run("init", "k", "--profile", "nerima-2025-12", "--manager", "鈴木", *PERIOD)
    (manager,) = read_contract(tmp_path / "k").people
    key = json.loads(run("key", "new", "--purpose", "sign", "--password-file", "../pw", "--json").stdout)
    taught = ("--educated", "2026-04-01")
    run("person", "edit", manager.ident, *taught)
    run("person", "add", "sato", "--name", "佐藤", "--role", "handler", *taught)
    run("person", "add", "mori", "--name", "森", "--role", "supervisor", "--key", key["public"], *taught)
    run("place", "add", "ward", "--name", "区役所", "--kind", "work")
    run("medium", "add", "U-07", "--type", "usb", "--content", "税", "--encrypted")
    return run


def test_it_leaves_with_the_supervisors_approval_on_the_wards_paper(run: Run, tmp_path: Path) -> None:
    refused = run(*OUT, code=3).stderr
    assert "第18条(1)" in refused
    assert "第18条(2)" in refused
    (tmp_path / "k" / "承諾.pdf").write_bytes(b"%PDF-")
    run(*OUT, "--plan-only", "-o", "plan.json")
    paper = ("--client-document", "7練税第12号", "--client-document-file", "承諾.pdf")
    shown = run("approve", "plan.json", "--password-file", "../pw", "--yes", *paper, "--as", "mori").stderr
    assert "ward" in shown
    assert "納品" in shown
    run(*OUT, "--plan", "plan.json", "--approval", "plan.approval.json")
    (medium,) = json.loads(run("medium", "list", "--json").stdout)["media"]
    assert (medium["state"], medium["where"], medium["last"]["carrier"]) == ("carried", "ward", "sato")
    assert (
        "policy.carry-confirmer-is-carrier" in run("medium", "return", "U-07", "--confirmed-by", "sato", code=3).stderr
    )
    run("medium", "return", "U-07")


def test_an_approval_of_another_purpose_does_not_let_it_leave(run: Run, tmp_path: Path) -> None:
    (tmp_path / "k" / "承諾.pdf").write_bytes(b"%PDF-")
    run(*OUT, "--plan-only", "-o", "plan.json")
    paper = ("--client-document", "7練税第12号", "--client-document-file", "承諾.pdf")
    run("approve", "plan.json", "--password-file", "../pw", "--yes", *paper, "--as", "mori")
    other = (*OUT[:-1], "私用", "--plan", "plan.json", "--approval", "plan.approval.json")
    assert "plan.changed" in run(*other, code=4).stderr
    (medium,) = json.loads(run("medium", "list", "--json").stdout)["media"]
    assert medium["state"] == "held"
