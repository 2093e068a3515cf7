from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from safehandle.model import (
    CarryBack,
    CarryOut,
    DataClass,
    Decision,
    Disposal,
    Done,
    Fact,
    Failed,
    Intent,
    Medium,
    Plan,
    Posting,
    Record,
    Stocktaking,
)
from safehandle.model.media_state import MediumState, Whereabouts, media, undisposed

AT = datetime(2026, 6, 1, tzinfo=UTC)
STICK = Medium(medium="U-01", type="usb", content="税", encrypted=True)
OUT = CarryOut(medium="U-01", carrier="sato", approver="mori", purpose="納品", destination="city", due=date(2026, 6, 5))
BACK = CarryBack(medium="U-01", confirmer="mori", carrier="sato")
POST = Posting(medium="U-01", recipient="tanaka", service="書留", tracking="1")
GONE = Disposal(medium="U-01", method="returned")


@dataclass(frozen=True)
class Page:
    at: datetime
    record: Record
    redacted: bool = False


def pages(*records: Record | Fact) -> list[Page]:
    made = (Done(intent=0, facts=(one,)) if isinstance(one, Fact) else one for one in records)
    return [Page(AT + timedelta(hours=number), record) for number, record in enumerate(made)]


def state(*records: Record | Fact) -> MediumState:
    (one,) = media(pages(*records))
    return one


def test_a_medium_is_followed_from_its_registration_to_its_end() -> None:
    steps = (STICK, OUT, BACK, POST, GONE)
    seen = [state(*steps[: count + 1]) for count in range(len(steps))]
    assert [one.whereabouts for one in seen] == ["held", "carried", "held", "posted", "disposed"]
    assert [one.where for one in seen] == ["", "city", "", "tanaka", ""]
    assert [one.since for one in seen] == [AT + timedelta(hours=count) for count in range(len(steps))]
    assert undisposed(pages(*steps[:-1]))
    assert not undisposed(pages(*steps))


def test_it_is_overdue_only_after_the_day_and_only_while_it_is_out() -> None:
    assert not state(STICK, OUT).overdue(date(2026, 6, 5))
    assert state(STICK, OUT).overdue(date(2026, 6, 6))
    assert not state(STICK, OUT, BACK).overdue(date(2026, 6, 6))
    assert not state(STICK, replace(OUT, due=None)).overdue(date(2030, 1, 1))


def test_what_was_only_intended_or_failed_did_not_happen() -> None:
    plan = Plan(verb="medium-carry-out", contract="c", actor="sato", at=AT, nonce="0" * 32, facts=(OUT,))
    intent = Intent(plan=plan, decision=Decision(profile="p", findings=()))
    assert state(STICK, intent, Failed(intent=1, code="x.y", facts=(OUT,))).whereabouts is Whereabouts.HELD


def test_what_is_not_registered_has_no_state() -> None:
    assert media(pages(OUT, GONE, Stocktaking(found=("U-01",)))) == ()


def test_a_stocktaking_says_what_is_missing_until_it_moves_or_is_found() -> None:
    absent = Stocktaking(found=(), missing=("U-01",))
    assert state(STICK, absent).missing
    assert state(STICK, absent).checked == AT + timedelta(hours=1)
    assert not state(STICK, absent, Stocktaking(found=("U-01",))).missing
    assert not state(STICK, absent, POST).missing
    assert state(STICK, OUT, Stocktaking(found=(), away=("U-01",))).checked is None


def test_stating_a_medium_again_changes_what_it_holds_and_not_where_it_is() -> None:
    filled = state(STICK, OUT, replace(STICK, content="住民"))
    assert (filled.medium.content, filled.whereabouts) == ("住民", Whereabouts.CARRIED)


def test_an_empty_medium_holds_nothing_to_protect_and_a_forgotten_content_does() -> None:
    assert state(STICK).data_class is DataClass.PERSONAL
    assert state(replace(STICK, content="")).data_class is DataClass.OTHER
    (forgotten,) = media([replace(page, redacted=True) for page in pages(replace(STICK, content=""))])
    assert not forgotten.content_known
    assert forgotten.data_class is DataClass.PERSONAL
