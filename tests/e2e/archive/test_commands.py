"""``pack`` and ``unpack`` as a handler uses them: judged, recorded, and open about what is not recommended."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    (folder / "納品物" / "資料").mkdir(parents=True)
    (folder / "納品物" / "住民一覧.csv").write_text("氏名,住所\n佐藤,桜台\n" * 500, encoding="utf-8")
    (folder / "納品物" / "資料" / "読む.txt").write_text("はじめに", encoding="utf-8")
    return folder


@pytest.fixture
def run(work: Path, environment: dict[str, str]) -> Run:
    def run(*arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "safehandle", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=work, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run


def password_file(work: Path, text: str, name: str = "pw") -> Path:
    path = work / name
    path.write_text(text + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_the_password_that_is_shown_opens_it_here_and_with_7zip(run: Run, work: Path) -> None:
    made = run("pack", "納品物", "-o", "out.zip")
    (password,) = re.findall(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){5}", made.stderr)
    assert password not in made.stdout
    assert (work / "out.zip").stat().st_mode & 0o777 == 0o600
    run("unpack", "out.zip", "-d", "受領", "--password-file", password_file(work, password))
    assert subprocess.run(["diff", "-r", work / "納品物", work / "受領" / "納品物"], check=False).returncode == 0
    if shutil.which("7zz") is None:
        pytest.skip("7zz is not installed")
    subprocess.run(["7zz", "x", f"-p{password}", "-o7z", "out.zip"], cwd=work, check=True, capture_output=True)
    assert subprocess.run(["diff", "-r", work / "納品物", work / "7z" / "納品物"], check=False).returncode == 0


def test_what_is_not_recommended_is_said_and_recorded(run: Run, environment: dict[str, str]) -> None:
    made = run("pack", "納品物", "-o", "out.zip", "--json")
    shown = json.loads(made.stdout)
    assert shown["not_recommended"] == ["PBKDF2-HMAC-SHA-1", "HMAC-SHA-1"]
    assert "PBKDF2-HMAC-SHA-1, HMAC-SHA-1" in made.stderr
    (path,) = Path(environment["SAFEHANDLE_HOME"]).rglob("ledger.db")
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT body, private FROM entry").fetchall()
    recorded = b"".join(part or b"" for row in rows for part in row).decode()
    assert "PBKDF2-HMAC-SHA-1" in recorded
    assert shown["manifest_sha256"] in recorded
    (password,) = re.findall(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){5}", made.stderr)
    assert password not in recorded
    assert "CRYPTREC" in run("pack", "納品物", "-o", "en.zip", "--lang", "en", "--quiet").stderr


def test_a_weak_password_is_refused_by_the_article(run: Run, work: Path) -> None:
    refused = run("pack", "納品物", "-o", "out.zip", "--password-file", password_file(work, "hello2026"), code=3)
    assert "第5条" in refused.stderr
    assert "hello2026" not in refused.stderr
    assert not (work / "out.zip").exists()


def test_a_wrong_password_and_a_damaged_file_are_told_apart(run: Run, work: Path) -> None:
    run("pack", "納品物", "-o", "out.zip", "--password-file", password_file(work, "x9" * 60))
    wrong = run("unpack", "out.zip", "-d", "受領", "--password-file", password_file(work, "other", "pw2"), code=5)
    assert "archive.wrong-password" in wrong.stderr
    raw = bytearray((work / "out.zip").read_bytes())
    raw[400] ^= 1
    (work / "out.zip").write_bytes(raw)
    damaged = run("unpack", "out.zip", "-d", "受領", "--password-file", "pw", code=4)
    assert "archive.altered" in damaged.stderr
    assert not (work / "受領").exists()


def test_hidden_names_and_outputs_that_exist(run: Run, work: Path) -> None:
    password_file(work, "x9" * 60)
    run("pack", "納品物", "-o", "h.zip", "--hide-names", "--password-file", "pw")
    assert "住民一覧".encode() not in (work / "h.zip").read_bytes()
    run("pack", "納品物", "-o", "h.zip", "--password-file", "pw", code=7)
    shown = json.loads(run("unpack", "h.zip", "-d", "受領", "--password-file", "pw", "--json").stdout)
    assert shown["names_hidden"]
    assert len(shown["files"]) == 2
    run("unpack", "h.zip", "-d", "受領", "--password-file", "pw", code=7)


def test_a_link_is_not_followed(run: Run, work: Path) -> None:
    (work / "納品物" / "link").symlink_to("/etc/passwd")
    run("pack", "納品物", "-o", "out.zip", code=6)
    assert not (work / "out.zip").exists()
    assert "納品物/link" in run("pack", "納品物", "-o", "out.zip", "--skip-special").stderr


def test_a_dry_run_names_the_algorithms_and_does_nothing(run: Run, work: Path) -> None:
    shown = run("pack", "納品物", "-o", "out.zip", "--dry-run")
    assert "HMAC-SHA-1" in shown.stdout
    assert not (work / "out.zip").exists()


def test_what_is_no_archive_asks_for_no_password(run: Run, work: Path) -> None:
    (work / "x.zip").write_bytes(b"not a zip")
    assert "archive.not-an-archive" in run("unpack", "x.zip", code=6).stderr


def test_what_was_approved_is_what_is_packed(run: Run, work: Path) -> None:
    password_file(work, "x9" * 60)
    run("pack", "納品物", "--plan-only", "-o", "plan.json", "--password-file", "pw")
    run("pack", "納品物", "-o", "out.zip", "--plan", "plan.json", "--password-file", "pw")
    (work / "納品物" / "資料" / "読む.txt").write_text("おわりに", encoding="utf-8")
    refused = run("pack", "納品物", "-o", "other.zip", "--plan", "plan.json", "--password-file", "pw", code=4)
    assert "plan.changed" in refused.stderr
    assert not (work / "other.zip").exists()


def test_the_class_that_was_said_is_recorded(run: Run, environment: dict[str, str], work: Path) -> None:
    password_file(work, "x9" * 60)
    run("pack", "納品物", "-o", "out.zip", "--class", "important", "--password-file", "pw")
    (path,) = Path(environment["SAFEHANDLE_HOME"]).rglob("ledger.db")
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT body FROM entry").fetchall()
    assert b'"data_class":"important"' in b"".join(body for (body,) in rows)
