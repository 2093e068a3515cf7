"""パスワード通知書: the password is on the paper and nowhere else."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.handover.conftest import PASSWORD
from tests.running import Run

Contract = Callable[[str], None]
SHEET = ("--password-sheet", "notice.pdf", "--password-route", "post")
GENERATED = re.compile(r"(?:[2-9A-Z]{4}-){5}[2-9A-Z]{4}")


def paper(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def files_with(folder: Path, secret: str) -> list[str]:
    """The files below a folder that hold a secret as it is, in UTF-8 or UTF-16."""
    spellings = [secret.encode(), secret.encode("utf-16-le"), secret.replace("-", "").encode()]
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path.relative_to(folder)) for path in paths if any(one in path.read_bytes() for one in spellings)]


@pytest.mark.parametrize("command", ["encrypt", "pack"])
def test_a_generated_password_is_on_the_paper_and_nowhere_else(
    command: str, work: Path, run: Run, contract: Contract
) -> None:
    contract("baseline")
    (work / "tmp").mkdir()
    name = "out.shc" if command == "encrypt" else "out.zip"
    some = (command, "納品物", "-o", name, "--to", "juki", "--generate-password", *SHEET)
    done = run(*some, TMPDIR=str(work / "tmp"), XDG_CACHE_HOME=str(work / "cache"))
    assert stat.S_IMODE((work / "notice.pdf").stat().st_mode) == 0o600
    text = paper(work / "notice.pdf")
    for words in ("郵送", "山﨑 次郎", "様", name, "読み方"):
        assert words in text
    secret = next(found for found in GENERATED.findall(text) if found not in done.stdout)
    assert secret not in done.stdout + done.stderr
    assert files_with(work, secret) == [], "not even the paper holds it in the clear: PDF streams are compressed"
    shown = run("ledger", "show", "--all", "--json").stdout
    assert secret not in shown
    assert '"route": "post"' in shown
    (work / "secret").write_text(secret)
    (work / "secret").chmod(0o600)
    opens = "decrypt" if command == "encrypt" else "unpack"
    run(opens, name, "-d", "opened", "--password-file", "secret")
    assert (work / "opened" / "納品物" / "住民一覧.csv").exists()


def test_a_given_password_is_printed_with_its_reading(work: Path, run: Run, contract: Contract) -> None:
    contract("baseline")
    run("encrypt", "納品物", "-o", "out.shc", "--to", "juki", "--password-file", "pw", *SHEET)
    text = paper(work / "notice.pdf")
    assert PASSWORD in text
    assert "小シー・小オー・小アール" in text
    assert PASSWORD not in run("ledger", "show", "--all", "--json").stdout


def test_the_password_is_not_in_the_process_while_it_runs(work: Path, run: Run, environment: dict[str, str]) -> None:
    """No argument and no environment variable of any process below names it."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("needs /proc")
    import sys

    some = ["encrypt", "納品物", "-o", "out.shc", "--password-file", "pw", *SHEET]
    running = subprocess.Popen([sys.executable, "-m", "safehandle", *some], cwd=work, env=environment)
    seen = 0
    while running.poll() is None:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getpgid(int(folder.name)) != os.getpgid(running.pid):
                    continue
                told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
            except OSError:
                continue
            seen += str(running.pid) == folder.name
            assert PASSWORD.encode() not in told
    assert running.returncode == 0
    assert seen


def test_it_never_lies_on_the_medium(work: Path, run: Run) -> None:
    some = ("encrypt", "納品物", "-o", "out.shc", "--generate-password", "--medium", "usb", "--password-route", "post")
    (work / "link").symlink_to(work / "usb", target_is_directory=True)
    for place in ("usb/notice.pdf", "./usb/../usb/notice.pdf", "link/notice.pdf"):
        refused = run(*some, "--password-sheet", place, code=2)
        assert "notice.beside-data" in refused.stderr
        assert not GENERATED.search(refused.stderr)
    assert not (work / "out.shc").exists()
    assert not (work / "usb").exists()
    run(*some, "--password-sheet", "notice.pdf")
    assert sorted(path.name for path in (work / "usb").iterdir()) == [
        "data.shc",
        "reader.html",
        "はじめにお読みください.txt",
        "開封手順.pdf",
    ]


def test_the_route_differs_from_the_datas_where_the_clauses_say_so(work: Path, run: Run, contract: Contract) -> None:
    contract("kawasaki")
    some = ("encrypt", "納品物", "-o", "out.shc", "--to", "juki", "--generate-password", "--password-sheet", "n.pdf")
    for more in ((), ("--data-route", "mail")):
        refused = run(*some, "--password-route", "mail", *more, code=3)
        assert "第13条" in refused.stderr
        assert "policy.password-same-route" in refused.stderr
        assert not (work / "out.shc").exists()
        assert not (work / "n.pdf").exists()
    run(*some, "--password-route", "telephone")
    unknown = ("encrypt", "納品物", "-o", "other.shc", "--generate-password", "--password-sheet", "m.pdf")
    refused = run(*unknown, "--password-route", "post", code=3)
    assert "policy.nothing-to-judge" in refused.stderr
    assert not (work / "other.shc").exists()


