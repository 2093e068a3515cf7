"""``safehandle key`` as a person and a script use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.running import Completed, safehandle

PASSPHRASE = "k7mw-hard-to-guess-言葉"


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Any:
    (tmp_path / "pw").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (tmp_path / "pw").chmod(0o600)

    def run(*arguments: str, **extra: str) -> Completed:
        return safehandle("key", *arguments, folder=tmp_path, environment=environment | extra, code=None)

    return run


def key_file(environment: dict[str, str], ident: str) -> Path:
    return Path(environment["SAFEHANDLE_HOME"], "keys", f"{ident}.pem")


def at_a_terminal(arguments: list[str], environment: dict[str, str], answers: list[str]) -> tuple[int, str]:
    """Run ``safehandle key`` on a pseudo-terminal; give each answer when a prompt has been printed."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "safehandle", "key", *arguments],
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 1024):
            shown += chunk
            if answers and shown.decode(errors="replace").endswith(": "):
                os.write(ours, f"{answers.pop(0)}\n".encode())
    except OSError:  # EIO: the other end is closed
        pass
    os.close(ours)
    return process.wait(timeout=60), shown.decode()


def made(run: Any, *arguments: str) -> dict[str, Any]:
    done = run("new", *arguments, "--password-file", "pw", "--json")
    assert done.returncode == 0, done.stderr
    assert PASSPHRASE not in done.stdout + done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_the_life_of_a_key(run: Any, environment: dict[str, str]) -> None:
    key = made(run)
    assert (key["algorithm"], key["purpose"], key["kept"]) == ("mlkem1024-p384", "seal", "asked")
    assert key_file(environment, key["id"]).read_text("utf-8").count("BEGIN ENCRYPTED PRIVATE KEY") == 2

    assert key["id"] in run("list").stdout
    assert run("show", key["id"], "--public").stdout == key["public"] + "\n"
    assert str(key_file(environment, key["id"])) in run("show", key["id"]).stdout

    gone = run("destroy", key["id"], "--yes")
    assert gone.returncode == 0, gone.stderr
    assert "バックアップ" in gone.stderr
    assert not key_file(environment, key["id"]).exists()
    again = run("show", key["id"])
    assert (again.returncode, again.stdout) == (6, "")
    assert "keys.missing" in again.stderr


def test_a_signing_key_is_what_openssh_knows(run: Any) -> None:
    key = made(run, "--purpose", "sign")
    assert key["algorithm"] == "ed25519"
    assert key["public"].startswith("ssh-ed25519 AAAA")


def test_making_and_destroying_are_in_the_ledger_and_the_passphrase_is_not(
    run: Any, environment: dict[str, str]
) -> None:
    ident = made(run, "--algorithm", "p256")["id"]
    assert run("destroy", ident, "--yes").returncode == 0
    home = Path(environment["SAFEHANDLE_HOME"])
    everything = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    for expected in (b"key-new", b"key-destroy", ident.encode()):
        assert expected in everything
    assert PASSPHRASE.encode() not in everything


def test_destroying_asks_and_without_a_terminal_destroys_nothing(run: Any, environment: dict[str, str]) -> None:
    ident = made(run, "--algorithm", "p256")["id"]
    asked = run("destroy", ident)
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    assert key_file(environment, ident).exists()


def test_each_wrong_way_to_make_a_key_has_its_exit_code(run: Any, tmp_path: Path, environment: dict[str, str]) -> None:
    assert run("new").returncode == 2  # no terminal to ask on
    assert run("new", "--keyring", "--password-file", "pw").returncode == 2
    assert run("new", "--algorithm", "ed25519", "--purpose", "seal", "--password-file", "pw").returncode == 2
    assert run("show", "../../etc/passwd").returncode == 2
    (tmp_path / "pw").chmod(0o644)
    open_to_all = run("new", "--password-file", "pw")
    assert open_to_all.returncode == 5
    assert "keys.file-mode" in open_to_all.stderr
    refused = run("new", "--keyring", PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert refused.returncode == 5
    assert "keys.keyring-absent" in refused.stderr
    assert not Path(environment["SAFEHANDLE_HOME"], "keys").exists()


def test_a_keyring_in_plain_text_is_refused_by_its_name(run: Any) -> None:
    pytest.importorskip("keyrings.alt", reason="keyrings.alt is not installed")
    refused = run("new", "--keyring", PYTHON_KEYRING_BACKEND="keyrings.alt.file.PlaintextKeyring")
    assert refused.returncode == 5
    assert "keyrings.alt.file.PlaintextKeyring" in refused.stderr


@pytest.mark.skipif(os.name == "nt", reason="descriptors are inherited differently on Windows")
def test_a_passphrase_through_a_descriptor_and_from_a_command(run: Any) -> None:
    command = f"{sys.executable} -c 'print(\"{PASSPHRASE}\")'"
    done = run("new", "--algorithm", "p256", "--password-command", command)
    assert done.returncode == 0, done.stderr
    closed = run("new", "--algorithm", "p256", "--password-fd", "9")
    assert closed.returncode == 5
    assert "keys.descriptor-closed" in closed.stderr


def test_english_is_spoken_on_request(run: Any) -> None:
    done = run("show", "0" * 20, "--lang", "en")
    assert done.stderr.startswith("safehandle: error: key 00000000000000000000 is not on this machine")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are made differently on Windows")
def test_at_a_terminal_it_asks_twice_and_shows_nothing(environment: dict[str, str]) -> None:
    arguments = ["new", "--algorithm", "p256"]
    code, shown = at_a_terminal(arguments, environment, [PASSPHRASE, PASSPHRASE])
    assert code == 0, shown
    assert PASSPHRASE not in shown
    code, shown = at_a_terminal(arguments, environment, [PASSPHRASE, "another"])
    assert code == 5
    assert "keys.passwords-differ" in shown


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are made differently on Windows")
def test_at_a_terminal_only_a_yes_destroys(run: Any, environment: dict[str, str]) -> None:
    ident = made(run, "--algorithm", "p256")["id"]
    for answer in ("", "n", "maybe"):
        code, shown = at_a_terminal(["destroy", ident], environment, [answer])
        assert (code, "usage.declined" in shown) == (2, True)
        assert key_file(environment, ident).exists()
    code, shown = at_a_terminal(["destroy", ident], environment, ["y"])
    assert code == 0, shown
    assert not key_file(environment, ident).exists()
