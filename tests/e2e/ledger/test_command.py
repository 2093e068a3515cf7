"""``safehandle ledger`` as somebody uses it: a contract, a checkpoint handed out, and a ledger that was changed."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from tests.e2e.ledger.contract import Run, hand_out
from tests.unit.ledger.records import intent

from safehandle.ledger import Proof, open_ledger


def verified(run: Run, *arguments: str, code: int = 0) -> Any:
    return json.loads(run("ledger", "verify", "--json", *arguments, code=code).stdout)


def tamper(tmp_path: Path, statement: str) -> None:
    database = sqlite3.connect(tmp_path / "r8-tax" / "ledger.db")
    with database:
        database.execute(statement)
    database.close()


def test_a_new_contracts_ledger_verifies(run: Run) -> None:
    shown = run("ledger", "verify").stdout
    assert "検証: 問題ありません" in shown
    assert "チェックポイントはまだ誰にも手渡されていません。2 件すべて" in shown
    assert verified(run)["after_last_handed_out"] == 2


def test_a_checkpoint_is_handed_out_kept_and_recorded(run: Run, tmp_path: Path) -> None:
    given = hand_out(run, tmp_path)
    (kept,) = (tmp_path / "r8-tax" / "checkpoints").iterdir()
    assert given.read_bytes() == kept.read_bytes()
    assert given.read_text("utf-8").startswith("みどり情報/川原市/r8-tax\n2\n")
    report = verified(run, "--checkpoint", str(given))
    assert [held["holds"] for held in report["checkpoints"]] == [True, True]
    assert [held["after"] for held in report["checkpoints"]] == [2, 2]
    assert (report["size"], report["after_last_handed_out"]) == (4, 2)
    assert report["handed_out"][0]["to"] == "川原市情報政策課"
    told = json.loads(run("ledger", "show", "3", "--json").stdout)["record"]["facts"]
    assert [fact["synchronised"] in ("yes", "no", "unknown") for fact in told if fact["kind"] == "clock"] == [True]
    assert "その後の 2 件は自社の記録だけが根拠です" in run("ledger", "verify").stdout


def test_nothing_is_handed_out_over_an_existing_file_or_with_a_wrong_passphrase(run: Run, tmp_path: Path) -> None:
    given = hand_out(run, tmp_path)
    before = given.read_bytes()
    arguments = ("ledger", "checkpoint", "--to", "川原市", "-o", str(given))
    run(*arguments, "--password-file", str(tmp_path / "pw"), code=7)
    (tmp_path / "pw").write_text("not the passphrase")
    run(*arguments, "--password-file", str(tmp_path / "pw"), code=5)
    assert given.read_bytes() == before
    assert len(verified(run)["handed_out"]) == 1


def test_an_edited_row_is_found(run: Run, tmp_path: Path) -> None:
    tamper(tmp_path, "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'init', 'wipe') AS BLOB)")
    done = run("ledger", "verify", code=4)
    assert "(ledger.entries-altered)" in done.stdout
    assert done.stderr.startswith("safehandle: エラー: 0 番から 1 番までの間の記録が書き換えられています")


def test_a_missing_row_is_found(run: Run, tmp_path: Path) -> None:
    tamper(tmp_path, "DELETE FROM entry WHERE number = 0")
    report = verified(run, code=4)
    assert "ledger.entry-missing" in [problem["code"] for problem in report["problems"]]


def test_a_ledger_set_back_is_found_by_the_checkpoint_that_the_city_holds(run: Run, tmp_path: Path) -> None:
    old = (tmp_path / "r8-tax" / "ledger.db").read_bytes()
    hand_out(run, tmp_path)
    held = hand_out(run, tmp_path, "later.checkpoint")
    for kept in (tmp_path / "r8-tax" / "checkpoints").iterdir():
        kept.unlink()
    (tmp_path / "r8-tax" / "ledger.db").write_bytes(old)
    assert verified(run)["holds"], "the ledger alone cannot show it"
    report = verified(run, "--checkpoint", str(held), code=4)
    assert [problem["code"] for problem in report["problems"]] == ["ledger.truncated"]


def test_an_altered_or_foreign_checkpoint_is_refused(run: Run, tmp_path: Path) -> None:
    given = hand_out(run, tmp_path)
    given.write_text(given.read_text("utf-8").replace("\n2\n", "\n1\n"), "utf-8")
    done = run("ledger", "verify", "--checkpoint", str(given), code=4)
    assert "(ledger.checkpoint-invalid)" in done.stderr
    run("ledger", "verify", "--checkpoint", str(tmp_path / "nothing"), code=6)


def test_a_proof_needs_no_key_but_a_checkpoint(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "1.tlog-proof"
    assert "(ledger.no-checkpoint)" in run("ledger", "prove", "1", "-o", str(output), code=6).stderr
    hand_out(run, tmp_path)
    run("ledger", "prove", "1", "-o", str(output))
    proof = Proof.decode(output.read_text("utf-8"))
    assert proof.entry.number == 1
    assert proof.entry.private is None
    run("ledger", "prove", "1", "-o", str(output), code=7)
    run("ledger", "prove", "1", "-o", str(output), "--overwrite", "--with-private")
    assert Proof.decode(output.read_text("utf-8")).entry.private is not None


def test_entries_are_shown(run: Run) -> None:
    lines = run("ledger", "show").stdout.splitlines()
    assert [line.split("  ")[2] for line in lines] == ["着手", "完了"]
    assert run("ledger", "show", "--last", "1").stdout.splitlines() == lines[1:]
    assert "contract" in run("ledger", "show", "1", "--lang", "en").stdout
    data = json.loads(run("ledger", "show", "--json").stdout)
    assert [entry["kind"] for entry in data["entries"]] == ["intent", "done"]
    assert json.loads(run("ledger", "show", "0", "--json").stdout)["record"]["plan"]["verb"] == "init"
    assert "(ledger.no-such-entry)" in run("ledger", "show", "2", code=6).stderr


def test_intents_without_an_outcome_are_listed(run: Run, tmp_path: Path) -> None:
    assert run("ledger", "open").stdout == ""

    with open_ledger(tmp_path / "r8-tax" / "ledger.db", "みどり情報/川原市/r8-tax") as ledger:
        ledger.append(intent(5))
    assert run("ledger", "open").stdout.startswith("#2  ")
    assert "結果のない着手: 1 件" in run("ledger", "verify").stdout


def test_a_missing_ledger_is_an_error_and_not_a_new_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r8-tax" / "ledger.db").unlink()
    assert "(ledger.missing)" in run("ledger", "verify", code=6).stderr
    assert not (tmp_path / "r8-tax" / "ledger.db").exists()


def test_without_a_contract_folder_there_is_nothing_to_sign_with(run: Run, tmp_path: Path) -> None:
    done = run("ledger", "checkpoint", "--to", "川原市", code=2, cwd=tmp_path)
    assert "(checkpoint.no-folder)" in done.stderr
