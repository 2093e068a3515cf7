"""The witness remembers what it saw, and nothing that does not continue it gets past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.ledger.records import ORIGIN, intent

from safehandle.errors import InputError, IntegrityError
from safehandle.keys.notes import cosign_note
from safehandle.keys.pairs import generate
from safehandle.ledger import (
    Checkpoint,
    Ledger,
    WitnessBook,
    WitnessRequest,
    cosigner,
    log_verifier,
    open_checkpoint,
    open_ledger,
)

KEY = generate("ed25519")
LOGS = (log_verifier(ORIGIN, KEY.public.encode()),)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db", ORIGIN, create=True) as made:
        for index in range(30):
            made.append(intent(index))
        yield made


@pytest.fixture
def book(tmp_path: Path) -> WitnessBook:
    return WitnessBook(tmp_path / "witnessed")


def request(ledger: Ledger, old: int, new: int) -> WitnessRequest:
    later = ledger.at(new)
    path = ledger.consistency(ledger.at(old), later)[1] if old else ()
    return WitnessRequest(old, path, later.sign(KEY))


def test_checkpoints_that_continue_each_other_are_accepted(ledger: Ledger, book: WitnessBook) -> None:
    assert book.last(ORIGIN).size == 0
    for old, new in ((0, 7), (7, 8), (8, 8), (8, 30)):
        assert book.accept(request(ledger, old, new), LOGS).checkpoint == ledger.at(new)
        assert WitnessBook(book.folder).last(ORIGIN) == ledger.at(new)


def test_a_request_survives_its_file(ledger: Ledger, tmp_path: Path) -> None:
    made = request(ledger, 7, 30)
    made.write(tmp_path / "request")
    text = (tmp_path / "request").read_text("utf-8")
    assert text.startswith("old 7\n")
    assert WitnessRequest.decode(text) == made
    assert WitnessRequest.decode(made.note) == WitnessRequest(0, (), made.note)


def test_a_rewritten_ledger_is_never_accepted(ledger: Ledger, book: WitnessBook, tmp_path: Path) -> None:
    book.accept(request(ledger, 0, 20), LOGS)
    with open_ledger(tmp_path / "forged.db", ORIGIN, create=True) as forged:
        for index in range(40):
            forged.append(intent(index))  # new salts make other bytes
        for new in (20, 40):
            with pytest.raises(IntegrityError, match=r"ledger\.witness-fork"):
                book.accept(request(forged, 20, new), LOGS)
    assert book.last(ORIGIN) == ledger.at(20)


def test_a_proof_from_elsewhere_is_refused_with_the_size_that_is_needed(ledger: Ledger, book: WitnessBook) -> None:
    book.accept(request(ledger, 0, 20), LOGS)
    for old in (0, 7, 30):
        with pytest.raises(InputError) as caught:
            book.accept(request(ledger, old, 30), LOGS)
        assert (caught.value.code, caught.value.fields["seen"]) == ("ledger.witness-other-size", 20)


def test_going_back_is_refused(ledger: Ledger, book: WitnessBook) -> None:
    book.accept(request(ledger, 0, 20), LOGS)
    with pytest.raises(IntegrityError, match=r"ledger\.witness-fork"):
        book.accept(WitnessRequest(20, (), ledger.at(10).sign(KEY)), LOGS)


def test_another_key_is_refused(ledger: Ledger, book: WitnessBook) -> None:
    stranger = WitnessRequest(0, (), ledger.at(20).sign(generate("ed25519")))
    with pytest.raises(IntegrityError, match=r"keys\.note-unsigned"):
        book.accept(stranger, LOGS)
    assert not list(book.folder.glob("*.checkpoint"))


def test_logs_are_remembered_apart(ledger: Ledger, book: WitnessBook) -> None:
    book.accept(request(ledger, 0, 20), LOGS)
    other = Checkpoint("../../other", 5, bytes(32))
    verifier = log_verifier(other.origin, KEY.public.encode())
    book.accept(WitnessRequest(0, (), other.sign(KEY)), (verifier,))
    assert book.last(ORIGIN).size == 20
    assert book.last(other.origin) == other
    assert all(path.parent == book.folder for path in book.folder.rglob("*.checkpoint"))


def test_a_damaged_memory_is_an_error_and_not_a_first_sight(ledger: Ledger, book: WitnessBook) -> None:
    book.accept(request(ledger, 0, 20), LOGS)
    (kept,) = book.folder.glob("*.checkpoint")
    kept.write_text("")
    with pytest.raises(IntegrityError, match=r"ledger\.witness-damaged"):
        book.accept(request(ledger, 20, 30), LOGS)


def test_a_cosignature_is_seen_beside_the_logs_own(ledger: Ledger) -> None:
    city = generate("ed25519")
    note = cosign_note(ledger.head().sign(KEY), "kawara.example", city, datetime(2026, 11, 21, tzinfo=UTC))
    opened = open_checkpoint(note, LOGS, [cosigner("kawara.example", city.public)])
    assert [one.cosigned_at for one in opened.signatures] == [None, 1795219200]
    with pytest.raises(IntegrityError, match=r"ledger\.checkpoint-unsigned"):
        open_checkpoint(note, (), [cosigner("kawara.example", city.public)])


@pytest.mark.parametrize("text", ["old 07\n\nx", "old 7\nAAAA\n\nx", "old 7\n***\n\nx", "old 7", "old -1\n\nx"])
def test_text_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(IntegrityError, match=r"ledger\.request-malformed"):
        WitnessRequest.decode(text)
