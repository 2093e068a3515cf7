"""``safehandle ledger verify`` on acts that were signed with the actor's own key."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest
from tests.e2e.contract.test_recognising import ENCRYPT, with_key

from safehandle import generate
from safehandle.cli.program import run
from safehandle.ledger import open_ledger
from safehandle.model import Authentication, Intent

__all__ = ["with_key"]
VERIFY = ["ledger", "verify", "--contract", "k"]


@pytest.fixture
def signed(with_key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A contract in which sato encrypted something, with the key open."""
    monkeypatch.setenv("SAFEHANDLE_AS_PASSWORD_FILE", "sato-pw")
    assert run(ENCRYPT) == 0
    capsys.readouterr()
    return with_key


def intent_of(folder: Path) -> Intent:
    with open_ledger(folder / "k" / "ledger.db", "") as ledger:
        (number,) = ledger.verify().signed
        record = ledger.entry(number).record
    assert isinstance(record, Intent)
    return record


def test_the_act_is_signed_and_the_signature_holds(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert intent_of(signed).plan.verb == "encrypt"
    assert run(VERIFY) == 0
    assert "acts signed by who acted: 1\n" in capsys.readouterr().out
    assert run([*VERIFY, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["holds"], report["signatures_unchecked"]) == (True, [])
    assert report["signed"] == report["signatures_good"] != []
    assert run(["ledger", "show", "--contract", "k"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "signed" in line]
    assert "encrypt  sato  signed" in line


@pytest.mark.skipif(not which("ssh-keygen"), reason="ssh-keygen is not installed")
def test_openssh_verifies_the_signature(signed: Path) -> None:
    record = intent_of(signed)
    people = tomllib.loads((signed / "k" / "contract.toml").read_text("utf-8"))["person"]
    (key,) = (person["key"] for person in people if person["id"] == "sato")
    (signed / "allowed").write_text(f"sato {key}\n")
    (signed / "act.sig").write_text(record.signature)
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "sato", "-n", "act@safehandle", "-s", "act.sig"]
    for digest, code in ((record.plan.digest(), 0), ("0" * 64, 255)):
        done = subprocess.run(command, input=digest, cwd=signed, text=True, capture_output=True, check=False)
        assert done.returncode == code, done.stderr


def test_a_signature_taken_from_another_act_is_found(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_ledger(signed / "k" / "ledger.db", "") as ledger:
        record = intent_of(signed)
        number = ledger.append(replace(record, plan=replace(record.plan, nonce="0" * 32)))
    assert run(VERIFY) == 4
    said = capsys.readouterr()
    assert "(ledger.signature-false)" in said.out
    assert f"the signature of entry {number} is not by who acted" in said.err


def test_a_replaced_key_is_said_and_is_no_failure(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = signed / "k" / "contract.toml"
    old = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("key = ") and "ssh-" in line)
    path.write_text(path.read_text("utf-8").replace(old, f'key = "{generate("ed25519").public.encode()}"'), "utf-8")
    assert run(VERIFY) == 0
    assert "signatures that cannot be checked (the key is not in contract.toml now): #" in capsys.readouterr().out


def test_without_the_contract_it_is_only_said_that_there_are_some(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", "k/ledger.db"]) == 0
    assert "signed acts: 1 (" in capsys.readouterr().out


def test_who_is_known_by_the_login_signs_where_the_passphrase_is_given(
    with_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["person", "edit", "sato", "--login", "sato-login", "--contract", "k"]) == 0
    monkeypatch.setattr("safehandle.opening.login_name", lambda: "sato-login")
    assert run(ENCRYPT) == 0
    with open_ledger(with_key / "k" / "ledger.db", "") as ledger:
        assert ledger.verify().signed == (), "the login is enough"
    monkeypatch.setenv("SAFEHANDLE_AS_PASSWORD_FILE", "sato-pw")
    (with_key / "a.shc").unlink()
    assert run(ENCRYPT) == 0
    assert intent_of(with_key).plan.of(Authentication)[0].means == "key"


def test_a_signed_act_whose_private_part_was_altered_is_told_once(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = sqlite3.connect(signed / "k" / "ledger.db")
    with database:
        database.execute(
            "UPDATE entry SET private = CAST(private || ' ' AS BLOB) WHERE instr(CAST(body AS TEXT), 'SSH SIGNATURE')"
        )
    database.close()
    assert run(VERIFY) == 4
    assert capsys.readouterr().out.count("(ledger.private-altered)") == 1
