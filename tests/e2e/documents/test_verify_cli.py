"""``safehandle verify`` over registers and certificates, as a process."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.running import Completed, safehandle
from tests.unit.documents.erasures import BROKEN, CERTIFICATE, FILES, MEDIUM

from safehandle.documents import load_signer, make_signer, render_certificate, sign_pdf
from safehandle.keys import generate
from safehandle.keys.kinds import ED25519
from safehandle.ledger import Entry, Proof, open_ledger
from safehandle.model import Decision, Done, Fact, Intent, Plan

NOW = datetime.now(UTC)


def run(work: Path, environment: dict[str, str], *arguments: str) -> Completed:
    return safehandle(*arguments, folder=work, environment=environment, code=None)


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "html"])
def test_a_register_is_recognised_and_compared(tmp_path: Path, environment: dict[str, str], form: str) -> None:
    (tmp_path / "住民一覧.txt").write_text("x", encoding="utf-8")
    (tmp_path / "pw").write_text("correct horse battery staple 7\n", encoding="utf-8")
    (tmp_path / "pw").chmod(0o600)
    run(tmp_path, environment, "encrypt", "住民一覧.txt", "-o", "out.shc", "--password-file", "pw")
    name = f"操作記録.{form}"
    assert run(tmp_path, environment, "report", "register", "operations", "-o", name).returncode == 0
    good = run(tmp_path, environment, "verify", name)
    assert (good.returncode, good.stderr) == (0, "")
    assert "1 行が台帳(記録 2 件の時点)と一致しました" in good.stdout
    if form == "xlsx":
        return
    path = tmp_path / name
    path.write_text(path.read_text("utf-8-sig").replace("住民一覧.txt", "献立表.txt"), encoding="utf-8-sig")
    if form != "csv":
        path.write_text(path.read_text("utf-8-sig"), encoding="utf-8")
    bad = run(tmp_path, environment, "verify", name, "--json")
    (thing,) = json.loads(bad.stdout)["things"]
    assert bad.returncode == 4
    assert thing["code"] == "documents.register-differs"
    assert thing["differences"] == [
        {"kind": "cell", "number": "0", "column": "対象", "expected": "住民一覧.txt", "found": "献立表.txt"}
    ]


class Vendor:
    """A vendor with a ledger that holds an erasure, a ledger key, and a signing certificate."""

    def __init__(self, folder: Path, *reports: Fact) -> None:
        self.folder = folder
        self.key = generate(ED25519)
        self.signer = load_signer(make_signer("さくら", b"pass", NOW), b"pass")
        self.ledger = open_ledger(folder / "ledger.db", "sakura/minato/8-1123", create=True)
        plan = Plan(verb="wipe", contract="8-1123", actor="yoshida", at=NOW, nonce="0" * 32, facts=())
        intent = self.ledger.append(Intent(plan=plan, decision=Decision(profile="baseline", findings=())))
        self.entry = self.ledger.append(Done(intent=intent, facts=reports))

    def issue(self, name: str, **changed: object) -> None:
        inclusion = self.ledger.prove(self.entry)
        note = inclusion.checkpoint.sign(self.key)
        proof = Proof(Entry(self.entry, inclusion.entry.body), inclusion.path, note).encode()
        certificate = replace(CERTIFICATE, entries=(self.entry,), **changed)  # type: ignore[arg-type]
        pdf = render_certificate(certificate, proofs=[proof])
        (self.folder / name).write_bytes(sign_pdf(pdf, self.signer, reason="発行", at=NOW))

    @property
    def keys(self) -> tuple[str, ...]:
        return "--key", self.signer.fingerprint, "--key", self.key.public.encode()


def test_a_certificate_gets_one_verdict(tmp_path: Path, environment: dict[str, str]) -> None:
    vendor = Vendor(tmp_path, MEDIUM, FILES)
    vendor.issue("証明書.pdf")
    good = run(tmp_path, environment, "verify", "証明書.pdf", *vendor.keys)
    assert (good.returncode, good.stderr) == (0, "")
    assert "検証しました: 証明書.pdf" in good.stdout
    assert "記録 #1 と一致(照合点 2 件)" in good.stdout
    stranger = run(tmp_path, environment, "verify", "証明書.pdf")
    assert stranger.returncode == 4
    assert "documents.certificate-unknown-signer" in stranger.stderr
    assert vendor.signer.fingerprint in stranger.stderr


def test_a_certificate_that_says_more_than_the_ledger_is_refused(tmp_path: Path, environment: dict[str, str]) -> None:
    vendor = Vendor(tmp_path, MEDIUM)
    vendor.issue("証明書.pdf", reports=(replace(MEDIUM, property_number="M-015"),))
    bad = run(tmp_path, environment, "verify", "証明書.pdf", *vendor.keys)
    assert bad.returncode == 4
    assert "documents.certificate-not-in-ledger" in bad.stderr


def test_a_proof_by_another_ledger_key_is_refused(tmp_path: Path, environment: dict[str, str]) -> None:
    vendor = Vendor(tmp_path, MEDIUM)
    vendor.issue("証明書.pdf", reports=(MEDIUM,))
    other = generate(ED25519).public.encode()
    bad = run(tmp_path, environment, "verify", "証明書.pdf", "--key", vendor.signer.fingerprint, "--key", other)
    assert bad.returncode == 4


def test_a_signed_record_of_failure_is_no_certificate(tmp_path: Path, environment: dict[str, str]) -> None:
    vendor = Vendor(tmp_path, BROKEN)
    vendor.issue("記録.pdf", reports=(BROKEN,))
    bad = run(tmp_path, environment, "verify", "記録.pdf", *vendor.keys, "--lang", "en")
    assert bad.returncode == 4
    assert "documents.certificate-not-a-certificate" in bad.stderr
