"""From real acts in a real ledger to a register file, and back: what was edited in the file is found."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from safehandle.actions.report_register import (
    ComparedRegister,
    ReportRegister,
    ReportRegisterRequest,
    compare_register,
)
from safehandle.contract import digest, parse_contract
from safehandle.documents import Kind, Period, fiscal
from safehandle.errors import InputError, IntegrityError, OutputError, UsageError
from safehandle.keys import Verifier, generate
from safehandle.keys.kinds import ED25519
from safehandle.ledger import Ledger, open_ledger
from safehandle.model import (
    Artifact,
    CarryOut,
    Contract,
    ContractVersion,
    Decision,
    Done,
    Fact,
    Intent,
    Permit,
    Person,
    Plan,
    RegisterExport,
    Role,
)

CONTRACT = Contract(
    ident="7-1",
    profile="baseline",
    client="みなと市",
    contractor="さくら",
    people=(Person(ident="sato", name="佐藤 花子", role=Role.MANAGER),),
)
AT = datetime.now(UTC)


@dataclass
class Desk:
    """A contract with a real ledger, and the verb."""

    ledger: Ledger
    folder: Path

    def do(self, verb: str, *facts: Fact) -> None:
        plan = Plan(verb=verb, contract="7-1", actor="sato", at=AT, nonce="0" * 32, facts=facts)
        number = self.ledger.append(Intent(plan=plan, decision=Decision(profile="baseline", findings=())))
        self.ledger.append(Done(intent=number, facts=facts))

    def write(self, request: ReportRegisterRequest) -> tuple[Fact, ...]:
        verb = ReportRegister(CONTRACT, self.ledger)
        facts = verb.plan(request)
        plan = Plan(verb="report", contract="7-1", actor="sato", at=AT, nonce="0" * 32, facts=facts)
        return verb.run(request, plan, Permit(plan_digest=plan.digest(), intent=0)).facts

    def request(self, name: str, form: str, **more: object) -> ReportRegisterRequest:
        output = self.folder / f"register.{form}"
        return ReportRegisterRequest(register=name, form=form, output=output, **more)  # type: ignore[arg-type]

    def compare(self, form: str) -> ComparedRegister:
        return compare_register(CONTRACT, self.ledger, self.folder / f"register.{form}")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(open_ledger(tmp_path / "ledger.db", "さくら/みなと市/7-1", create=True), tmp_path)
    for number in range(5):
        made.do("encrypt", Artifact(role="source", name=f"住民_{number}.csv", size=100))
        carried = CarryOut(
            medium=f"U-{number}", carrier="sato", approver="sato", purpose="納品", destination="市", content="税"
        )
        made.do("medium-carry-out", carried)
    return made


@pytest.mark.parametrize("form", ["csv", "html", "json", "pdf", "xlsx"])
def test_every_form_is_written_whole_and_recorded_by_its_hash(desk: Desk, form: str) -> None:
    facts = desk.write(desk.request("carry-out", form))
    (export,) = [fact for fact in facts if isinstance(fact, RegisterExport)]
    (artifact,) = [fact for fact in facts if isinstance(fact, Artifact)]
    content = (desk.folder / f"register.{form}").read_bytes()
    assert (export.rows, export.size) == (5, 20)
    assert artifact.size == len(content)
    assert (desk.folder / f"register.{form}").stat().st_mode & 0o777 == 0o600
    assert not list(desk.folder.glob(".safehandle*"))


@pytest.mark.parametrize("form", ["csv", "html", "json", "xlsx"])
def test_an_untouched_file_agrees_however_far_the_ledger_has_gone_on(desk: Desk, form: str) -> None:
    desk.write(desk.request("carry-out", form))
    desk.do("medium-carry-out", CarryOut(
        medium="U-9", carrier="sato", approver="sato", purpose="納品", destination="市", content="税"
    ))  # fmt: skip
    compared = desk.compare(form)
    assert compared.differences == ()
    assert compared.statement.size == 20


def test_an_edited_workbook_is_found_cell_by_cell(desk: Desk) -> None:
    desk.write(desk.request("carry-out", "xlsx"))
    path = desk.folder / "register.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    headings = [cell.value for cell in sheet[5]]
    sheet.cell(row=7, column=headings.index("用途") + 1).value = "私用"
    sheet.cell(row=8, column=headings.index("持ち出し日時") + 1).value += timedelta(days=1)
    sheet.cell(row=9, column=headings.index("承認者") + 1).value = '="佐藤"&" 花子"'
    sheet.delete_rows(10)
    book.save(path)
    found = [(each.kind, each.key, each.column) for each in desk.compare("xlsx").differences]
    assert found == [
        (Kind.CELL, "6", "用途"),
        (Kind.CELL, "10", "持ち出し日時"),
        (Kind.CELL, "14", "承認者"),
        (Kind.ROW_MISSING, "18", ""),
    ]


def test_a_register_of_another_ledger_is_found(desk: Desk, tmp_path: Path) -> None:
    desk.write(desk.request("carry-out", "json"))
    path = desk.folder / "register.json"
    document = json.loads(path.read_text("utf-8"))
    document["statement"] = document["statement"].replace("size=20", "size=99")
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(IntegrityError) as caught:
        desk.compare("json")
    assert caught.value.code == "report.beyond-ledger"
    document["statement"] = document["statement"].replace("size=99", "size=18")
    path.write_text(json.dumps(document), encoding="utf-8")
    assert {each.kind for each in desk.compare("json").differences} == {Kind.STATEMENT, Kind.ROW_ADDED}


def test_a_signed_checkpoint_fixes_the_state_and_signs_the_page(desk: Desk) -> None:
    key = generate(ED25519)
    note = desk.ledger.at(10).sign(key)
    verifier = Verifier(desk.ledger.origin, key.public).encode()
    desk.write(desk.request("carry-out", "html", note=note, verifier=verifier))
    page = (desk.folder / "register.html").read_text("utf-8")
    assert "rows=2 size=10" in page
    assert verifier in page
    assert note.splitlines()[-1] in page


def test_a_checkpoint_of_another_state_is_refused(desk: Desk) -> None:
    key = generate(ED25519)
    note = desk.ledger.at(10).sign(key)
    for wrong in (note.replace("\n10\n", "\n11\n"), note.replace("\n10\n", "\n999999\n"), "x\n10\nAAAA\n\n", "\n"):
        with pytest.raises((IntegrityError, InputError)) as caught:
            desk.write(desk.request("carry-out", "html", note=wrong))
        assert caught.value.code in {"report.other-checkpoint", "ledger.no-such-entry"}


def test_an_existing_file_is_not_replaced_unasked(desk: Desk) -> None:
    desk.write(desk.request("media", "csv"))
    with pytest.raises(OutputError) as caught:
        desk.write(desk.request("media", "csv"))
    assert caught.value.code == "files.exists"
    desk.write(desk.request("media", "csv", overwrite=True))


def test_a_stream_gets_the_same_bytes_as_a_file(desk: Desk) -> None:
    stream = io.BytesIO()
    desk.write(desk.request("media", "csv"))
    desk.write(ReportRegisterRequest(register="media", form="csv", output=stream))
    assert stream.getvalue() == (desk.folder / "register.csv").read_bytes()


def test_the_period_is_part_of_the_file(desk: Desk) -> None:
    desk.write(desk.request("operations", "csv", period=fiscal("1999")))
    assert desk.compare("csv").statement.period == fiscal("1999")
    assert desk.compare("csv").differences == ()


def test_nothing_on_record_is_no_register(tmp_path: Path) -> None:
    empty = Desk(open_ledger(tmp_path / "ledger.db", "x", create=True), tmp_path)
    with pytest.raises(InputError) as caught:
        empty.write(empty.request("media", "csv"))
    assert caught.value.code == "report.nothing-recorded"
    assert not (tmp_path / "register.csv").exists()


def test_what_cannot_be_compared_is_refused(desk: Desk) -> None:
    for name, code in (("register.pdf", "documents.not-readable"), ("missing.csv", "files.missing")):
        with pytest.raises((UsageError, InputError)) as caught:
            compare_register(CONTRACT, desk.ledger, desk.folder / name)
        assert caught.value.code == code


def test_a_changed_plan_is_not_run(desk: Desk) -> None:
    request = desk.request("media", "csv")
    verb = ReportRegister(CONTRACT, desk.ledger)
    (fact,) = verb.plan(request)
    assert isinstance(fact, RegisterExport)
    forged = RegisterExport(register=fact.register, form=fact.form, period=fact.period, size=fact.size, root="00" * 32)
    plan = Plan(verb="report", contract="7-1", actor="sato", at=AT, nonce="0" * 32, facts=(forged,))
    with pytest.raises(IntegrityError) as caught:
        verb.run(request, plan, Permit(plan_digest=plan.digest(), intent=0))
    assert caught.value.code == "plan.changed"
    assert request.period == Period()


def contract_text(name: str) -> str:
    people = f'[[person]]\nid = "sato"\nname = "{name}"\nrole = "manager"\n'
    return f'[contract]\nid = "7-1"\nprofile = "baseline"\nclient = "みなと市"\ncontractor = "さくら"\n{people}'


def rename(desk: Desk, name: str) -> Contract:
    text = contract_text(name)
    desk.do("person", ContractVersion(digest=digest(text), text=text))
    return parse_contract(text)


def test_a_rename_since_is_no_alteration(desk: Desk) -> None:
    """A register shows the names that contract.toml had at its state, which the ledger knows."""
    rename(desk, "佐藤 花子")
    desk.write(desk.request("operations", "csv"))
    renamed = rename(desk, "鈴木 花子")
    file = desk.folder / "register.csv"
    assert "佐藤 花子" in file.read_text("utf-8-sig")
    assert compare_register(renamed, desk.ledger, file).differences == ()
    desk.write(desk.request("operations", "csv", overwrite=True))
    assert "佐藤" not in file.read_text("utf-8-sig"), "the register of today has today's names"
    forged = file.read_text("utf-8-sig").replace("鈴木 花子", "田中 花子", 1)
    file.write_text(forged, "utf-8-sig")
    assert len(compare_register(renamed, desk.ledger, file).differences) == 1


def test_where_the_text_was_redacted_names_are_those_of_today(desk: Desk) -> None:
    rename(desk, "鈴木 花子")
    desk.write(desk.request("operations", "csv"))
    file = desk.folder / "register.csv"
    assert "鈴木 花子" in file.read_text("utf-8-sig")
    for back in (1, 2):  # the outcome, and the intent that states the same
        desk.ledger.redact(desk.ledger.head().size - back)
    desk.write(desk.request("operations", "csv", overwrite=True))
    assert "佐藤 花子" in file.read_text("utf-8-sig")
