"""What is refused before anybody judges it: a medium cannot be where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.unit.documents.pages import overwritten

from safehandle.actions.media import MediumRequest, RecordMedium, label
from safehandle.actions.medium_add import MediumAddRequest
from safehandle.actions.medium_carry_out import MediumCarryOutRequest
from safehandle.actions.medium_check import MediumCheckRequest
from safehandle.actions.medium_content import Holding
from safehandle.actions.medium_post import MediumPostRequest
from safehandle.actions.medium_retire import MediumRetireRequest
from safehandle.actions.medium_return import MediumReturnRequest
from safehandle.actions.medium_wiped import WipeMedium
from safehandle.actions.wipe import Wiped
from safehandle.errors import InputError, IntegrityError, SafehandleError, UsageError
from safehandle.ledger.entry import Entry, encode
from safehandle.model import (
    CarryBack,
    CarryOut,
    DataClass,
    Disposal,
    Done,
    Fact,
    Medium,
    Permit,
    Plan,
    Posting,
    Stocktaking,
)
from safehandle.model.erasure import ErasureReport, ErasureTarget, MediumIdentity, Status

AT = datetime(2026, 6, 1, tzinfo=UTC)
STICK = Medium(medium="U-07", type="usb", serial="S1", content="税", encrypted=True)
OUT = MediumCarryOutRequest(number="U-07", carrier="sato", approver="mori", purpose="納品", destination="ward")
POST = MediumPostRequest(number="U-07", recipient="tax", service="書留", tracking="1")
BACK = MediumReturnRequest(number="U-07", confirmer="mori")
GIVE = MediumRetireRequest(number="U-07", returned_to="tax", slip="3")
ADD = MediumAddRequest(
    medium=Medium(medium="U-07", type="usb", serial="S1"), holding=Holding(content="税", encrypted=True)
)
REPORT = overwritten(AT, "S1")


@dataclass
class Log:
    """Entries as the ledger writes them, every one the outcome of an act."""

    written: list[Entry] = field(default_factory=list)

    def entries(self, start: int = 0, end: int | None = None) -> Iterator[Entry]:
        yield from self.written[start:end]

    def add(self, *facts: Fact) -> None:
        number = len(self.written)
        made = encode(Done(intent=number, facts=facts), AT + timedelta(hours=number))
        self.written.append(Entry(number, made.body, made.private))

    def forget(self) -> None:
        self.written = [Entry(entry.number, entry.body, None) for entry in self.written]

    def do(self, request: MediumRequest) -> tuple[Fact, ...]:
        action = RecordMedium(self, type(request))
        facts = action.plan(request)
        plan = Plan(verb=action.verb, contract="c", actor="mori", at=AT, nonce="0" * 32, facts=facts)
        self.add(*action.run(request, plan, Permit(plan_digest=plan.digest(), intent=0)).facts)
        return facts

    def refused(self, request: MediumRequest) -> str:
        with pytest.raises(SafehandleError) as caught:
            RecordMedium(self, type(request)).plan(request)
        return caught.value.code


@pytest.fixture
def log() -> Log:
    made = Log()
    made.do(ADD)
    return made


def test_a_medium_goes_its_way(log: Log) -> None:
    _, out = log.do(OUT)
    assert out == CarryOut(
        medium="U-07",
        carrier="sato",
        approver="mori",
        purpose="納品",
        destination="ward",
        encrypted=True,
        content="税",
    )
    assert log.do(BACK) == (CarryBack(medium="U-07", confirmer="mori", carrier="sato"),)
    _, posting = log.do(POST)
    assert posting == Posting(
        medium="U-07", recipient="tax", service="書留", tracking="1", encrypted=True, content="税"
    )
    assert log.do(BACK) == (CarryBack(medium="U-07", confirmer="mori"),)
    (gone,) = log.do(GIVE)
    assert gone == Disposal(
        medium="U-07", method="returned", serial="S1", confirmer="tax", certificate="3", content="税"
    )


@pytest.mark.parametrize(
    ("before", "request_", "code"),
    [
        ((), replace(OUT, number="U-99"), "medium.unknown"),
        ((), replace(BACK, number="U-99"), "medium.unknown"),
        ((), MediumCheckRequest(found=("U-07", "U-99")), "medium.unknown"),
        ((), ADD, "medium.known"),
        ((), replace(ADD, medium=replace(ADD.medium, medium="Ｕ－０７")), "medium.known"),
        ((), replace(ADD, medium=replace(ADD.medium, medium="U-08")), "medium.same-serial"),
        ((), replace(ADD, medium=Medium(medium="U 08", type="usb")), "medium.number"),
        ((), BACK, "medium.not-out"),
        ((OUT,), OUT, "medium.carried"),
        ((OUT,), POST, "medium.carried"),
        ((POST,), OUT, "medium.posted"),
        ((GIVE,), OUT, "medium.disposed"),
        ((GIVE,), POST, "medium.disposed"),
        ((GIVE,), BACK, "medium.disposed"),
        ((GIVE,), GIVE, "medium.disposed"),
        ((GIVE,), ADD, "medium.known"),
        ((), replace(GIVE, returned_to=""), "medium.retire-how"),
        ((), replace(GIVE, erasure=0), "medium.retire-how"),
        ((), replace(OUT, due=date(2020, 1, 1)), "medium.due-past"),
    ],
)
def test_what_cannot_be_is_refused(
    log: Log, before: tuple[MediumRequest, ...], request_: MediumRequest, code: str
) -> None:
    for each in before:
        log.do(each)
    assert log.refused(request_) == code


def test_a_serial_number_is_free_again_once_its_medium_is_gone(log: Log) -> None:
    log.do(GIVE)
    log.do(replace(ADD, medium=replace(ADD.medium, medium="U-08")))


@pytest.mark.parametrize("number", ["", " ", "a b", "a\nb", "x" * 65])
def test_a_label_without_sense_is_refused(number: str) -> None:
    with pytest.raises(UsageError):
        label(number)


def test_new_content_is_not_encrypted_because_the_old_one_was(log: Log) -> None:
    medium, out = log.do(replace(OUT, holding=Holding(content="住民")))
    assert isinstance(medium, Medium)
    assert isinstance(out, CarryOut)
    assert (medium.content, medium.encrypted, out.encrypted) == ("住民", False, False)


def test_an_emptied_medium_holds_nothing_that_needs_protection(log: Log) -> None:
    medium, _ = log.do(replace(OUT, holding=Holding(content="")))
    assert isinstance(medium, Medium)
    assert medium.data_class is DataClass.OTHER
    log.do(BACK)
    filled, _ = log.do(replace(OUT, holding=Holding(content="住民")))
    assert isinstance(filled, Medium)
    assert filled.data_class is DataClass.PERSONAL


def test_a_redacted_content_is_not_taken_for_an_empty_medium(log: Log) -> None:
    log.forget()
    assert log.refused(OUT) == "medium.content-forgotten"
    log.do(replace(OUT, holding=Holding(content="税", encrypted=True)))


def test_an_act_whose_medium_moved_meanwhile_is_not_done(log: Log) -> None:
    action = RecordMedium(log, MediumReturnRequest)
    log.do(OUT)
    facts = action.plan(BACK)
    plan = Plan(verb=action.verb, contract="c", actor="mori", at=AT, nonce="0" * 32, facts=facts)
    log.do(BACK)
    log.do(POST)
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        action.run(BACK, plan, Permit(plan_digest=plan.digest(), intent=0))


def test_a_stocktaking_sorts_what_it_found(log: Log) -> None:
    for number in ("U-01", "U-02", "U-03", "U-04"):
        log.do(MediumAddRequest(medium=Medium(medium=number, type="usb"), holding=Holding(content="")))
    log.do(replace(OUT, number="U-01"))
    log.do(replace(OUT, number="U-02"))
    log.do(replace(GIVE, number="U-03"))
    (taken,) = log.do(MediumCheckRequest(found=("U-07", "U-07", "U-02")))
    assert taken == Stocktaking(found=("U-07",), missing=("U-04",), misplaced=("U-02",), away=("U-01",))


def test_what_erased_a_medium_retires_it(log: Log) -> None:
    log.add(REPORT)
    (gone,) = log.do(MediumRetireRequest(number="U-07", erasure=1))
    assert isinstance(gone, Disposal)
    assert (gone.method, gone.level, gone.serial, gone.erasure) == ("media-overwrite", "clear", "S1", 1)


@pytest.mark.parametrize(
    "report",
    [
        replace(REPORT, medium=MediumIdentity(serial="S2")),
        replace(REPORT, medium=MediumIdentity(serial=""), property_number="U-08"),
        replace(REPORT, what="files"),
        replace(REPORT, status=Status.INCOMPLETE),
    ],
)
def test_another_mediums_erasure_or_half_of_one_retires_nothing(log: Log, report: ErasureReport) -> None:
    log.add(report)
    assert log.refused(MediumRetireRequest(number="U-07", erasure=1)) == "medium.other-erasure"
    assert log.refused(MediumRetireRequest(number="U-07", erasure=0)) == "medium.no-erasure"


@dataclass(frozen=True)
class Wiping:
    """An erasure that was done elsewhere, as far as the registers see it."""

    target: ErasureTarget
    verb: str = "wipe"

    def plan(self, _request: str) -> tuple[Fact, ...]:
        return (self.target,)

    def run(self, _request: str, _plan: Plan, _permit: Permit) -> Wiped:
        return Wiped(report=REPORT)


def wiping(log: Log, *, what: str = "medium", ident: str = "S1") -> WipeMedium[str]:
    return WipeMedium(Wiping(ErasureTarget(what=what, ident=ident, digest="00", size=1)), log, "U-07")


def test_a_wipe_that_names_its_medium_disposes_of_it_with_the_same_entry(log: Log) -> None:
    action = wiping(log)
    plan = Plan(verb="wipe", contract="c", actor="mori", at=AT, nonce="0" * 32, facts=action.plan(""))
    assert plan.of(Medium) == (STICK,)
    done = action.run("", plan, Permit(plan_digest=plan.digest(), intent=0))
    report, disposal = done.facts
    assert report == REPORT
    assert isinstance(disposal, Disposal)
    assert (disposal.medium, disposal.level, disposal.erasure) == ("U-07", "clear", None)
    log.add(*done.facts)
    with pytest.raises(InputError, match=r"medium\.disposed"):
        action.plan("")


@pytest.mark.parametrize(
    ("what", "ident", "code"), [("medium", "S2", "medium.other-serial"), ("files", "", "medium.not-whole")]
)
def test_the_wrong_device_is_not_wiped_under_the_number(log: Log, what: str, ident: str, code: str) -> None:
    with pytest.raises(SafehandleError) as caught:
        wiping(log, what=what, ident=ident).plan("")
    assert caught.value.code == code
