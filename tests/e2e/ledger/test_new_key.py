"""``safehandle ledger new-key``: the old key's word for the new one, and everything signed before."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from tests.e2e.ledger.contract import Run, hand_out
from tests.unit.ledger.records import intent

from safehandle.errors import IntegrityError
from safehandle.ledger import key_change_text, log_verifiers, open_ledger
from safehandle.model import Done, LedgerKey

ORIGIN = "みどり情報/川原市/r8-tax"


def public_key(tmp_path: Path) -> str:
    key: str = tomllib.loads((tmp_path / "r8-tax" / "contract.toml").read_text("utf-8"))["keys"]["ledger"]
    return key


def change(run: Run, tmp_path: Path) -> None:
    run("ledger", "new-key", "--password-file", str(tmp_path / "pw"))


def test_checkpoints_of_every_key_verify_after_changes(run: Run, tmp_path: Path) -> None:
    held = [hand_out(run, tmp_path, "first")]
    keys = [public_key(tmp_path)]
    for name in ("second", "third"):
        change(run, tmp_path)
        held.append(hand_out(run, tmp_path, name))
        keys.append(public_key(tmp_path))
    assert len(set(keys)) == 3
    arguments = [argument for path in held for argument in ("--checkpoint", str(path))]
    report = json.loads(run("ledger", "verify", "--json", *arguments).stdout)
    assert [one["holds"] for one in report["checkpoints"]] == [True] * 6
    with open_ledger(tmp_path / "r8-tax" / "ledger.db", ORIGIN) as ledger:
        assert [one.public.encode() for one in log_verifiers(ledger, keys[-1])] == keys[::-1]


def test_a_city_that_knows_only_the_old_key_believes_only_what_it_signed(run: Run, tmp_path: Path) -> None:
    first, key = hand_out(run, tmp_path, "first"), public_key(tmp_path)
    change(run, tmp_path)
    second = hand_out(run, tmp_path, "second")
    run("verify", str(first), "--key", key, cwd=tmp_path)
    refused = run("verify", str(second), "--key", key, "--json", cwd=tmp_path, code=4)
    assert json.loads(refused.stdout)["things"][0]["code"] == "ledger.checkpoint-invalid"
    run("verify", str(second), "--key", public_key(tmp_path), cwd=tmp_path)


def test_a_change_that_the_old_key_did_not_sign_is_refused(run: Run, tmp_path: Path) -> None:
    old = public_key(tmp_path)
    change(run, tmp_path)
    new = public_key(tmp_path)
    with open_ledger(tmp_path / "r8-tax" / "ledger.db", ORIGIN) as ledger:
        facts = [fact for entry in ledger.entries() if isinstance(entry.record, Done) for fact in entry.record.facts]
        (genuine,) = (fact for fact in facts if isinstance(fact, LedgerKey))
        assert genuine.note.startswith(key_change_text(ORIGIN, new))
        assert genuine.old == old
        thief = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
        number = ledger.append(intent())
        ledger.append(Done(intent=number, facts=(LedgerKey(old=new, new=thief, note=genuine.note),)))
        with pytest.raises(IntegrityError, match=r"keys\.note-unsigned"):
            log_verifiers(ledger, thief)
