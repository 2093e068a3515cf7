"""What a recorded restoring explains to a verification: checkpoints that it names, of numbers that are all lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.ledger.records import ORIGIN, decision, done, intent, plan

from safehandle.errors import IntegrityError
from safehandle.ledger import Checkpoint, Ledger, Report, open_ledger
from safehandle.model import Abandoned, Fact, Intent, Restored

SIZE, KNOWN = 4, 10


@pytest.fixture
def before(tmp_path: Path) -> tuple[Checkpoint, ...]:
    """A ledger of 10 entries that was restored to 4; returns its states at 3, 7 and 10."""
    with open_ledger(tmp_path / "ledger.db", ORIGIN, create=True) as ledger:
        for index in range(SIZE):
            ledger.append(intent(index))
    shutil.copyfile(tmp_path / "ledger.db", tmp_path / "back-up.db")
    with open_ledger(tmp_path / "ledger.db", ORIGIN) as ledger:
        for index in range(KNOWN - SIZE):
            ledger.append(intent(index))
        states = tuple(ledger.at(size) for size in (3, 7, KNOWN))
    shutil.copyfile(tmp_path / "back-up.db", tmp_path / "ledger.db")
    return states


def reopened(tmp_path: Path, *known: Checkpoint) -> Ledger:
    return open_ledger(tmp_path / "ledger.db", ORIGIN, known=known)


def restore(ledger: Ledger, largest: Checkpoint, *named: Checkpoint, size: int = SIZE) -> int:
    facts: tuple[Fact, ...] = (
        Restored(size=size, known=largest.size, root=largest.root.hex(), reason="ディスク故障"),
        *(Abandoned(size=state.size, root=state.root.hex()) for state in named),
    )
    restoring = plan(verb="ledger-restore", facts=facts)
    ledger.excuse()
    number = ledger.append(Intent(plan=restoring, decision=decision()))
    ledger.skip(restoring, largest.size)
    ledger.append(done(number))
    return number


def codes(report: Report) -> list[tuple[str, int]]:
    return [(problem.code, problem.end) for problem in report.problems]


def test_named_checkpoints_are_told_as_lost_and_no_number_is_used_twice(
    tmp_path: Path, before: tuple[Checkpoint, ...]
) -> None:
    _, middle, last = before
    with reopened(tmp_path, last) as ledger:
        number = restore(ledger, last, middle)
        assert ledger.append(intent(9)) >= KNOWN
        report = ledger.verify(before)
        assert report.holds
        assert [(state, told.number) for state, told in report.abandoned] == [(middle, number), (last, number)]
        assert [holds for _, holds in report.held] == [True, False, False]
        (told,) = report.restorings
        assert (told.size, told.known, told.actor, told.reason) == (SIZE, KNOWN, "tanaka", "ディスク故障")
        assert told.named == ((middle.size, middle.root.hex()), (last.size, last.root.hex()))
    with reopened(tmp_path, middle, last) as ledger:
        assert ledger.append(intent(10)) > KNOWN


def test_a_checkpoint_that_is_not_named_disagrees_for_ever(tmp_path: Path, before: tuple[Checkpoint, ...]) -> None:
    _, middle, last = before
    with reopened(tmp_path) as ledger:
        restore(ledger, last)
        assert codes(ledger.verify([middle, last])) == [("ledger.rewritten", middle.size)]
    with reopened(tmp_path, middle) as ledger, pytest.raises(IntegrityError, match=r"ledger\.rolled-back"):
        ledger.append(intent(11))


def test_naming_it_later_is_enough(tmp_path: Path, before: tuple[Checkpoint, ...]) -> None:
    _, middle, last = before
    with reopened(tmp_path) as ledger:
        restore(ledger, last)
        restore(ledger, middle, size=ledger.head().size)
        report = ledger.verify([middle, last])
        assert report.holds
        assert [told.size for _, told in report.abandoned] == [SIZE, SIZE]


def test_a_rewritten_ledger_that_calls_itself_restored_is_found(tmp_path: Path, before: tuple[Checkpoint, ...]) -> None:
    """Every checkpoint is named; but in the numbers that are said to be lost stand other acts."""
    _, middle, last = before
    with reopened(tmp_path) as ledger:
        for index in range(3):
            ledger.append(intent(100 + index))
        restore(ledger, last, middle, size=SIZE)
        report = ledger.verify([middle, last])
        assert codes(report) == [("ledger.rewritten", middle.size), ("ledger.rewritten", last.size)]
        assert report.abandoned == ()


def test_acts_among_the_lost_numbers_are_no_loss(tmp_path: Path, before: tuple[Checkpoint, ...]) -> None:
    _, middle, last = before
    with reopened(tmp_path) as ledger:
        facts = (Restored(size=SIZE, known=KNOWN, root=last.root.hex()), Abandoned(size=7, root=middle.root.hex()))
        restoring = plan(verb="ledger-restore", facts=facts)
        ledger.append(Intent(plan=restoring, decision=decision()))
        ledger.skip(restoring, 7)
        ledger.append(intent(200))
        ledger.skip(restoring, KNOWN)
        assert len(ledger.verify([middle, last]).problems) == 2


def test_a_state_from_before_the_back_up_is_never_explained(tmp_path: Path, before: tuple[Checkpoint, ...]) -> None:
    forged = Checkpoint(ORIGIN, 3, bytes(32))
    with reopened(tmp_path) as ledger:
        restore(ledger, before[-1], forged)
        assert codes(ledger.verify([forged, before[-1]])) == [("ledger.rewritten", 3)]
