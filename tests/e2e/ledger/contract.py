"""A contract with a signing key, and safehandle as a command in its folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PASSWORD = "invented-passphrase-for-tests-42"

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


def command(arguments: tuple[str, ...], code: int, cwd: Path, environment: dict[str, str]) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "safehandle", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a contract, its keys, and the file that holds their passphrase."""
    folder = tmp_path_factory.mktemp("founded")
    (folder / "pw").write_text(PASSWORD)
    (folder / "pw").chmod(0o600)
    environment = {"SAFEHANDLE_HOME": str(folder / "keys"), "LOGNAME": "sato", "PYTHONUTF8": "1"}
    arguments = ("--profile", "baseline", "--client", "川原市", "--contractor", "みどり情報", "--manager", "佐藤 花子")
    command(("init", "r8-tax", *arguments, "--password-file", "pw"), 0, folder, environment)
    return folder


@pytest.fixture
def run(founded: Path, tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run safehandle in a contract folder with a signing key: ``run(*arguments, code=0)``."""
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    environment["SAFEHANDLE_HOME"] = str(tmp_path / "keys")

    def call(*arguments: str, code: int = 0, cwd: Path = tmp_path / "r8-tax") -> Done:
        return command(arguments, code, cwd, environment)

    return call


def hand_out(run: Run, tmp_path: Path, name: str = "city.checkpoint") -> Path:
    output = tmp_path / name
    run("ledger", "checkpoint", "--to", "川原市情報政策課", "-o", str(output), "--password-file", str(tmp_path / "pw"))
    return output
