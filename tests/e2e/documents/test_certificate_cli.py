"""The whole way of a certificate at the command line: erase, hand out a checkpoint, validate, issue, check."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.running import safehandle


class Shell:
    """A vendor's terminal inside the contract folder."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment

    def run(self, *arguments: str | Path, code: int = 0) -> dict[str, Any]:
        done = safehandle(*arguments, "--json", folder=self.folder, environment=self.environment, code=code)
        data: dict[str, Any] = json.loads(done.stdout)
        return data


@pytest.fixture
def shell(tmp_path: Path, environment: dict[str, str]) -> Shell:
    password = tmp_path / "pw"
    password.write_text("correct horse battery staple 7\n", encoding="utf-8")
    password.chmod(0o600)
    outside = Shell(tmp_path, environment)
    outside.run("init", "juki", "--profile", "baseline", "--id", "8-1123", "--client", "みなと市",
                "--contractor", "さくら印刷", "--title", "印刷業務", "--manager", "佐藤 花子",
                "--password-file", password)  # fmt: skip
    inside = Shell(tmp_path / "juki", environment)
    inside.run("person", "add", "yoshida", "--name", "𠮷田 太郎", "--role", "handler", "--affiliation", "製造部")
    return inside


def test_from_the_erasure_to_the_citys_verdict(shell: Shell) -> None:
    work = shell.folder.parent
    (work / "data").mkdir()
    (work / "data" / "住民.csv").write_text("1,佐藤\n", encoding="utf-8")
    wiped = shell.run("wipe", work / "data", "--as", "yoshida", "--level", "deleted", "--accept-residuals", "--yes")
    entry = str(wiped["entry"])
    issue = ("report", "certificate", entry, "--signer", work / "sign.p12", "--password-file", work / "pw")

    # Nothing is issued before a checkpoint was handed out, nor over the operator's own work.
    shell.run("report", "signer", "-o", work / "sign.p12", "--password-file", work / "pw")
    early = shell.run(*issue, "--accept", "-o", work / "c.pdf", code=6)
    assert early["error"]["code"] == "ledger.no-checkpoint"
    shell.run(
        "ledger", "checkpoint", "--to", "みなと市", "--password-file", work / "pw", "-o", work / "held.checkpoint"
    )
    own = shell.run(*issue, "--accept", "-o", work / "c.pdf", "--as", "yoshida", code=9)
    assert own["error"]["code"] == "certificate.not-certifiable"
    assert not (work / "c.pdf").exists()

    made = shell.run(*issue, "--accept", "-o", work / "c.pdf", "--to", "みなと市長 様", "--place", "第二作業所")
    assert (made["standing"], made["number"][-5:]) == ("certificate", "-0001")

    # The city has the PDF, the checkpoint, the fingerprint and the ledger's public key; no ledger, no network.
    key = tomllib.loads((shell.folder / "contract.toml").read_text("utf-8"))["keys"]["ledger"]
    city = Shell(work, shell.environment)
    trust = ("--key", made["fingerprint"], "--key", key, "--checkpoint", work / "held.checkpoint")
    (verdict,) = city.run("verify", work / "c.pdf", *trust)["things"]
    assert (verdict["holds"], verdict["verdict"], verdict["number"]) == (True, "valid", made["number"])
    assert "#" in verdict["ledger"]

    # Whoever stands in the contract's folder learns that it was revoked; the city needs to be told.
    shell.run("report", "revoke", made["number"], "--reason", "媒体の取り違え")
    (void,) = shell.run("verify", work / "c.pdf", *trust, code=4)["things"]
    assert void["code"] == "documents.certificate-void"

    content = (work / "c.pdf").read_bytes()
    (work / "c.pdf").write_bytes(content.replace(b"%PDF-1.7", b"%PDF-1.6"))
    (forged,) = city.run("verify", work / "c.pdf", *trust, code=4)["things"]
    assert forged["code"] == "documents.certificate-altered"

    # The record of disposals shows it from then on, and a refused second use of the number leaves no trace on disk.
    shell.run("report", "register", "disposals", "-o", work / "廃棄.json")
    (row,) = json.loads((work / "廃棄.json").read_text("utf-8"))["rows"]
    assert row["cells"][-1] == made["number"]
    again = shell.run(*issue, "--accept", "-o", work / "d.pdf", "--number", made["number"], code=2)
    assert again["error"]["code"] == "certificate.number-used"
    assert not (work / "d.pdf").exists()