def test_what_cannot_be_made_is_refused_before_anything_is_sealed(work: Path, run: Run) -> None:
    (work / "kana").write_text("パスワード長くて安全なもの", encoding="utf-8")
    (work / "kana").chmod(0o600)
    some = ("encrypt", "納品物", "-o", "out.shc")
    told = run(*some, "--password-file", "kana", *SHEET, code=6).stderr
    assert "documents.password-unprintable" in told
    assert "パスワード長くて" not in told
    (work / "notice.pdf").write_text("older")
    run(*some, "--password-file", "pw", *SHEET, code=7)
    run(*some, "--password-file", "pw", "--password-sheet", "n.pdf", code=2)
    run(*some, "--password-file", "pw", "--password-route", "post", code=2)
    assert not (work / "out.shc").exists()
    assert (work / "notice.pdf").read_text() == "older"


def test_a_password_is_not_lost_if_its_paper_cannot_be_made(work: Path, run: Run) -> None:
    some = ("encrypt", "納品物", "-o", "out.shc", "--generate-password")
    done = run(*some, "--password-sheet", "missing/notice.pdf", "--password-route", "post", code=7)
    found = GENERATED.search(done.stderr)
    assert found is not None
    (work / "secret").write_text(found[0])
    (work / "secret").chmod(0o600)
    run("decrypt", "out.shc", "-d", "opened", "--password-file", "secret")


RECEIPT = """
import dataclasses, json
import safehandle
from safehandle.container import PasswordIdentity, unlock
from safehandle.container.reader.receipt import KIND, PageReceipt, receipt_code
from safehandle.model import Artifact, Done

made = json.load(open("made.json"))
with safehandle.open_office(reading=True) as office:
    records = [entry.record for entry in office.ledger.entries()]
facts = [fact for record in records if isinstance(record, Done) for fact in record.facts if isinstance(fact, Artifact)]
(manifest,) = [fact for fact in facts if fact.role == "manifest"]
receipt = PageReceipt(
    identity=made["identity"], number=made["number"], manifest=manifest.sha256, files=manifest.files,
    size=manifest.size, opened="2026-11-21T11:55:09+09:00", paper="same", by="", reader="0", code="",
)
with open("out.shc", "rb") as file:
    key = unlock(file, [PasswordIdentity(safehandle.kept_password(made["number"]).text)])
whole = dataclasses.replace(receipt, code=receipt_code(receipt, key))
json.dump({"kind": KIND, **dataclasses.asdict(whole)}, open("receipt.json", "w"))
"""
HAS_SERVICE = all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon")))
SESSION = 'printf login | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'


@pytest.mark.skipif(not HAS_SERVICE, reason="dbus-run-session or gnome-keyring-daemon is not installed")
def test_a_kept_password_opens_from_the_keyring(work: Path, environment: dict[str, str]) -> None:
    import sys

    script = """
set -e
python=$1
$python -m safehandle encrypt 納品物 -o out.shc --generate-password --keep-password --json > made.json 2> told
number=$($python -c 'import json; print(json.load(open("made.json"))["number"])')
$python -m safehandle decrypt out.shc -d opened --password-keyring "container $number"
$python receipt.py
$python -m safehandle verify receipt.json --container out.shc --json > verdict.json
"""
    (work / "receipt.py").write_text(RECEIPT, encoding="utf-8")
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    own = environment | dict.fromkeys(names, environment["HOME"])
    own["PYTHON_KEYRING_BACKEND"] = "keyring.backends.SecretService.Keyring"
    command = ["dbus-run-session", "--", "sh", "-c", SESSION, "sh", "sh", "-c", script, "sh", sys.executable]
    done = subprocess.run(command, cwd=work, env=own, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (work / "opened" / "納品物" / "住民一覧.csv").exists()
    (verdict,) = json.loads((work / "verdict.json").read_text(encoding="utf-8"))["things"]
    assert verdict["code_checked"] is True, "without naming the password: the keyring has it"
    told = (work / "told").read_text(encoding="utf-8")
    number = json.loads((work / "made.json").read_text(encoding="utf-8"))["number"]
    assert number in told
    assert not [found for found in GENERATED.findall(told) if found != number]


def test_without_a_keyring_nothing_is_sealed(work: Path, run: Run) -> None:
    some = ("encrypt", "納品物", "-o", "out.shc", "--generate-password", "--keep-password")
    run(*some, code=5, PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    assert not (work / "out.shc").exists()
