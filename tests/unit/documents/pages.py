"""A small invented ledger that the documents' tests read: entries with their own bytes, and a contract with names."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from safehandle.documents.evidence import gather
from safehandle.documents.japanese_date import JST
from safehandle.documents.period import Period
from safehandle.documents.register import Register, project
from safehandle.documents.registers import find
from safehandle.documents.seal import Seal
from safehandle.model import (
    Addressee,
    Approval,
    Artifact,
    CarryBack,
    CarryOut,
    Cipher,
    Contract,
    DataClass,
    Decision,
    Destination,
    Disposal,
    Done,
    Fact,
    Failed,
    Finding,
    Intent,
    Medium,
    Person,
    Place,
    Plan,
    Posting,
    Recipient,
    Record,
    Refused,
    Role,
    SealedContainer,
    split_private,
)
from safehandle.model.erasure import ErasureReport, Level, MediumIdentity, Status, Verification

CONTRACT = Contract(
    ident="契情第8-1123号",
    profile="nerima-2025-12",
    title="令和8年度 住民税納税通知書 印刷・封入封緘業務委託",
    client="みなと市",
    contractor="株式会社さくら印刷データサービス",
    start=date(2026, 4, 1),
    end=date(2027, 3, 31),
    people=(
        Person(ident="yoshida", name="𠮷田 太郎", role=Role.HANDLER),
        Person(ident="sato", name="佐藤 花子", role=Role.MANAGER),
        Person(ident="takahashi", name="髙橋 邉子", role=Role.HANDLER),
    ),
    places=(
        Place(ident="second", name="第二作業所", kind="work"),
        Place(ident="city", name="みなと市役所 税務課", kind="sftp"),
    ),
    recipients=(Recipient(ident="tax", name="みなと市 税務課 山﨑 次郎"),),
)
START = datetime(2026, 4, 1, 9, 0, 0, 123456, tzinfo=JST)


@dataclass(frozen=True, slots=True)
class Page:
    """An entry as the ledger gives it, with bytes that are the ledger's in kind."""

    number: int
    at: datetime
    record: Record
    redacted: bool = False

    @property
    def body(self) -> bytes:
        public, _ = split_private(self.record)
        plain = {"at": self.at.isoformat(), "number": self.number, "record": public}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(slots=True)
class Pages:
    """Writes entries one after the other, an hour apart."""

    entries: list[Page] = field(default_factory=list)
    at: datetime = START

    def add(self, record: Record) -> int:
        self.entries.append(Page(len(self.entries), self.at, record))
        self.at += timedelta(hours=1)
        return len(self.entries) - 1

    def plan(self, verb: str, actor: str, *facts: Fact) -> Plan:
        return Plan(verb=verb, contract=CONTRACT.ident, actor=actor, at=self.at, nonce="0" * 32, facts=facts)

    def intend(self, verb: str, actor: str, *facts: Fact, approver: str = "", paper: str = "") -> int:
        approval = Approval(
            ident="a-1", approver=approver, at=self.at, until=self.at, plan_digest="0" * 64, client_document=paper
        )
        approvals = (approval,) if approver else ()
        decision = Decision(profile=CONTRACT.profile, findings=())
        return self.add(Intent(plan=self.plan(verb, actor, *facts), decision=decision, approvals=approvals))

    def do(self, verb: str, actor: str, *facts: Fact, approver: str = "", paper: str = "") -> int:
        number = self.intend(verb, actor, *facts, approver=approver, paper=paper)
        self.add(Done(intent=number, facts=facts))
        return number

    def fail(self, verb: str, actor: str, code: str, *facts: Fact) -> int:
        number = self.intend(verb, actor, *facts)
        self.add(Failed(intent=number, code=code))
        return number

    def refuse(self, verb: str, actor: str, *facts: Fact) -> int:
        finding = Finding(
            rule="handler-registered",
            article="17(1)",
            citation="練馬区 令和7年12月版 第17条(1)",
            satisfied=False,
            code="policy.handler-unknown",
        )
        decision = Decision(profile=CONTRACT.profile, findings=(finding,))
        return self.add(Refused(plan=self.plan(verb, actor, *facts), decision=decision))


