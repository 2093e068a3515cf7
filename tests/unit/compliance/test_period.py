"""A report for a period counts its own acts, and tells how things stood at its end."""

from __future__ import annotations

from datetime import date

from tests.unit.compliance.ledgers import Book

from safehandle.model import Change, Cipher
from safehandle.policy import Standing

AES, RC4 = Cipher(name="AES"), Cipher(name="RC4")
MAY = {"start": date(2026, 5, 1), "end": date(2026, 5, 31)}


def test_acts_of_other_months_are_not_counted() -> None:
    book = Book()
    book.act("encrypt", AES, month=4)
    allowed = book.act("encrypt", AES, month=5)
    refused = book.act("encrypt", RC4, month=5)
    book.act("encrypt", RC4, month=6)
    duty = book.duty("1", **MAY)
    assert (duty.entries, duty.refused) == ((allowed,), (refused,))


def test_both_ends_belong_to_the_period_in_japans_days() -> None:
    book = Book()
    number = book.act("encrypt", AES, month=5)
    assert book.duty("1", date(2026, 5, 1), date(2026, 5, 1)).entries == (number,)
    assert book.duty("1", date(2026, 5, 2), None).entries == ()
    assert book.duty("1", None, date(2026, 4, 30)).entries == ()


def test_a_record_from_before_the_period_still_stands_and_is_told_apart() -> None:
    book = Book()
    number = book.act("place", Change(part="place", ident="office", what="add"), month=4)
    duty = book.duty("3", **MAY)
    assert (duty.standing, duty.entries, duty.earlier) == (Standing.RECORDED, (), (number + 1,))


def test_what_came_after_the_period_is_not_told() -> None:
    book = Book()
    book.act("place", Change(part="place", ident="office", what="add"), month=6)
    book.attest("5", month=6)
    assert book.duty("3", **MAY).standing is Standing.NOT_YET
    assert book.duty("5", **MAY).standing is Standing.NOT_YET


def test_what_is_overdue_today_was_not_at_the_end_of_the_period() -> None:
    book = Book()
    book.attest("5", month=4, due=date(2026, 5, 31))
    assert book.duty("5", **MAY).standing is Standing.ATTESTED
    assert book.duty("5", date(2026, 5, 1), date(2027, 3, 31)).standing is Standing.OVERDUE  # as of today, not of 2027


def test_an_act_that_ended_after_the_period_is_no_record_of_it() -> None:
    book = Book()
    book.act("wipe", month=5, done=False)
    assert book.duty("4(1)", **MAY).standing is Standing.NOT_APPLICABLE
