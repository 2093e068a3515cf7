"""A ledger that goes to another place, or comes back from a back-up, as the person before the terminal does it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

from tests.e2e.ledger.contract import Run, hand_out

from safehandle.ledger import open_ledger


def settle(tmp_path: Path, place: str) -> None:
    """Say in contract.toml that the ledger is to lie in another place."""
    contract = tmp_path / "r8-tax" / "contract.toml"
    text = contract.read_text("utf-8")
    contract.write_text(text.replace("[contract]\n", f'[contract]\nledger = "{place}"\n', 1), "utf-8")


def test_an_import_has_the_same_root_and_is_its_own_first_act(run: Run, tmp_path: Path) -> None:
    held = hand_out(run, tmp_path)
    before = json.loads(run("ledger", "show", "--json").stdout)
    old = (tmp_path / "r8-tax" / "ledger.db").read_bytes()
    settle(tmp_path, "moved.db")
    told = json.loads(run("ledger", "import", "ledger.db", "--json").stdout)
    assert (told["size"], told["root"], told["entry"]) == (before["size"], before["root"], before["size"])
    assert (tmp_path / "r8-tax" / "ledger.db").read_bytes() == old, "the old place is never written to"
    with open_ledger(tmp_path / "r8-tax" / "moved.db", "") as ledger:
        assert ledger.at(before["size"]).root.hex() == before["root"]
    entry = json.loads(run("ledger", "show", str(told["entry"]), "--json").stdout)["record"]
    assert entry["plan"]["verb"] == "ledger-import"
    copied = next(fact for fact in entry["plan"]["facts"] if fact["kind"] == "ledger-copy")
    assert (copied["size"], copied["root"], copied["place"]) == (before["size"], before["root"], "ledger.db")
    report = json.loads(run("ledger", "verify", "--json", "--checkpoint", str(held)).stdout)
    assert (report["holds"], report["size"], report["open_intents"]) == (True, before["size"] + 2, [])
    assert "(ledger.rolled-back)" in run("ledger", "import", "ledger.db", code=4).stderr, "the old one is behind now"
    run("ledger", "import", "moved.db", code=7)


def test_whoever_may_not_import_makes_no_ledger(run: Run, tmp_path: Path) -> None:
    old = (tmp_path / "r8-tax" / "ledger.db").read_bytes()
    settle(tmp_path, "moved.db")
    refused = run("ledger", "import", "ledger.db", "--as", "nobody", code=3)
    assert "(policy.denied)" in refused.stderr
    assert not (tmp_path / "r8-tax" / "moved.db").exists()
    assert (tmp_path / "r8-tax" / "ledger.db").read_bytes() == old


def test_a_back_up_is_imported_as_what_it_is(run: Run, tmp_path: Path) -> None:
    run("ledger", "export", str(tmp_path / "back-up.db"))
    run("ledger", "export", str(tmp_path / "back-up.db"), code=7)
    held = hand_out(run, tmp_path)
    lost = json.loads(run("ledger", "show", "--json").stdout)["size"]
    for left in (tmp_path / "r8-tax").glob("ledger.db*"):
        left.unlink()
    refused = run("ledger", "import", str(tmp_path / "back-up.db"), code=4)
    assert "(ledger.rolled-back)" in refused.stderr
    assert not (tmp_path / "r8-tax" / "ledger.db").exists()
    told = json.loads(
        run("ledger", "import", str(tmp_path / "back-up.db"), "--reason", "ディスク故障", "--json").stdout
    )
    assert (told["size"], told["restored"]) == (3, 3)
    assert told["entry"] >= lost, "no number is used for two acts"
    report = json.loads(run("ledger", "verify", "--json", "--checkpoint", str(held)).stdout)
    assert report["holds"]
    assert report["restored"][0]["size"] == 3
    assert {one["lost_by"] for one in report["checkpoints"]} == {3}


def test_an_import_of_what_does_not_hold_leaves_nothing(run: Run, tmp_path: Path) -> None:
    hand_out(run, tmp_path)
    shutil.copyfile(tmp_path / "r8-tax" / "ledger.db", tmp_path / "spoilt.db")
    database = sqlite3.connect(tmp_path / "spoilt.db")
    with database:
        database.execute("UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'init', 'wipe') AS BLOB)")
    database.close()
    settle(tmp_path, "moved.db")
    run("ledger", "import", str(tmp_path / "spoilt.db"), code=4)
    assert not (tmp_path / "r8-tax" / "moved.db").exists()


def test_a_teams_ledger_begins_as_the_one_there_was(run: Run, tmp_path: Path, database: str) -> None:
    held = hand_out(run, tmp_path)
    before = json.loads(run("ledger", "show", "--json").stdout)
    settle(tmp_path, database)
    told = json.loads(run("ledger", "import", "ledger.db", "--json").stdout)
    assert (told["place"], told["size"], told["root"]) == (database, before["size"], before["root"])
    with open_ledger(database, "") as ledger, open_ledger(tmp_path / "r8-tax" / "ledger.db", "") as old:
        assert list(ledger.entries(0, before["size"])) == list(old.entries())
        assert ledger.at(before["size"]) == old.head()
    report = json.loads(run("ledger", "verify", "--json", "--checkpoint", str(held)).stdout)
    assert (report["holds"], report["size"], report["open_intents"]) == (True, before["size"] + 2, [])
    run("ledger", "checkpoint", "--to", "川原市", "--password-file", str(tmp_path / "pw"))
    assert json.loads(run("ledger", "verify", "--json").stdout)["size"] > before["size"] + 4, (
        "the move was noticed, too"
    )
