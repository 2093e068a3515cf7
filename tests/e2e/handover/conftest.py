"""A contract with a recipient, something to hand over, and the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.running import Completed, Run, safehandle

PASSWORD = "correct horse battery Staple 2026"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "pw").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "pw").chmod(0o600)
    (tmp_path / "納品物").mkdir()
    (tmp_path / "納品物" / "住民一覧.csv").write_text("宛名番号,氏名\n1,見本\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(work: Path, environment: dict[str, str]) -> Run:
    def go(*arguments: str, code: int = 0, **more: str) -> Completed:
        return safehandle(*arguments, folder=work, environment=environment | more, code=code)

    return go


@pytest.fixture
def contract(run: Run, environment: dict[str, str]) -> Callable[[str], None]:
    """Make a contract under a profile, with its manager acting and one recipient, and stay in it."""

    def make(profile: str) -> None:
        names = ("--title", "納税通知書の作成", "--client", "つくば市", "--contractor", "株式会社さくら印刷")
        period = ("--from", "2026-01-01", "--to", "2099-03-31")
        run("init", "契約", "--profile", profile, *names, *period, "--password-file", "pw")
        environment["SAFEHANDLE_CONTRACT"] = "契約"
        run("recipient", "add", "juki", "--name", "税務課 山﨑 次郎", "--route", "mail")
        (me,) = json.loads(run("person", "list", "--json").stdout)["person"]
        run("person", "edit", me["ident"], "--educated", "2026-01-01", "--pledged", "2026-01-01")

    return make


@pytest.fixture
def recorded(run: Run) -> Callable[[], list[dict[str, Any]]]:
    def read() -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = json.loads(run("ledger", "show", "--all", "--json").stdout)["entries"]
        return entries

    return read
