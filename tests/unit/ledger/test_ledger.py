"""The ledger as the office uses it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.ledger.records import JST, ORIGIN, decision, done, failed, handed_out, intent, plan, refused

from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.ledger import Checkpoint, Ledger, halves, open_ledger
from safehandle.ledger.proofs import verify_consistency, verify_inclusion
from safehandle.ledger.tree import leaf_hash
from safehandle.model import Change, Done, Intent, Record, Redaction


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db", ORIGIN, create=True) as made:
        yield made


def fill(ledger: Ledger, acts: int) -> None:
    for index in range(acts):
        ledger.append(done(ledger.append(intent(index))))


def delete(ledger: Ledger, number: int) -> None:
    """As somebody would who goes round the program."""
    with closing(sqlite3.connect(ledger.location)) as database, database:
        database.execute("DELETE FROM entry WHERE number = ?", (number,))


def test_numbers_count_from_nought_and_records_come_back(ledger: Ledger) -> None:
    before = datetime.now(JST)
    records: list[Record] = [intent(1), done(0), refused(2), intent(3), failed(3)]
    assert [ledger.append(record) for record in records] == [0, 1, 2, 3, 4]
    entries = list(ledger.entries())
    assert [entry.record for entry in entries] == records
    assert [entry.number for entry in ledger.entries(1, 3)] == [1, 2]
    assert before - timedelta(seconds=1) < entries[0].at <= entries[4].at <= datetime.now(JST) + timedelta(seconds=1)
    assert entries[0].at.utcoffset() == timedelta(hours=9)


def test_an_intent_is_open_until_its_outcome_is_known(ledger: Ledger) -> None:
    first, second = ledger.append(intent(1)), ledger.append(intent(2))
    ledger.append(refused(3))
    third = ledger.append(intent(4))
    ledger.append(failed(third))
    ledger.append(done(first))
    assert [entry.number for entry in ledger.open_intents()] == [second]
    assert ledger.verify().open_intents == (second,)


def test_entries_after_the_last_checkpoint_handed_out_are_counted(ledger: Ledger) -> None:
    fill(ledger, 10)
    assert ledger.verify().unprotected == 20
    state = ledger.head()
    number = ledger.append(intent(11))
    ledger.append(handed_out(number, size=state.size, root=state.root, to="川原市 情報政策課"))
    report = ledger.verify()
    assert report.unprotected == 2
    assert report.last_handed_out is not None
    assert (report.last_handed_out.size, report.last_handed_out.to) == (20, "川原市 情報政策課")
    assert ledger.handed_out() == report.handed_out


def test_a_hand_out_still_counts_when_the_name_is_forgotten(ledger: Ledger) -> None:
    fill(ledger, 10)
    state = ledger.head()
    number = ledger.append(handed_out(ledger.append(intent(11)), size=state.size, root=state.root))
    why = Redaction(entry=number, reason="満了")
    ledger.append(Intent(plan=plan(verb="ledger-redact", facts=(why,)), decision=decision()))
    ledger.redact(number)
    report = ledger.verify()
    assert report.holds
    assert report.last_handed_out is not None
    assert (report.last_handed_out.to, report.unprotected) == ("", 3)


def test_a_ledger_of_many_entries_is_verified_in_two_halves(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    number = ledger.append(intent(1))
    fill(ledger, 300)
    ledger.append(done(number))  # an outcome in one half whose intent is in the other
    ledger.append(done(number))
    held = [ledger.at(size) for size in (0, 1, 100, 255, 256, 257, 300, 400, 512, 600, 603)]
    held.append(Checkpoint(ORIGIN, 400, bytes(32)))
    whole = ledger.verify(held)
    monkeypatch.setattr(halves, "WORTH_IT", 10)
    assert ledger.verify(held) == whole
    assert [holds for _, holds in whole.held] == [True] * 11 + [False]
    assert [problem.code for problem in whole.problems] == ["ledger.outcome-without-intent", "ledger.rewritten"]
    delete(ledger, 40)
    assert "ledger.entry-missing" in [problem.code for problem in ledger.verify(held).problems]
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert "ledger.entry-missing" in [problem.code for problem in ledger.verify(held).problems]


def test_a_hand_out_that_a_name_merely_speaks_of_does_not_count(ledger: Ledger) -> None:
    number = ledger.append(intent(0))
    misleading = Change(part="person", ident='","kind":"handout"', what="add", detail="")
    ledger.append(Done(intent=number, facts=(misleading,)))
    assert ledger.handed_out() == ()


@pytest.mark.parametrize("acts", [1, 3, 64, 300])
def test_proofs_hold_at_any_size(ledger: Ledger, acts: int) -> None:
    fill(ledger, acts)
    head = ledger.head()
    for number in {0, acts, 2 * acts - 1}:
        proof = ledger.prove(number)
        assert proof.checkpoint == head
        assert verify_inclusion(leaf_hash(ledger.entry(number).body), number, head.size, proof.path, head.root)
    for size in {1, acts, 2 * acts}:
        old = ledger.at(size)
        new, path = ledger.consistency(old)
        assert new == head
        assert verify_consistency(size, head.size, path, old.root, head.root)


def test_an_older_checkpoint_can_be_proved_against(ledger: Ledger) -> None:
    fill(ledger, 20)
    held = ledger.head()
    fill(ledger, 200)
    proof = ledger.prove(7, held)
    assert verify_inclusion(leaf_hash(ledger.entry(7).body), 7, held.size, proof.path, held.root)
    with pytest.raises(InputError, match=r"ledger\.no-such-entry"):
        ledger.prove(41, held)


def test_no_proof_is_given_that_would_not_hold(ledger: Ledger) -> None:
    fill(ledger, 20)
    forged = Checkpoint(ORIGIN, 30, bytes(32))
    with pytest.raises(IntegrityError, match=r"ledger\.tree-damaged"):
        ledger.prove(3, forged)
    with pytest.raises(IntegrityError, match=r"ledger\.rewritten"):
        ledger.consistency(forged)
    with pytest.raises(IntegrityError, match=r"ledger\.truncated"):
        ledger.consistency(Checkpoint(ORIGIN, 41, bytes(32)))
    with pytest.raises(InputError, match=r"ledger\.nothing-to-prove"):
        ledger.consistency(ledger.at(0))


@pytest.mark.parametrize("number", [-1, 2, 10**12])
def test_an_entry_that_is_not_there_is_an_error(ledger: Ledger, number: int) -> None:
    fill(ledger, 1)
    with pytest.raises(InputError, match=r"ledger\.no-such-entry"):
        ledger.entry(number)
    with pytest.raises(InputError, match=r"ledger\.no-such-entry"):
        ledger.prove(number)


def test_a_place_that_no_store_keeps_ledgers_at_is_refused() -> None:
    with pytest.raises(UsageError, match=r"ledger\.location-unknown"):
        open_ledger("gopher://hole/ledger", ORIGIN)


def test_reading_stops_at_a_gap(ledger: Ledger) -> None:
    fill(ledger, 3)
    delete(ledger, 2)
    entries = ledger.entries()
    assert [next(entries).number, next(entries).number] == [0, 1]
    with pytest.raises(IntegrityError, match=r"ledger\.entry-missing"):
        next(entries)


def test_a_report_raises_what_it_found(ledger: Ledger) -> None:
    fill(ledger, 3)
    ledger.verify().demand()
    with pytest.raises(IntegrityError) as caught:
        ledger.verify([Checkpoint(ORIGIN, 5, bytes(32))]).demand()
    assert caught.value.code == "ledger.rewritten"
