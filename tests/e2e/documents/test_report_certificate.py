"""From an erasure in a real ledger to a signed certificate that a city checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.documents.erasures import BROKEN, FILES, MEDIUM

from safehandle.actions.report_certificate import CertificateRequest, IssueCertificate, void_since
from safehandle.actions.revoke_certificate import CertificateRevokeRequest, RevokeCertificate
from safehandle.actions.signer_new import SignerNew, SignerNewRequest
from safehandle.documents import Seal, Signer, Standing, Verdict, find_register, project, verify_certificate
from safehandle.errors import ErasureError, InputError, IntegrityError, SecretError, UsageError
from safehandle.keys import Secret, generate
from safehandle.keys.kinds import ED25519
from safehandle.ledger import Entry, Proof, open_ledger
from safehandle.model import (
    Artifact,
    Contract,
    Decision,
    Done,
    Fact,
    Failed,
    Intent,
    Permit,
    Person,
    Plan,
    Role,
)
from safehandle.model.reports import CertificateIssue

NOW = datetime.now(UTC)
CONTRACT = Contract(
    ident="8-1123",
    profile="baseline",
    title="住民税納税通知書 印刷業務",
    client="みなと市",
    contractor="さくら印刷",
    disposal_document="みなと税第77号",
    people=(
        Person(ident="yoshida", name="𠮷田 太郎", role=Role.HANDLER, affiliation="製造部"),
        Person(ident="sato", name="佐藤 花子", role=Role.MANAGER),
    ),
)


class Vendor:
    """A vendor's ledger and keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = open_ledger(folder / "ledger.db", "sakura/minato/8-1123", create=True)
        self.key = generate(ED25519)
        self.signer = self.make_signer(folder / "署名用.p12")

    def make_signer(self, path: Path) -> Signer:
        verb, request = SignerNew(CONTRACT), SignerNewRequest(output=path, passphrase=Secret("correct horse 7"))
        plan = self.plan("key-new", "sato", *verb.plan(request))
        return verb.run(request, plan, Permit(plan_digest=plan.digest(), intent=0)).signer

    def plan(self, verb: str, actor: str, *facts: Fact) -> Plan:
        return Plan(verb=verb, contract="8-1123", actor=actor, at=datetime.now(UTC), nonce="0" * 32, facts=facts)

    def intend(self, verb: str, actor: str, *facts: Fact) -> int:
        decision = Decision(profile="baseline", findings=())
        return self.ledger.append(Intent(plan=self.plan(verb, actor, *facts), decision=decision))

    def wipe(self, *reports: Fact) -> int:
        return self.ledger.append(Done(intent=self.intend("wipe", "yoshida"), facts=reports))

    def request(self, *entries: int, **more: object) -> CertificateRequest:
        state = self.ledger.head()
        note = state.sign(self.key)
        proofs = []
        for number in entries:
            inclusion = self.ledger.prove(number)
            proofs.append(Proof(Entry(number, inclusion.entry.body), inclusion.path, note).encode())
        given: dict[str, object] = {
            "entries": entries,
            "accepted": True,
            "output": self.folder / "証明書.pdf",
            "signer": self.signer,
            "seal": Seal(origin=state.origin, size=state.size, root=state.root.hex(), at=NOW, note=note),
            "proofs": tuple(proofs),
            "addressee": "みなと市長 様",
            "place": "第二作業所",
            "overwrite": True,
        }
        return CertificateRequest(**{**given, **more})  # type: ignore[arg-type]

    def issue(self, request: CertificateRequest, actor: str = "sato") -> CertificateIssue:
        verb = IssueCertificate(CONTRACT, self.ledger, actor)
        plan = self.plan("certificate", actor, *verb.plan(request))
        intent = self.ledger.append(Intent(plan=plan, decision=Decision(profile="baseline", findings=())))
        done = verb.run(request, plan, Permit(plan_digest=plan.digest(), intent=intent))
        self.ledger.append(Done(intent=intent, facts=done.facts))
        issue, output = done.facts
        assert isinstance(issue, CertificateIssue)
        assert isinstance(output, Artifact)
        assert output.sha256 == done.sha256
        return issue


