"""How a duty stands by what the ledger holds of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.compliance.ledgers import PROFILE, TODAY, Book

from safehandle.model import Change, Observance, RegisterExport, Reported
from safehandle.policy import Standing, assess, coverage, load_profile, profile_ids
from safehandle.policy.evidence import known

PERSON = Change(part="person", ident="sato", what="add")
PLACE = Change(part="place", ident="office", what="add")


def export(register: str) -> RegisterExport:
    return RegisterExport(register=register, form="json", period="../..", size=1, root="00" * 32)


def test_changes_that_the_client_was_not_told_leave_the_article_open() -> None:
    book = Book()
    first = book.act("person", PERSON)
    duty = book.duty("2")
    assert (duty.standing, duty.untold) == (Standing.NOT_YET, (first + 1,))
    book.act("contract-report", Reported(through=first + 1, day=TODAY, document="7受第1号"))
    assert (book.duty("2").standing, book.duty("2").untold) == (Standing.RECORDED, ())
    later = book.act("person", PERSON)
    assert (book.duty("2").standing, book.duty("2").untold) == (Standing.NOT_YET, (later + 1,))


def test_changes_of_another_part_need_not_be_told_here() -> None:
    book = Book()
    first = book.act("person", PERSON)
    book.act("contract-report", Reported(through=first + 1, day=TODAY, document="7受第1号"))
    book.act("place", PLACE)
    assert book.duty("2").standing is Standing.RECORDED


def test_a_duty_shown_by_documents_is_attested_and_not_recorded() -> None:
    book = Book()
    number = book.attest("3")
    duty = book.duty("3")
    assert (duty.standing, duty.entries, duty.attested_by) == (Standing.ATTESTED, (), number + 1)


def test_a_word_that_is_owed_again_outweighs_the_record_beside_it() -> None:
    book = Book()
    book.act("place", PLACE)
    assert book.duty("3").standing is Standing.RECORDED
    book.attest("3", month=4, due=date(2026, 5, 1))
    assert book.duty("3").standing is Standing.OVERDUE


def test_a_word_that_nobody_asked_for_does_not_spoil_a_record_when_it_is_overdue() -> None:
    book = Book()
    book.act("wipe")
    book.attest("4(1)", month=4, due=date(2026, 5, 1))
    assert book.duty("4(1)").standing is Standing.RECORDED


def test_who_says_that_it_is_not_kept_is_believed_whatever_the_records_show() -> None:
    book = Book()
    book.act("wipe")
    book.attest("4(1)", observance=Observance.NOT_KEPT)
    book.attest("5")
    book.attest("5", observance=Observance.NOT_KEPT)
    assert book.duty("4(1)").standing is Standing.NOT_YET
    assert book.duty("5").standing is Standing.NOT_YET


def test_nothing_to_keep_is_not_applicable_until_something_was_recorded() -> None:
    book = Book()
    book.attest("3", observance=Observance.NOT_APPLICABLE)
    assert book.duty("3").standing is Standing.NOT_APPLICABLE
    book.act("place", PLACE)
    assert book.duty("3").standing is Standing.RECORDED


def test_nothing_to_keep_must_be_said_again_when_it_is_due() -> None:
    book = Book()
    book.attest("5", month=4, due=date(2026, 5, 1), observance=Observance.NOT_APPLICABLE)
    assert book.duty("5").standing is Standing.OVERDUE


def test_only_the_compliance_report_itself_shows_that_it_was_reported() -> None:
    book = Book()
    book.act("report", export("media"))
    assert book.duty("4(2)").standing is Standing.NOT_YET
    number = book.act("report", export("compliance"))
    assert book.duty("4(2)").entries == (number + 1,)


def test_what_was_attested_under_another_profile_does_not_count() -> None:
    book = Book()
    book.attest("5")
    other = assess(replace(PROFILE, ident="other"), book.entries, TODAY)
    assert book.duty("5").standing is Standing.ATTESTED
    assert other[-1].standing is Standing.NOT_YET


@pytest.mark.parametrize("ident", profile_ids())
def test_the_ledger_can_show_everything_that_a_profile_relies_on(ident: str) -> None:
    unknown = {server for one in coverage(load_profile(ident)) for server in one.recorded_by if not known(server)}
    assert unknown == set()


def test_something_unknown_is_found() -> None:
    assert not known("register:attendance")
