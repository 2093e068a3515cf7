"""A contract folder under Nerima's clauses, with a manager who may act and a file to act on."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from safehandle import KeyStore, Secret, found_contract
from safehandle.cli.program import run

Called = Callable[..., Any]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: making keys takes most of a second."""
    folder = tmp_path_factory.mktemp("founded")
    names = {"client": "練馬区", "contractor": "株式会社さくら"}
    period = {"from": date(2026, 4, 1), "until": date(2099, 3, 31)}
    values: dict[str, str | date | None] = {"id": "k", "profile": "nerima-2025-12", **names, **period}
    manager = {"id": "suzuki", "name": "鈴木 花子"}
    store, passphrase = KeyStore(folder / "keys"), Secret("correct horse battery staple")
    found_contract(folder / "k", values, founder=manager, store=store, passphrase=passphrase)
    return folder / "k"


@pytest.fixture
def work(tmp_path: Path, founded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFEHANDLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFEHANDLE_LANG", "ja")
    monkeypatch.setenv("SAFEHANDLE_AS", "suzuki")
    monkeypatch.setenv("SAFEHANDLE_CONTRACT", "k")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(founded, tmp_path / "k")
    (tmp_path / "pw").write_text("correct horse battery staple\n")
    (tmp_path / "pw").chmod(0o600)
    (tmp_path / "住民.csv").write_text("番号,氏名\n1,練馬 太郎\n", "utf-8")
    return tmp_path


@pytest.fixture
def called(work: Path, capsys: pytest.CaptureFixture[str]) -> Called:
    """Run a command that succeeds; what it prints with ``--json``."""

    def call(*arguments: str) -> Any:
        capsys.readouterr()
        assert run([*arguments, "--json"]) == 0, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    return call
