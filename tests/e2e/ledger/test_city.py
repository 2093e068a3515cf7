"""The other side: somebody at the city office who has files, a public key, and no ledger."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.ledger.contract import Run, hand_out

from safehandle.keys.store import KeyStore


@pytest.fixture
def key(run: Run, tmp_path: Path) -> str:
    """The ledger's public key, as a file that the city was given."""
    contract = tomllib.loads((tmp_path / "r8-tax" / "contract.toml").read_text("utf-8"))
    (tmp_path / "vendor.pub").write_text(contract["keys"]["ledger"] + "\n")
    return str(tmp_path / "vendor.pub")


@pytest.fixture
def city(tmp_path: Path, key: str) -> Path:
    folder = tmp_path / "city"
    folder.mkdir()
    return folder


def verdicts(run: Run, city: Path, *arguments: str, code: int = 0) -> Any:
    return json.loads(run("verify", *arguments, "--json", code=code, cwd=city).stdout)["things"]


def test_a_checkpoint_and_a_proof_verify_with_the_key_alone(run: Run, tmp_path: Path, city: Path, key: str) -> None:
    hand_out(run, tmp_path)
    run("ledger", "prove", "1", "-o", str(city / "1.tlog-proof"), "--with-private")
    shutil.rmtree(tmp_path / "r8-tax" / "checkpoints")
    shutil.move(tmp_path / "city.checkpoint", city / "city.checkpoint")
    checkpoint, proof = verdicts(run, city, "city.checkpoint", "1.tlog-proof", "--key", key)
    assert (checkpoint["kind"], checkpoint["holds"], checkpoint["size"]) == ("checkpoint", True, 2)
    assert (proof["kind"], proof["holds"], proof["entry"]["number"]) == ("proof", True, 1)
    shown = run("verify", "1.tlog-proof", "--key", key, cwd=city).stdout
    assert shown.startswith("検証しました: 1.tlog-proof\n  #1  ")


def test_one_false_thing_among_good_ones_is_exit_4(run: Run, tmp_path: Path, city: Path, key: str) -> None:
    hand_out(run, tmp_path)
    run("ledger", "prove", "1", "-o", str(city / "good.tlog-proof"))
    text = (city / "good.tlog-proof").read_text("utf-8")
    (city / "forged.tlog-proof").write_text(text.replace("index 1", "index 0"), "utf-8")
    good, forged = verdicts(run, city, "good.tlog-proof", "forged.tlog-proof", "--key", key, code=4)
    assert (good["holds"], forged["holds"], forged["code"]) == (True, False, "ledger.proof-false")


def test_without_a_key_nothing_is_believed(run: Run, tmp_path: Path, city: Path) -> None:
    shutil.move(hand_out(run, tmp_path), city / "city.checkpoint")
    (verdict,) = verdicts(run, city, "city.checkpoint", code=2)
    assert (verdict["holds"], verdict["code"]) == (False, "ledger.key-needed")


def test_what_is_none_of_ours_is_said_to_be_unknown(run: Run, city: Path) -> None:
    (city / "letter.txt").write_text("拝啓")
    assert verdicts(run, city, "letter.txt", code=6)[0]["code"] == "verify.unknown-kind"
    assert verdicts(run, city, "nothing", code=6)[0]["code"] == "verify.unreadable"


def test_a_ledger_file_is_held_against_the_citys_checkpoint(run: Run, tmp_path: Path, city: Path, key: str) -> None:
    old = (tmp_path / "r8-tax" / "ledger.db").read_bytes()
    held = hand_out(run, tmp_path)
    held_later = hand_out(run, tmp_path, "later.checkpoint")
    shutil.copyfile(tmp_path / "r8-tax" / "ledger.db", city / "ledger.db")
    arguments = ("ledger.db", "--key", key, "--checkpoint", str(held), "--checkpoint", str(held_later))
    (verdict,) = verdicts(run, city, *arguments)
    assert (verdict["kind"], [one["holds"] for one in verdict["checkpoints"]]) == ("ledger", [True, True])
    (city / "ledger.db").write_bytes(old)
    (verdict,) = verdicts(run, city, *arguments, code=4)
    assert verdict["code"] == "ledger.truncated"


def test_the_city_witnesses_what_continues_and_nothing_else(run: Run, tmp_path: Path, city: Path, key: str) -> None:
    october = hand_out(run, tmp_path, "october")
    password = ("--password-file", str(tmp_path / "pw"))
    made = json.loads(run("key", "new", "--purpose", "sign", "--json", *password, cwd=city).stdout)

    def witness(request: Path, output: str, code: int = 0) -> Any:
        arguments = ("--log-key", key, "--key", made["id"], "--name", "川原市", "-o", output, *password)
        return run("ledger", "witness", str(request), *arguments, "--json", code=code, cwd=city)

    first = json.loads(witness(october, "october.signed").stdout)
    assert (first["old"], first["size"]) == (0, 2)
    (verdict,) = verdicts(run, city, "october.signed", "--key", key, "--witness", first["verifier"])
    assert verdict["cosigned"][0].startswith("川原市 (")

    november = hand_out(run, tmp_path, "november")
    refused = witness(november, "november.signed", code=6)
    assert "(ledger.witness-other-size)" in refused.stderr
    assert not (city / "november.signed").exists()
    run("ledger", "prove", "--since", str(city / "october.signed"), "-o", str(tmp_path / "request"))
    second = json.loads(witness(tmp_path / "request", "november.signed").stdout)
    assert (second["old"], second["size"]) == (2, 4)
    run("ledger", "verify", "--checkpoint", str(city / "november.signed"))
    assert KeyStore(tmp_path / "keys" / "keys").show(made["id"]).public.purpose == "sign"
