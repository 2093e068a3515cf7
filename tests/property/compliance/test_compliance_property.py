"""Whatever a ledger holds, no duty of people is better than attested, and no finding says that it is satisfied."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.compliance.ledgers import PROFILE, TODAY, Book

from safehandle.model import Change, Cipher, Observance, Reported
from safehandle.policy import AssessmentSubject, Duty, Standing, assess, oscal
from safehandle.policy.oscal.document import runs

ARTICLES = [article.ident for article in PROFILE.articles]
WORD = {Standing.ATTESTED, Standing.OVERDUE, Standing.NOT_YET, Standing.NOT_APPLICABLE}
SUBJECT = AssessmentSubject(contract="c", title="", size=1, root="00" * 32, at=datetime(2026, 6, 1, tzinfo=UTC))
months = st.integers(4, 8)
days = st.dates(date(2026, 3, 1), date(2026, 9, 30))


@st.composite
def books(draw: st.DrawFn) -> Book:
    book = Book()
    for _ in range(draw(st.integers(0, 12))):
        month = draw(months)
        match draw(st.sampled_from(["encrypt", "person", "place", "told", "wipe", "attest"])):
            case "encrypt":
                book.act("encrypt", Cipher(name=draw(st.sampled_from(["AES", "RC4"]))), month=month)
            case "told":
                reported = Reported(through=draw(st.integers(0, 20)), day=TODAY, document="1")
                book.act("contract-report", reported, month=month)
            case "attest":
                observance = draw(st.sampled_from(Observance))
                article, due = draw(st.sampled_from(ARTICLES)), draw(st.none() | days)
                book.attest(article, month=month, due=due, observance=observance)
            case "wipe":
                book.act("wipe", month=month, done=draw(st.booleans()))
            case part:
                book.act(part, Change(part=part, ident="x", what="add"), month=month)
    return book


@given(books(), st.none() | days, st.none() | days)
def test_nothing_makes_a_duty_of_people_better_than_attested(book: Book, start: date | None, end: date | None) -> None:
    assessed = assess(PROFILE, book.entries, TODAY, start=start, end=end)
    for one in assessed:
        for duty in one.duties:
            if duty.duty is Duty.ORGANISATIONAL:
                assert duty.standing in WORD
                assert duty.entries == duty.earlier == duty.refused == ()
            if duty.standing in {Standing.ATTESTED, Standing.OVERDUE}:
                assert duty.attestation is not None
    results = oscal(PROFILE, assessed, SUBJECT)["assessment-results.json"]["assessment-results"]
    (result,) = results["results"]
    assert not [one for one in result.get("findings", ()) if one["target"]["target-id"].endswith("_obj.o")]


@given(books(), days)
def test_what_happens_later_never_changes_how_things_stood(book: Book, end: date) -> None:
    earlier = [entry for entry in book.entries if entry.at.date() <= end]  # noon in Japan: the same day in UTC
    assert assess(PROFILE, book.entries, TODAY, end=end) == assess(PROFILE, earlier, TODAY, end=end)


@given(st.sets(st.integers(0, 50)))
def test_runs_name_every_number_once(numbers: set[int]) -> None:
    named: list[int] = []
    for run in runs(sorted(numbers)).split():
        first, _, last = run.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(numbers)