@pytest.fixture
def vendor(tmp_path: Path) -> Vendor:
    return Vendor(tmp_path)


def test_validated_erasures_are_certified_and_the_city_can_check_it(vendor: Vendor) -> None:
    first, second = vendor.wipe(MEDIUM), vendor.wipe(FILES)
    issue = vendor.issue(vendor.request(first, second))
    assert (issue.standing, issue.entries, issue.accepted) == (Standing.CERTIFICATE, (first, second), True)
    assert issue.number.startswith("R")
    assert issue.number.endswith("-0001")
    checked = verify_certificate((vendor.folder / "証明書.pdf").read_bytes(), fingerprints=[vendor.signer.fingerprint])
    assert checked.verdict is Verdict.VALID
    assert len(checked.proofs) == 2
    assert [person["name"] for person in checked.twin["people"]] == ["𠮷田 太郎", "佐藤 花子"]
    assert checked.twin["people"][0]["title"] == "製造部 従事者"
    assert checked.twin["instruction"] == "みなと税第77号"


def test_whichever_entry_of_an_erasure_is_named(vendor: Vendor) -> None:
    outcome = vendor.wipe(MEDIUM)
    verb = IssueCertificate(CONTRACT, vendor.ledger, "sato")
    assert verb.outcomes([outcome - 1]) == verb.outcomes([outcome]) == verb.outcomes([outcome - 1, outcome])


def test_the_operator_does_not_certify_the_own_work(vendor: Vendor) -> None:
    request = vendor.request(vendor.wipe(MEDIUM))
    with pytest.raises(ErasureError) as caught:
        vendor.issue(request, actor="yoshida")
    assert caught.value.code == "certificate.not-certifiable"
    assert not request.output.exists()
    assert vendor.issue(replace(request, record=True), actor="yoshida").standing == Standing.UNVALIDATED


@pytest.mark.parametrize(("report", "accepted"), [(BROKEN, True), (MEDIUM, False)])
def test_what_is_not_complete_or_not_accepted_gets_a_record_at_most(
    vendor: Vendor, report: Fact, accepted: bool
) -> None:
    request = vendor.request(vendor.wipe(report), accepted=accepted)
    with pytest.raises(ErasureError):
        vendor.issue(request)
    vendor.issue(replace(request, record=True))
    checked = verify_certificate(request.output.read_bytes(), fingerprints=[vendor.signer.fingerprint])
    assert checked.verdict is Verdict.NOT_A_CERTIFICATE


def test_a_failed_erasure_that_left_a_report_can_be_recorded(vendor: Vendor) -> None:
    intent = vendor.intend("wipe", "yoshida")
    failed = vendor.ledger.append(Failed(intent=intent, code="erase.incomplete", facts=(BROKEN,)))
    assert vendor.issue(vendor.request(failed, record=True)).standing == Standing.INCOMPLETE


def test_numbers_are_counted_and_used_once(vendor: Vendor) -> None:
    entry = vendor.wipe(MEDIUM)
    first = vendor.issue(vendor.request(entry)).number
    second = vendor.issue(vendor.request(entry, replaces=first)).number
    assert int(second[-4:]) == int(first[-4:]) + 1
    assert void_since(vendor.ledger.entries(), first) == second
    assert void_since(vendor.ledger.entries(), second) == ""
    for changed, code in (
        ({"number": first}, "certificate.number-used"),
        ({"replaces": "R1-9999"}, "certificate.no-such-number"),
    ):
        with pytest.raises(UsageError) as caught:
            vendor.issue(vendor.request(entry, **changed))
        assert caught.value.code == code