def artifact(name: str, number: int = 1, *, data_class: DataClass = DataClass.PERSONAL) -> Artifact:
    return Artifact(role="source", name=name, size=1_234_567, sha256=f"{number:064x}", files=3, data_class=data_class)


def medium(number: str = "U-07", *, holds: str = "納税通知書データ 一式") -> Medium:
    return Medium(medium=number, type="usb", maker="Buffalo", serial="0700123456789", capacity=32 << 30, content=holds)


def carry_out(number: str = "U-07", *, holds: str = "納税通知書データ 一式") -> CarryOut:
    return CarryOut(
        medium=number, carrier="takahashi", approver="sato", purpose="搬入", destination="second", content=holds
    )


def overwritten(at: datetime, serial: str) -> ErasureReport:
    """A medium of one byte, erased and read back in no time."""
    return ErasureReport(
        what="medium",
        status=Status.COMPLETE,
        data_class=DataClass.PERSONAL,
        method="media-overwrite",
        technique="overwrite",
        tool="safehandle",
        tool_version="1",
        requested=Level.CLEAR,
        reached=Level.CLEAR,
        started=at,
        ended=at,
        verification=Verification(means="read-back", extent=1, from_device=1),
        residuals=(),
        unchecked=(),
        medium=MediumIdentity(serial=serial),
    )


def container(number: int = 1) -> SealedContainer:
    return SealedContainer(identity=f"{number:064x}", number="4821-0937-5512", size=1_234_999)


def a_year() -> Pages:
    """One of everything that the registers show."""
    pages = Pages()
    source = artifact("住民一覧.csv")
    sealed = (source, container(), Addressee(recipient="tax", means="key"))
    pages.do("encrypt", "yoshida", *sealed, Cipher(name="AES", key_bits=256))
    pages.do("medium-add", "sato", medium())
    pages.do("medium-carry-out", "takahashi", carry_out(), approver="sato", paper="みなと税第12号")
    pages.do("medium-return", "takahashi", CarryBack(medium="U-07", confirmer="sato"))
    pages.do("send", "yoshida", *sealed, Destination(place="city", via="sftp", encrypted=True), approver="sato")
    posting = Posting(medium="U-08", recipient="tax", service="特定記録郵便", tracking="123-45-67890-1", content="")
    pages.do("medium-post", "sato", posting)
    pages.refuse("decrypt", "stranger", source)
    pages.fail("decrypt", "yoshida", "container.wrong-password", source)
    disposal = Disposal(
        medium="U-07", method="裁断 2 mm", level="destroy", confirmer="sato", certificate="R8-0001", content=""
    )
    pages.do("medium-retire", "sato", disposal)
    pages.intend("encrypt", "yoshida", artifact("途中.csv", 2))
    return pages


def root(bodies: list[bytes]) -> bytes:
    """The Merkle tree hash, as RFC 9162 section 2.1.1 defines it (recursively)."""
    if not bodies:
        return hashlib.sha256().digest()
    if len(bodies) == 1:
        return hashlib.sha256(b"\0" + bodies[0]).digest()
    k = 1 << ((len(bodies) - 1).bit_length() - 1)
    return hashlib.sha256(b"\1" + root(bodies[:k]) + root(bodies[k:])).digest()


def seal(pages: Pages, note: str = "") -> Seal:
    return Seal(
        origin="sakura.example/minato/8-1123",
        size=len(pages.entries),
        root=root([page.body for page in pages.entries]).hex(),
        at=pages.entries[-1].at if pages.entries else START,
        note=note,
    )


def register(kind: str, pages: Pages | None = None, period: Period | None = None, lang: str = "ja") -> Register:
    pages = a_year() if pages is None else pages
    return project(find(kind), pages.entries, contract=CONTRACT, seal=seal(pages), period=period, lang=lang)


def with_evidence(plain: Register, pages: Pages, verifier: str = "") -> Register:
    return replace(plain, evidence=gather(plain, [page.body for page in pages.entries], verifier))
