"""A ledger that was set back is noticed by what is remembered elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.ledger.records import ORIGIN, done, intent

from safehandle.errors import IntegrityError
from safehandle.ledger import Checkpoint, Ledger, open_ledger


def opened(tmp_path: Path, *known: Checkpoint, create: bool = False) -> Ledger:
    return open_ledger(tmp_path / "ledger.db", ORIGIN, create=create, known=known, memory=tmp_path / "home" / "seen")


@pytest.fixture
def set_back(tmp_path: Path) -> Checkpoint:
    """A ledger of 10 entries that was restored to 4; returns its state at 10."""
    with opened(tmp_path, create=True) as ledger:
        for index in range(4):
            ledger.append(intent(index))
    shutil.copyfile(tmp_path / "ledger.db", tmp_path / "back-up.db")
    with opened(tmp_path) as ledger:
        for index in range(6):
            ledger.append(intent(index))
        state = ledger.head()
    shutil.copyfile(tmp_path / "back-up.db", tmp_path / "ledger.db")
    return state


def test_a_ledger_that_goes_on_is_never_in_the_way(tmp_path: Path) -> None:
    states: list[Checkpoint] = []
    for index in range(5):
        with opened(tmp_path, *states, create=index == 0) as ledger:
            ledger.append(done(ledger.append(intent(index))))
            states.append(ledger.head())
            assert ledger.missing() == ()


def test_nothing_is_appended_to_a_ledger_that_was_set_back(tmp_path: Path, set_back: Checkpoint) -> None:
    for _ in range(2):
        with opened(tmp_path) as ledger:
            with pytest.raises(IntegrityError) as caught:
                ledger.append(intent(9))
            assert caught.value.code == "ledger.rolled-back"
            assert (caught.value.fields["size"], caught.value.fields["known"]) == (4, 10)
            assert ledger.head().size == 4
            assert ledger.missing() == (set_back,)


def test_a_kept_checkpoint_warns_where_memory_is_gone(tmp_path: Path, set_back: Checkpoint) -> None:
    shutil.rmtree(tmp_path / "home")
    with opened(tmp_path, set_back) as ledger, pytest.raises(IntegrityError, match=r"ledger\.rolled-back"):
        ledger.append(intent(9))


def test_a_fork_that_is_longer_is_noticed_too(tmp_path: Path, set_back: Checkpoint) -> None:
    with open_ledger(tmp_path / "ledger.db", ORIGIN) as careless:
        for index in range(20):
            careless.append(intent(index))
    with opened(tmp_path) as ledger, pytest.raises(IntegrityError, match=r"ledger\.rolled-back"):
        ledger.append(intent(9))


def test_a_ledger_founded_anew_is_not_its_namesake(tmp_path: Path, set_back: Checkpoint) -> None:
    (tmp_path / "ledger.db").unlink()
    with opened(tmp_path, create=True) as ledger:
        ledger.append(intent(1))
    with opened(tmp_path) as ledger:
        assert ledger.append(intent(2)) == 1
