"""``safehandle wipe`` under a contract: one person plans, another approves; and the contract's key."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.running import Completed, Run, safehandle

from safehandle.contract import read_contract

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="file erasure is Linux's")

PASSWORD = ("--password-file", "../pw")


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run safehandle in the contract folder ``k``."""
    (tmp_path / "pw").write_text("k7mw-hard-to-guess\n")
    (tmp_path / "pw").chmod(0o600)

    def run(*arguments: str, code: int = 0, folder: str = "k") -> Completed:
        return safehandle(*arguments, folder=tmp_path / folder, environment=environment, code=code)

    run("init", "k", "--profile", "baseline", "--manager", "佐藤", "--password-file", "pw", folder=".")
    return run


def test_one_plans_another_approves_and_the_first_does_it(run: Run, tmp_path: Path) -> None:
    (manager,) = read_contract(tmp_path / "k").people
    key = json.loads(run("key", "new", "--purpose", "sign", *PASSWORD, "--json").stdout)
    run("person", "edit", manager.ident, "--key", key["public"])
    run("person", "add", "tanaka", "--name", "田中", "--role", "handler")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_bytes(b"x" * 9000)
    what = ("wipe", "../data", "--accept-residuals", "--as", "tanaka", "--reason", "契約満了")
    run(*what, "--plan-only", "-o", "plan.json")
    run("approve", "plan.json", "--yes", *PASSWORD)
    done = json.loads(run(*what, "--plan", "plan.json", "--approval", "plan.approval.json", "--yes", "--json").stdout)
    assert not (tmp_path / "data").exists()
    shown = json.loads(run("ledger", "show", str(done["entry"]), "--json").stdout)
    assert "plan_digest" in json.dumps(shown)


def test_the_class_is_never_laxer_than_the_folder_s_and_a_standing_permission_is_read(run: Run, tmp_path: Path) -> None:
    (manager,) = read_contract(tmp_path / "k").people
    key = json.loads(run("key", "new", "--purpose", "sign", *PASSWORD, "--json").stdout)
    run("person", "edit", manager.ident, "--key", key["public"])
    with (tmp_path / "k/contract.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[data]]\npath = "住民"\nclass = "important"\n')
    (tmp_path / "住民").mkdir()
    (tmp_path / "住民/a.csv").write_bytes(b"x")
    run("wipe", "../住民", "--class", "極秘", "--dry-run", code=6)
    run("approve", "--standing", "--verb", "wipe", "--until", "2099-03-31", "--yes", *PASSWORD)
    what = ("wipe", "../住民", "--class", "other", "--accept-residuals")
    run(*what, "--plan-only", "-o", "plan.json")
    facts = json.loads((tmp_path / "k/plan.json").read_bytes())["facts"]
    (target,) = [fact for fact in facts if fact["kind"] == "erasure-target"]
    assert target["data_class"] == "important"
    done = json.loads(run(*what, "--yes", "--json").stdout)
    shown = json.loads(run("ledger", "show", str(done["entry"]), "--json").stdout)
    assert f'"approver": "{manager.ident}"' in json.dumps(shown, ensure_ascii=False)


def sealing_key(run: Run) -> str:
    keys: list[dict[str, Any]] = json.loads(run("key", "list", "--json").stdout)["keys"]
    return str(next(key["id"] for key in keys if key["purpose"] == "seal"))


def test_the_contract_s_key_is_destroyed_and_what_it_protected_does_not_open(run: Run, tmp_path: Path) -> None:
    (tmp_path / "k/a.csv").write_bytes(b"x" * 9000)
    run("encrypt", "a.csv", "-o", "kept.shc", "--to", "contract")
    ident = sealing_key(run)
    said = ("--no-other-copies", "--no-plaintext", "--accept-residuals", "--yes", *PASSWORD)
    told = json.loads(run("wipe", "--key", ident, "--no-other-copies", "--no-plaintext", "--dry-run", "--json").stdout)
    report = json.loads(run("wipe", "--key", ident, *said, "--level", told["reachable"], "--json").stdout)["report"]
    assert report["status"] == "complete"
    assert report["reached"] == told["reachable"] in {"clear", "purge"}
    run("decrypt", "kept.shc", "-d", "out", *PASSWORD, code=5)
    run("wipe", "--key", ident, *said, code=6)


def test_a_key_with_a_copy_nobody_accounts_for_is_not_called_purged(run: Run) -> None:
    ident = sealing_key(run)
    said = ("--key-copy", "金庫=", "--no-other-copies", "--no-plaintext", "--accept-residuals", "--yes", *PASSWORD)
    refused = run("wipe", "--key", ident, *said, code=9)
    assert "purge" in refused.stderr
    assert sealing_key(run) == ident
    run("wipe", "--key-copy", "x=y", "a.csv", code=2)
