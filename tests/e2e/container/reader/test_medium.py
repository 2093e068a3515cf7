"""What lies on the USB stick: everything that a person with only a browser needs, and no more."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .test_opening import choose, enter

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "correct horse battery Staple 2026"


def run(work: Path, environment: dict[str, str], *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "safehandle", *arguments]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done


@pytest.fixture
def work(tmp_path: Path, bag: Path) -> Path:
    (bag / "乱数.bin").write_bytes(hashlib.shake_128(b"parts").digest(700_000))
    password = tmp_path / "pw"
    password.write_text(PASSWORD, encoding="utf-8")
    password.chmod(0o600)
    return tmp_path


def test_the_medium_opens_in_the_browser_that_it_brings(tab: Page, work: Path, environment: dict[str, str]) -> None:
    medium = ("--password-file", "pw", "--medium", "usb", "--split", "300KB")
    shown = json.loads(run(work, environment, "encrypt", "納品物", "-o", "out.shc", *medium, "--json").stdout)
    usb = work / "usb"
    names = sorted(path.name for path in usb.iterdir())
    parts = [name for name in names if name.startswith("data.shc.")]
    assert len(parts) > 3
    assert set(names) - set(parts) == {"reader.html", "はじめにお読みください.txt", "開封手順.pdf"}
    assert b"".join((usb / part).read_bytes() for part in parts) == (work / "out.shc").read_bytes()
    tab.goto((usb / "reader.html").as_uri())
    choose(tab, *(usb / part for part in parts))
    tab.wait_for_selector("#step-compare:not([hidden])")
    assert tab.inner_text("#number") == shown["number"]
    enter(tab, PASSWORD)
    assert tab.is_visible("#step-save")


def test_paper_and_note_say_what_lies_there(work: Path, environment: dict[str, str]) -> None:
    shown = json.loads(
        run(
            work,
            environment,
            "encrypt",
            "納品物",
            "-o",
            "out.shc",
            "--password-file",
            "pw",
            "--medium",
            "usb",
            "--json",
        ).stdout
    )
    usb = work / "usb"
    note = (usb / "はじめにお読みください.txt").read_bytes().decode("cp932")
    assert shown["number"] in note
    assert "data.shc" in note
    assert PASSWORD not in note
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    text = subprocess.run(
        ["pdftotext", "-layout", usb / "開封手順.pdf", "-"], capture_output=True, text=True, check=True
    )
    paper = re.sub(r"\s", "", text.stdout)
    assert shown["number"] in paper
    for name in ("data.shc", "reader.html"):
        assert hashlib.sha256((usb / name).read_bytes()).hexdigest() in paper


def test_what_cannot_be_laid_out_is_refused(work: Path, environment: dict[str, str]) -> None:
    some = ("encrypt", "納品物", "-o", "out.shc", "--password-file", "pw")
    run(work, environment, *some, "--split", "3MB", code=2)
    for size in ("10", "3 apples", "-1"):
        run(work, environment, *some, "--medium", "usb", "--split", size, code=2)
    assert not (work / "out.shc").exists()
    run(work, environment, *some, "--medium", "usb", "--split", "5GB", code=2)
    assert not (work / "usb").exists()


def test_a_page_with_the_container_inside_is_only_for_who_agreed(
    tab: Page, work: Path, environment: dict[str, str]
) -> None:
    names = ("--title", "試験", "--client", "区", "--contractor", "社")
    run(work, environment, "init", "契約", "--profile", "baseline", *names, "--password-file", "pw")
    contract = ("--contract", "契約")
    run(work, environment, "recipient", "add", "juki", "--name", "区民課", *contract)
    some = ("encrypt", "納品物", "-o", "out.shc", "--password-file", "pw", "--to", "juki", "--html", *contract)
    refused = run(work, environment, *some, code=3)
    assert "policy.html-not-agreed" in refused.stderr
    assert not (work / "out.shc").exists()
    run(work, environment, "recipient", "edit", "juki", "--html-agreed", "2026-01-01", *contract)
    made = run(work, environment, *some)
    assert "reader.html" in made.stderr, "what to do where HTML does not arrive"
    tab.goto((work / "out.html").as_uri())
    tab.wait_for_selector("#step-compare:not([hidden])")
    enter(tab, PASSWORD)
    assert tab.locator("#files tr").count() == 5


def test_what_is_sealed_to_a_key_cannot_go_into_a_page_and_is_not_sealed_for_it(
    work: Path, environment: dict[str, str]
) -> None:
    run(work, environment, "init", "契約", "--profile", "baseline", "--client", "区", "--password-file", "pw")
    done = run(
        work,
        environment,
        "encrypt",
        "納品物",
        "-o",
        "out.shc",
        "--to",
        "contract",
        "--html",
        "--contract",
        "契約",
        code=2,
    )
    assert "reader.needs-password" in done.stderr
    assert not (work / "out.shc").exists()
    assert not (work / "out.html").exists()


def test_the_receipt_that_comes_back_is_verified_against_the_ledger(
    tab: Page, work: Path, environment: dict[str, str]
) -> None:
    run(work, environment, "encrypt", "納品物", "-o", "out.shc", "--password-file", "pw")
    choose(tab, work / "out.shc")
    tab.wait_for_selector("#step-compare:not([hidden])")
    enter(tab, PASSWORD)
    tab.check("#saved")
    with tab.expect_download() as download:
        tab.click("#save-receipt")
    download.value.save_as(work / "receipt.json")
    (shown,) = json.loads(run(work, environment, "verify", "receipt.json", "--json").stdout)["things"]
    assert (shown["kind"], shown["holds"], shown["code_checked"]) == ("page-receipt", True, False)
    assert "未確認" in run(work, environment, "verify", "receipt.json").stdout
    secret = ("--container", "out.shc", "--password-file")
    (shown,) = json.loads(run(work, environment, "verify", "receipt.json", *secret, "pw", "--json").stdout)["things"]
    assert shown["code_checked"] is True
    recorded = json.loads(run(work, environment, "ledger", "show", "--json").stdout)
    assert '"code_checked": true' in json.dumps(recorded)
    assert PASSWORD not in json.dumps(recorded)
    (work / "wrong").write_text("another one that is long enough 8", encoding="utf-8")
    (work / "wrong").chmod(0o600)
    run(work, environment, "verify", "receipt.json", *secret, "wrong", code=5)
    run(work, environment, "verify", "receipt.json", "--password-file", "pw", code=2)
    text = (work / "receipt.json").read_text(encoding="utf-8")
    changes = {
        "unknown": ('"identity": "..', '"identity": "00'),
        "differs": ('"files": 5', '"files": 4'),
        "code": ('"by": ".*"', '"by": "別人"'),
    }
    for name, (old, new) in changes.items():
        (work / "other.json").write_text(re.sub(old, new, text), encoding="utf-8")
        assert (work / "other.json").read_text(encoding="utf-8") != text
        told = run(work, environment, "verify", "other.json", *secret, "pw", code=4).stderr
        assert f"reader.receipt-{name}" in told
    run(work, environment, "encrypt", "納品物", "-o", "second.shc", "--password-file", "pw")
    other = run(work, environment, "verify", "receipt.json", "--container", "second.shc", *secret[2:], "pw", code=4)
    assert "reader.receipt-other-container" in other.stderr
