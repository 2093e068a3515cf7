"""A medium's life under Nerima's clauses: real office, real approvals, real ledger, and the registers as they print."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from safehandle.actions.approve import Approve, ApproveRequest
from safehandle.actions.media import MediumRequest, RecordMedium, media_on_record
from safehandle.actions.medium_add import MediumAddRequest
from safehandle.actions.medium_carry_out import MediumCarryOutRequest
from safehandle.actions.medium_check import MediumCheckRequest
from safehandle.actions.medium_content import Holding
from safehandle.actions.medium_post import MediumPostRequest
from safehandle.actions.medium_retire import MediumRetireRequest
from safehandle.actions.medium_return import MediumReturnRequest
from safehandle.actions.report_register import ReportRegister, ReportRegisterRequest, compare_register
from safehandle.errors import PolicyDenied
from safehandle.keys import generate, read_approval
from safehandle.ledger import Ledger, open_ledger
from safehandle.model import (
    Approval,
    Authentication,
    Contract,
    Done,
    Intent,
    Medium,
    Person,
    Place,
    Plan,
    Recipient,
    Role,
    Stocktaking,
)
from safehandle.office import Office
from safehandle.policy import load_profile

KEY = generate("ed25519")
TAUGHT = date(2026, 4, 1)
CONTRACT = Contract(
    ident="7-1",
    profile="nerima-2025-12",
    client="練馬区",
    contractor="さくら",
    people=(
        Person(ident="mori", name="森 太郎", role=Role.MANAGER, educated=TAUGHT, key=KEY.public.encode()),
        Person(ident="sato", name="佐藤 花子", role=Role.HANDLER, educated=TAUGHT),
        Person(ident="ueda", name="上田 次郎", role=Role.HANDLER, educated=TAUGHT),
    ),
    places=(Place(ident="ward", name="練馬区役所 税務課", kind="work"),),
    recipients=(Recipient(ident="tax", name="練馬区 税務課 田中"),),
)
ADD = MediumAddRequest(
    medium=Medium(medium="U-07", type="usb", maker="Buffalo", serial="S1"),
    holding=Holding(content="納税通知書データ 一式", encrypted=True),
)
OUT = MediumCarryOutRequest(
    number="U-07", carrier="ueda", approver="mori", purpose="納品", destination="ward", due=date(2099, 1, 1)
)
BACK = MediumReturnRequest(number="U-07", confirmer="mori")
POST = MediumPostRequest(number="U-07", recipient="tax", service="特定記録郵便", tracking="123-45-67890-1")
EIGHT = ("格納情報", "持ち出し日時", "持ち出した者", "承認者", "用途", "持ち出し先", "返却日時", "返却確認者")


@dataclass
class Desk:
    """The contract's ledger, and whoever enters its office."""

    ledger: Ledger
    folder: Path

    def office(self, person: str) -> Office:
        entered = Authentication(person=person, means="login")
        return Office(CONTRACT, load_profile(CONTRACT.profile), self.ledger, entered_by=entered)

    def do(self, request: MediumRequest, by: str = "sato", *, approved: bool = False) -> int:
        office, action = self.office(by), RecordMedium(self.ledger, type(request))
        plan = Plan.decode(office.plan(action, request).encode())  # through a file, as between two machines
        approvals = [self.approve(plan)] if approved else []
        return office.perform(action, request, plan=plan, approvals=approvals).entry

    def refused(self, request: MediumRequest, by: str = "sato", *, approved: bool = False) -> set[str]:
        with pytest.raises(PolicyDenied) as caught:
            self.do(request, by, approved=approved)
        decision: Any = caught.value.fields["decision"]
        return {f"{finding.article} {finding.code}" for finding in decision.refusals}

    def approve(self, plan: Plan) -> Approval:
        now = datetime.now(UTC)
        paper = self.folder / "承諾.pdf"
        paper.write_bytes(b"%PDF-")
        path = self.folder / f"{plan.nonce}.json"
        request = ApproveRequest(
            approver="mori",
            at=now,
            until=now + timedelta(days=1),
            plan=plan,
            client_document="7練税第12号",
            client_document_sha256=hashlib.sha256(paper.read_bytes()).hexdigest(),
            key=KEY,
            output=path,
        )
        self.office("mori").perform(Approve(CONTRACT), request)
        return read_approval(path, CONTRACT)

    def register(self, kind: str, form: str) -> Path:
        output = self.folder / f"{kind}.{form}"
        request = ReportRegisterRequest(register=kind, form=form, output=output, overwrite=True)
        self.office("mori").perform(ReportRegister(CONTRACT, self.ledger), request)
        return output

    def rows(self, kind: str) -> list[dict[str, str]]:
        lines = self.register(kind, "csv").read_bytes().decode("utf-8-sig").splitlines()
        heading = next(number for number, line in enumerate(lines) if line.startswith('"番号"'))
        table = [row for row in csv.reader(io.StringIO("\n".join(lines[heading:]))) if len(row) > 1]
        return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(open_ledger(tmp_path / "ledger.db", "さくら/練馬区/7-1", create=True), tmp_path)


