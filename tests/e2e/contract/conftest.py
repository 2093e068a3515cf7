"""A working folder with a contract folder in it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from safehandle import KeyStore, Secret, found_contract


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFEHANDLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFEHANDLE_LANG", "en")
    monkeypatch.delenv("SAFEHANDLE_CONTRACT", raising=False)
    monkeypatch.delenv("SAFEHANDLE_AS", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pw").write_text("correct horse battery staple\n")
    (tmp_path / "pw").chmod(0o600)
    return tmp_path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Contract folders by profile, each made once: making keys takes most of a second."""
    folder = tmp_path_factory.mktemp("made")
    store = KeyStore(folder / "keys")
    passphrase = Secret("correct horse battery staple")
    for profile in ("baseline", "nerima-2025-12"):
        period = {"from": date(2026, 4, 1), "until": date(2099, 3, 31)}
        values: dict[str, str | date | None] = {"id": "k", "profile": profile, **period}
        found_contract(folder / profile, values, founder={}, store=store, passphrase=passphrase)
    return {profile: folder / profile for profile in ("baseline", "nerima-2025-12")}


@pytest.fixture
def ready(work: Path, made: dict[str, Path]) -> Path:
    """A working folder with the contract folder ``k`` in it, under the baseline profile."""
    shutil.copytree(made["baseline"], work / "k")
    return work


@pytest.fixture
def nerima(work: Path, made: dict[str, Path]) -> Path:
    """The same under Nerima's clauses."""
    shutil.copytree(made["nerima-2025-12"], work / "k")
    return work