def test_a_certificate_is_revoked_once_and_for_a_reason(vendor: Vendor) -> None:
    number = vendor.issue(vendor.request(vendor.wipe(MEDIUM))).number
    verb = RevokeCertificate(vendor.ledger)
    for wrong, code in (
        (CertificateRevokeRequest(number="R1-0001", reason="x"), "certificate.no-such-number"),
        (CertificateRevokeRequest(number=number, reason=" "), "certificate.no-reason"),
    ):
        with pytest.raises(UsageError) as caught:
            verb.plan(wrong)
        assert caught.value.code == code
    request = CertificateRevokeRequest(number=number, reason="媒体の取り違え")
    plan = vendor.plan("certificate", "sato", *verb.plan(request))
    done = verb.run(request, plan, Permit(plan_digest=plan.digest(), intent=0))
    vendor.ledger.append(Done(intent=vendor.intend("certificate", "sato"), facts=done.facts))
    assert void_since(vendor.ledger.entries(), number) == "媒体の取り違え"
    with pytest.raises(UsageError) as caught:
        verb.plan(request)
    assert caught.value.code == "certificate.void"


def test_only_erasures_are_certified(vendor: Vendor) -> None:
    entry = vendor.wipe(MEDIUM)
    other = vendor.ledger.append(Done(intent=vendor.intend("encrypt", "yoshida"), facts=()))
    still_open = vendor.intend("wipe", "yoshida")
    for numbers in ((other,), (still_open,), (entry, 999), ()):
        with pytest.raises(InputError) as caught:
            IssueCertificate(CONTRACT, vendor.ledger, "sato").outcomes(numbers)
        assert caught.value.code == "certificate.no-erasure"


def test_a_checkpoint_before_the_erasure_proves_nothing(vendor: Vendor) -> None:
    entry = vendor.wipe(MEDIUM)
    request = vendor.request(entry)
    with pytest.raises(InputError) as caught:
        vendor.issue(replace(request, seal=replace(request.seal, size=entry)))
    assert caught.value.code == "certificate.not-sealed"


def test_without_names_only_hashes_are_told(vendor: Vendor) -> None:
    request = vendor.request(vendor.wipe(FILES), names=False)
    vendor.issue(request)
    checked = verify_certificate(request.output.read_bytes(), fingerprints=[vendor.signer.fingerprint])
    assert [file["path"] for file in checked.twin["reports"][0]["files"]] == ["", "", ""]
    assert checked.twin["reports"][0]["files"][1]["name_sha256"] == FILES.files[1].name_sha256


def test_a_plan_that_says_otherwise_is_not_run(vendor: Vendor) -> None:
    request = vendor.request(vendor.wipe(BROKEN), record=True)
    verb = IssueCertificate(CONTRACT, vendor.ledger, "sato")
    (fact,) = verb.plan(request)
    assert isinstance(fact, CertificateIssue)
    plan = vendor.plan("certificate", "sato", replace(fact, standing="certificate"))
    with pytest.raises(IntegrityError) as caught:
        verb.run(request, plan, Permit(plan_digest=plan.digest(), intent=0))
    assert caught.value.code == "plan.changed"


def test_the_record_of_disposals_names_certificate_and_validator(vendor: Vendor) -> None:
    issue = vendor.issue(vendor.request(vendor.wipe(MEDIUM)))
    state = vendor.ledger.head()
    seal = Seal(origin=state.origin, size=state.size, root=state.root.hex(), at=NOW)
    register = project(find_register("disposals"), vendor.ledger.entries(), contract=CONTRACT, seal=seal)
    (row,) = [dict(zip(register.headings, row.cells, strict=True)) for row in register.rows]
    assert (row["承認者・確認者"], row["証明書番号"]) == ("佐藤 花子", issue.number)


def test_a_signer_needs_a_passphrase_and_is_not_replaced(vendor: Vendor) -> None:
    with pytest.raises(SecretError):
        SignerNew(CONTRACT).plan(SignerNewRequest(output=vendor.folder / "x.p12", passphrase=Secret("")))
    assert (vendor.folder / "署名用.p12").stat().st_mode & 0o777 == 0o600