def test_a_life_from_the_label_to_the_clients_hands_is_on_the_registers(desk: Desk) -> None:
    desk.do(ADD)
    desk.do(OUT, approved=True)
    desk.do(BACK)
    desk.do(POST)
    desk.do(MediumCheckRequest(found=()))
    desk.do(MediumRetireRequest(number="U-07", returned_to="tax", slip="R8-3"))

    (out,) = desk.rows("carry-out")
    assert out["媒体番号"] == "U-07"
    said = dict(
        zip(
            EIGHT,
            ("納税通知書データ 一式", "", "上田 次郎", "森 太郎", "納品", "練馬区役所 税務課", "", "森 太郎"),
            strict=True,
        )
    )
    assert {name: out[name] for name in EIGHT if said[name]} == {name: text for name, text in said.items() if text}
    assert out["持ち出し日時"]
    assert out["返却日時"] >= out["持ち出し日時"]
    (posted,) = desk.rows("shipments")
    assert (posted["媒体番号・追跡番号"], posted["暗号化"]) == ("U-07 / 123-45-67890-1", "済")
    (gone,) = desk.rows("disposals")
    assert (gone["媒体番号・製造番号"], gone["方法"], gone["証明書番号"]) == ("U-07 / S1", "返却", "R8-3")
    (medium,) = desk.rows("media")
    assert (medium["製造番号"], medium["状態"]) == ("S1", "返却済 (R8-3)")
    assert media_on_record(desk.ledger).states[0].whereabouts == "disposed"


def test_the_workbook_and_the_page_hold_the_eight_fields(desk: Desk) -> None:
    desk.do(ADD)
    desk.do(OUT, approved=True)
    desk.do(BACK)
    sheet = openpyxl.load_workbook(desk.register("carry-out", "xlsx")).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    page = desk.register("carry-out", "html").read_text("utf-8")
    for text in (*EIGHT, "納税通知書データ 一式", "上田 次郎", "森 太郎", "納品", "練馬区役所 税務課"):
        assert text in cells
        assert text in page


@pytest.mark.parametrize("form", ["csv", "html", "json", "xlsx"])
def test_a_register_with_a_medium_given_back_where_it_was_taken_agrees_with_the_ledger(desk: Desk, form: str) -> None:
    desk.do(ADD)
    desk.do(OUT, approved=True)
    desk.do(MediumRetireRequest(number="U-07", returned_to="tax"))
    for kind in ("carry-out", "media", "disposals"):
        compared = compare_register(CONTRACT, desk.ledger, desk.register(kind, form))
        assert compared.differences == ()
    assert desk.rows("carry-out")[0]["返却日時"].startswith("返却済")


