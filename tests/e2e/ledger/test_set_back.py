"""A ledger that was set back, as the person before the terminal meets it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.e2e.ledger.contract import Run, hand_out


def test_a_restored_back_up_has_to_be_declared(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "r8-tax" / "ledger.db"
    shutil.copyfile(ledger, tmp_path / "back-up.db")
    hand_out(run, tmp_path)
    shutil.copyfile(tmp_path / "back-up.db", ledger)
    arguments = ("ledger", "checkpoint", "--to", "川原市", "--password-file", str(tmp_path / "pw"))
    refused = run(*arguments, code=4)
    assert "(ledger.rolled-back)" in refused.stderr
    assert "元帳が前より後戻りしています (いま 2 件、前に 4 件まで見ています)" in refused.stderr
    assert json.loads(run("ledger", "show", "--json").stdout)["size"] == 2, "it can still be looked at"
    told = json.loads(run("ledger", "restore", "--reason", "ディスク故障", "--json").stdout)
    assert (told["size"], told["known"]) == (2, 4)
    assert int(json.loads(run(*arguments, "--json").stdout)["entry"]) >= 4
    assert "(ledger.nothing-to-restore)" in run("ledger", "restore", "--reason", "もう一度", code=2).stderr
