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


def test_lost_checkpoints_are_told_as_lost_if_they_were_named(run: Run, tmp_path: Path) -> None:
    ledger, kept = tmp_path / "r8-tax" / "ledger.db", tmp_path / "r8-tax" / "checkpoints"
    shutil.copyfile(ledger, tmp_path / "back-up.db")
    for name in ("first", "second"):
        hand_out(run, tmp_path, name)
    run("ledger", "show")
    first, second = sorted(kept.iterdir())
    forgotten = first.rename(tmp_path / "only the city has this one.checkpoint")
    shutil.copyfile(tmp_path / "back-up.db", ledger)
    told = json.loads(run("ledger", "restore", "--reason", "ディスク故障", "--json").stdout)
    # What was handed out at 2 entries, the back-up's own size, agrees; the one at 4 is lost, and so is what was seen.
    assert (told["size"], told["known"], told["named"]) == (2, 6, 2)
    shown = run("ledger", "verify")
    assert "控えからの復元: #2" in shown.stdout
    assert "2 番から 5 番までの記録は失われました。理由: ディスク故障" in shown.stdout
    assert "復元で失われたチェックポイント: 4 件の時点の一枚 (#2 が名指し)" in shown.stdout
    report = json.loads(run("ledger", "verify", "--checkpoint", str(forgotten), "--json").stdout)
    assert report["holds"]
    assert [(one["size"], one["holds"], one["lost_by"]) for one in report["checkpoints"]] == [
        (4, False, 2),
        (2, True, None),
    ]
    assert second.exists()


def test_a_lost_checkpoint_that_nobody_named_is_found(run: Run, tmp_path: Path) -> None:
    ledger, kept = tmp_path / "r8-tax" / "ledger.db", tmp_path / "r8-tax" / "checkpoints"
    shutil.copyfile(ledger, tmp_path / "back-up.db")
    for name in ("first", "second", "third"):
        hand_out(run, tmp_path, name)
    _, second, _ = sorted(kept.iterdir())
    second = second.rename(tmp_path / "the city's.checkpoint")
    shutil.copyfile(tmp_path / "back-up.db", ledger)
    run("ledger", "restore", "--reason", "ディスク故障")
    assert json.loads(run("ledger", "verify", "--json").stdout)["holds"]
    refused = run("ledger", "verify", "--checkpoint", str(second), code=4)
    assert "(ledger.rewritten)" in refused.stderr
    run("ledger", "restore", "--reason", "市の控えにあったもの", "--checkpoint", str(second))
    report = json.loads(run("ledger", "verify", "--checkpoint", str(second), "--json").stdout)
    assert report["checkpoints"][-1]["lost_by"] == 2


def test_who_may_not_restore_uses_up_no_number(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "r8-tax" / "ledger.db"
    run("person", "add", "handler", "--name", "田中 一郎", "--role", "handler")
    shutil.copyfile(ledger, tmp_path / "back-up.db")
    hand_out(run, tmp_path)
    shutil.copyfile(tmp_path / "back-up.db", ledger)
    before = json.loads(run("ledger", "show", "--json").stdout)["size"]
    refused = run("ledger", "restore", "--reason", "ディスク故障", "--as", "handler", code=3)
    assert "(policy.denied)" in refused.stderr
    assert json.loads(run("ledger", "show", "--json").stdout)["size"] == before
