"""``safehandle ledger redact``: the names go, the proofs stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.e2e.ledger.contract import Run, hand_out

NAME = "秘密の相手"


@pytest.fixture
def number(run: Run, tmp_path: Path) -> int:
    """An entry that names somebody, and a checkpoint that covers it."""
    arguments = ("ledger", "checkpoint", "--to", NAME, "--json", "--password-file", str(tmp_path / "pw"))
    entry = json.loads(run(*arguments).stdout)["entry"]
    hand_out(run, tmp_path, "held")
    run("ledger", "prove", str(entry + 1), "-o", str(tmp_path / "before"))
    return int(entry)


def stored(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (tmp_path / "r8-tax").glob("ledger.db*"))


def test_a_name_is_forgotten_and_everything_else_holds(run: Run, tmp_path: Path, number: int) -> None:
    assert NAME.encode() in stored(tmp_path)
    for each in (number, number + 1):  # the intent and the outcome both name them
        arguments = ("--reason", "保存期間の満了", "--document", "川情第45号", "--yes", "--json")
        done = json.loads(run("ledger", "redact", str(each), *arguments).stdout)
    assert NAME.encode() not in stored(tmp_path)
    report = json.loads(run("ledger", "verify", "--json", "--checkpoint", str(tmp_path / "held")).stdout)
    assert (report["holds"], report["redacted"]) == (True, [number, number + 1])
    run("verify", str(tmp_path / "before"))
    run("ledger", "prove", str(number + 1), "-o", str(tmp_path / "after"))
    told = json.loads(run("ledger", "show", str(done["entry"]), "--json").stdout)["record"]["plan"]["facts"]
    assert {"kind": "redaction", "entry": number + 1, "reason": "保存期間の満了", "document": "川情第45号"} in told
    assert "(ledger.nothing-to-redact)" in run("ledger", "redact", str(number), *arguments, code=2).stderr


def test_nothing_is_forgotten_unasked_or_without_a_reason(run: Run, tmp_path: Path, number: int) -> None:
    before = json.loads(run("ledger", "verify", "--json").stdout)["size"]
    run("ledger", "redact", str(number), code=2)
    assert "(usage.no-terminal)" in run("ledger", "redact", str(number), "--reason", "満了", code=2).stderr
    assert "(ledger.redact-why)" in run("ledger", "redact", str(number), "--reason", " ", "--yes", code=2).stderr
    report = json.loads(run("ledger", "verify", "--json").stdout)
    assert (report["size"], report["redacted"]) == (before, [])


def test_only_a_manager_may_forget(run: Run, tmp_path: Path, number: int) -> None:
    run("person", "add", "yamada", "--name", "山田", "--role", "handler")
    done = run("--lang", "ja", "ledger", "redact", str(number), "--reason", "満了", "--yes", "--as", "yamada", code=3)
    assert "第4条" in done.stderr
    assert NAME.encode() in stored(tmp_path)
