"""Who shares a login is recognised by a signing key; nobody acts under the name of somebody who has one."""

import json
from pathlib import Path

import pytest

from safehandle.cli.program import run

ENCRYPT = ["encrypt", "a.csv", "-o", "a.shc", "--password-file", "pw", "--contract", "k", "--as", "sato"]


@pytest.fixture
def with_key(nerima: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A handler with a signing key under a passphrase, and something to encrypt."""
    (nerima / "a.csv").write_text("1,2\n")
    (nerima / "sato-pw").write_text("another horse battery staple\n")
    (nerima / "sato-pw").chmod(0o600)
    assert run(["key", "new", "--purpose", "sign", "--password-file", "sato-pw", "--contract", "k", "--json"]) == 0
    public = json.loads(capsys.readouterr().out)["public"]
    add = ["person", "add", "sato", "--name", "佐藤", "--role", "handler", "--educated", "2026-04-02"]
    assert run([*add, "--key", public, "--contract", "k"]) == 0
    return nerima


def test_a_bare_claim_is_refused(with_key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ENCRYPT) == 3
    said = capsys.readouterr().err
    assert "第18条(4)ア" in said
    assert "第17条(1)" not in said


def test_the_key_shows_who_acts(
    with_key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFEHANDLE_AS_PASSWORD_FILE", "sato-pw")
    assert run(ENCRYPT) == 0
    capsys.readouterr()
    assert run(["ledger", "show", "--contract", "k", "--json"]) == 0
    assert '"means": "key"' in capsys.readouterr().out


def test_somebody_elses_passphrase_does_not(
    with_key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFEHANDLE_AS_PASSWORD_FILE", "pw")
    assert run(ENCRYPT) == 5
    assert "keys.passphrase-wrong" in capsys.readouterr().err
    assert not (with_key / "a.shc").exists()