def test_what_the_clauses_forbid_is_refused_with_its_article(desk: Desk) -> None:
    desk.do(ADD)
    assert desk.refused(OUT) == {"18(1) policy.consent-missing", "18(2) policy.carry-not-approved"}
    assert desk.refused(OUT, "mori") == {"18(1) policy.consent-missing"}
    bare = Holding(content="税")
    assert desk.refused(replace(OUT, holding=bare), approved=True) == {"18(3) policy.not-encrypted"}
    assert desk.refused(replace(OUT, carrier="ghost"), approved=True) == {"18(2) policy.handler-unknown"}
    assert desk.refused(replace(OUT, approver="ghost"), approved=True) == {"18(2) policy.handler-unknown"}
    elsewhere = desk.refused(replace(OUT, destination="home"), approved=True)
    assert elsewhere == {"14 policy.place-unknown", "18(1) policy.place-unknown"}
    assert desk.refused(replace(POST, service="普通郵便")) == {"17(3) policy.post-not-traceable"}
    assert desk.refused(replace(POST, tracking="")) == {"17(3) policy.post-without-number"}
    assert desk.refused(replace(POST, holding=bare)) == {"17(2) policy.not-encrypted"}
    assert desk.refused(replace(POST, recipient="friend")) == {"14 policy.recipient-unknown"}
    assert desk.refused(MediumRetireRequest(number="U-07", returned_to="friend")) == {"3 policy.recipient-unknown"}
    desk.do(OUT, approved=True)
    assert desk.refused(replace(BACK, confirmer="ueda")) == {"18(2) policy.carry-confirmer-is-carrier"}
    assert desk.refused(BACK, "outsider") >= {"1 policy.handler-unknown"}
    assert media_on_record(desk.ledger).states[0].whereabouts == "carried"
    assert desk.rows("carry-out")[0]["返却日時"] == ""


def test_an_empty_medium_needs_neither_consent_nor_encryption_and_is_on_the_register(desk: Desk) -> None:
    desk.do(replace(ADD, holding=Holding(content="")))
    desk.do(OUT, "mori")
    assert desk.rows("carry-out")[0]["格納情報"] == "(格納情報なし)"
    desk.do(BACK)
    desk.do(replace(POST, service="普通郵便", tracking=""))
    assert desk.rows("shipments")[0]["暗号化"] == "未"


def test_a_stocktaking_is_recorded_with_what_is_missing(desk: Desk) -> None:
    desk.do(ADD)
    desk.do(MediumCheckRequest(found=()))
    done = [entry.record for entry in desk.ledger.entries() if isinstance(entry.record, Done)]
    assert done[-1].facts == (Stocktaking(found=(), missing=("U-07",)),)
    assert desk.rows("media")[0]["状態"].startswith("所在不明")


KILLED = """
import os, signal, sys
from safehandle.actions.media import RecordMedium
from tests.e2e.media.test_nerima import BACK, Desk
from safehandle.actions.medium_return import MediumReturnRequest
from safehandle.ledger import open_ledger
from pathlib import Path

class Killed(RecordMedium):
    def run(self, request, plan, permit):
        os.kill(os.getpid(), signal.SIGKILL)

ledger = open_ledger(sys.argv[1], "さくら/練馬区/7-1")
Desk(ledger, Path(sys.argv[1]).parent).office("sato").perform(Killed(ledger, MediumReturnRequest), BACK)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_kill_between_intent_and_outcome_leaves_an_open_intent_and_the_medium_where_it_was(desk: Desk) -> None:
    desk.do(ADD)
    desk.do(OUT, approved=True)
    root = Path(__file__).parents[3]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(desk.folder / "ledger.db")], cwd=root, check=False)
    assert killed.returncode == -signal.SIGKILL
    *_, last = desk.ledger.entries()
    assert isinstance(last.record, Intent)
    assert last.record.plan.verb == "medium-return"
    assert media_on_record(desk.ledger).states[0].whereabouts == "carried"
    assert desk.rows("operations")[-1]["結果"] == "未完了"
    desk.do(BACK)
    assert media_on_record(desk.ledger).states[0].whereabouts == "held"
