"""受渡票: made for what the ledger knows, judged, accepted once, and shown in the lists."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.running import Run

Contract = Callable[[str], None]
Recorded = Callable[[], list[dict[str, Any]]]


def paper(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s", "", text)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_medium_is_handed_over_and_accepted(work: Path, run: Run, contract: Contract, recorded: Recorded) -> None:
    contract("baseline")
    run("encrypt", "納品物", "-o", "out.shc", "--to", "juki", "--password-file", "pw", "--medium", "usb")
    way = ("--route", "post", "--tracking", "1234-5678", "--medium", "U-07", "-o", "slip.pdf")
    made = json.loads(run("handover", "new", "usb", "--to", "juki", *way, "--json").stdout)
    assert stat.S_IMODE((work / "slip.pdf").stat().st_mode) == 0o600
    assert made["sha256"] == sha256(work / "slip.pdf")
    text = paper(work / "slip.pdf")
    for name in ("data.shc", "reader.html", "開封手順.pdf"):
        assert sha256(work / "usb" / name) in text
    for words in ("株式会社さくら印刷", "つくば市", "山﨑次郎", "個人情報", "U-07", "1234-5678", "郵送", "受領の確認"):
        assert words in text
    assert "1件" in text, "what is inside is known from the entry that sealed it"
    (work / "signed.pdf").write_bytes(b"scan")
    run("handover", "accept", made["number"], "--by", "税務課 田中", "--paper", "signed.pdf")
    (listed,) = json.loads(run("handover", "list", "--json").stdout)["handovers"]
    assert (listed["state"], listed["accepted"]["by"]) == ("accepted", "税務課 田中")
    assert listed["accepted"]["paper"] == sha256(work / "signed.pdf")
    assert "handover.accepted" in run("handover", "accept", made["number"], code=2).stderr
    run("report", "register", "shipments", "-o", "register.csv")
    (row,) = [line for line in (work / "register.csv").read_text("utf-8-sig").splitlines() if "U-07" in line]
    assert "受領 (" in row
    assert "納品・郵送" in row
    verbs = [entry["record"]["plan"]["verb"] for entry in recorded() if entry["kind"] == "intent"]
    assert verbs[-3:] == ["handover-new", "handover-accept", "report"]


def test_a_container_and_an_archive_are_found_by_their_file(work: Path, run: Run, contract: Contract) -> None:
    contract("baseline")
    run("encrypt", "納品物", "-o", "out.shc", "--to", "juki", "--password-file", "pw")
    run("pack", "納品物", "-o", "out.zip", "--to", "juki", "--generate-password")
    for name in ("out.shc", "out.zip"):
        run("handover", "new", name, "--to", "juki", "-o", f"{name}.pdf")
        assert sha256(work / name) in paper(work / f"{name}.pdf")
        assert "暗号化済" in paper(work / f"{name}.pdf")
    listed = json.loads(run("handover", "list", "--json").stdout)["handovers"]
    assert [one["number"] for one in listed] == ["H-1", "H-2"]
    assert {one["state"] for one in listed} == {"open"}
    assert {one["route"] for one in listed} == {"mail"}, "as the recipient is registered"


def test_what_was_altered_or_never_made_here_is_refused(work: Path, run: Run, contract: Contract) -> None:
    contract("baseline")
    run("encrypt", "納品物", "-o", "out.shc", "--to", "juki", "--password-file", "pw", "--medium", "usb")
    give = ("--to", "juki", "-o", "slip.pdf")
    with (work / "usb" / "reader.html").open("ab") as page:
        page.write(b"<script>")
    assert "handover.differs" in run("handover", "new", "usb", *give, code=4).stderr
    with (work / "out.shc").open("ab") as file:
        file.write(b"x")
    run("handover", "new", "out.shc", *give, code=6)
    (work / "other.zip").write_bytes(b"PK\x03\x04")
    assert "handover.not-recorded" in run("handover", "new", "other.zip", *give, code=6).stderr
    assert "handover.nothing-made" in run("handover", "new", "--entry", "0", *give, code=6).stderr
    assert "handover.what" in run("handover", "new", *give, code=2).stderr
    assert "handover.unknown" in run("handover", "accept", "H-9", code=2).stderr
    assert not (work / "slip.pdf").exists()


def test_a_sheet_that_is_not_confirmed_in_time_is_overdue(run: Run, contract: Contract) -> None:
    contract("baseline")
    run("encrypt", "納品物", "-o", "out.shc", "--to", "juki", "--password-file", "pw")
    run("handover", "new", "out.shc", "--to", "juki", "-o", "slip.pdf", "--due", "2026-01-31")
    assert json.loads(run("handover", "list", "--json").stdout)["handovers"][0]["state"] == "overdue"
    assert "期限超過" in run("handover", "list").stdout
    assert "handover.before" in run("handover", "accept", "H-1", "--at", "2026-01-01T10:00", code=2).stderr
    assert "handover.future" in run("handover", "accept", "H-1", "--at", "2199-01-01T10:00", code=2).stderr
    run("handover", "accept", "H-1", "--at", "tomorrow", code=2)


def test_only_the_manager_and_the_named_staff_hand_over_in_kawasaki(work: Path, run: Run, contract: Contract) -> None:
    contract("kawasaki")
    run("encrypt", "納品物", "-o", "out.shc", "--to", "juki", "--password-file", "pw")
    refused = run("handover", "new", "out.shc", "--to", "somebody", "-o", "slip.pdf", code=3)
    assert "第12条" in refused.stderr
    assert "policy.handover-theirs" in refused.stderr
    assert not (work / "slip.pdf").exists()
    run("handover", "new", "out.shc", "--to", "juki", "-o", "slip.pdf")


def test_the_receipt_of_the_page_shows_in_the_register_for_what_was_handed_over(
    work: Path, run: Run, contract: Contract
) -> None:
    from safehandle.container import PasswordIdentity, unlock
    from safehandle.container.reader.receipt import read_page_receipt, receipt_code

    contract("baseline")
    made = json.loads(
        run("encrypt", "納品物", "-o", "out.shc", "--to", "juki", "--password-file", "pw", "--json").stdout
    )
    run("handover", "new", "out.shc", "--to", "juki", "-o", "slip.pdf")
    with (work / "out.shc").open("rb") as file:
        key = unlock(file, [PasswordIdentity((work / "pw").read_text())])
    shown = json.loads(run("ledger", "show", str(made["entry"] + 1), "--json").stdout)
    (manifest,) = [one for one in _facts(shown) if one.get("role") == "manifest"]
    receipt: dict[str, Any] = {
        "kind": "safehandle.receipt/1",
        "identity": made["identity"],
        "number": made["number"],
        "manifest": manifest["sha256"],
        "files": manifest["files"],
        "size": manifest["size"],
        "opened": "2026-11-21T11:55:09+09:00",
        "paper": "same",
        "by": "税務課",
        "reader": "0.1.0",
        "code": "",
    }
    receipt["code"] = receipt_code(read_page_receipt(json.dumps(receipt).encode()), key)
    (work / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    checked = run("verify", "receipt.json", "--container", "out.shc", "--password-file", "pw").stdout
    assert "未確認" not in checked
    run("report", "register", "shipments", "-o", "register.csv")
    assert "開封 (" in (work / "register.csv").read_text("utf-8-sig")


def _facts(shown: dict[str, Any]) -> list[dict[str, Any]]:
    found = re.search(r'"facts": (\[.*?\n +\])', json.dumps(shown, indent=1), re.DOTALL)
    assert found is not None
    facts: list[dict[str, Any]] = json.loads(found[1])
    return facts


def test_what_was_sent_is_listed_from_its_papers_and_counts_once_in_the_register(
    work: Path, run: Run, contract: Contract
) -> None:
    contract("baseline")
    made = json.loads(run("key", "new", "--purpose", "sign", "--password-file", "pw", "--json").stdout)
    (me,) = json.loads(run("person", "list", "--json").stdout)["person"]
    run("person", "edit", me["ident"], "--key", made["public"])
    (work / "drop").mkdir()
    run("place", "add", "drop", "--name", "市", "--kind", "folder", "--url", (work / "drop").as_uri())
    some = ("send", "納品物", "--to", "drop", "--recipient", "juki", "--name", "d1", "--password-file", "pw")
    sent = json.loads(run(*some, "--generate-password", "--json").stdout)
    run("handover", "new", "--entry", str(sent["entry"]), "--to", "juki", "-o", "slip.pdf")
    (container,) = (work / "drop" / "d1").glob("*.shc")
    text = paper(work / "slip.pdf")
    assert sha256(container) in text
    assert "個人情報" in text
    run("report", "register", "shipments", "-o", "register.csv")
    rows = (work / "register.csv").read_text("utf-8-sig").splitlines()
    assert len([row for row in rows if "d1" in row]) == 1
    assert len(rows) == 3, "a heading, one shipment, the statement"
    papers = next((work / "契約").rglob("ukewatashi.json"))
    papers.chmod(0o600)
    papers.write_bytes(papers.read_bytes() + b" ")
    refused = run("handover", "new", "--entry", str(sent["entry"]), "--to", "juki", "-o", "other.pdf", code=4)
    assert "handover.differs" in refused.stderr
