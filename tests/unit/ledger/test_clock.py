"""What is read of the machine's clock."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from safehandle.ledger import ClockMark, clock_state, look_at_clock


def test_the_state_is_one_of_three() -> None:
    state = clock_state(step=-1500)
    assert state.synchronised in ("yes", "no", "unknown")
    assert state.step == -1500
    if sys.platform.startswith("linux"):
        assert state.synchronised != "unknown"
        assert state.error >= 0


def test_a_clock_that_nobody_sets_makes_no_step() -> None:
    before = ClockMark.now()
    time.sleep(0.05)
    assert abs(before.step(ClockMark.now())) <= 5


@pytest.mark.parametrize(("nanoseconds", "step"), [(3_600_000_000_000, 3_600_000), (-2_000_000_000, -2000), (0, 0)])
def test_a_set_clock_shows(nanoseconds: int, step: int) -> None:
    mark = ClockMark("boot", 10**18)
    assert mark.step(ClockMark("boot", 10**18 + nanoseconds)) == step
    assert mark.step(ClockMark("another boot", 10**18 + nanoseconds)) == 0


def test_a_look_compares_with_the_last_one(tmp_path: Path) -> None:
    mark = tmp_path / "home" / "clock"
    assert look_at_clock(mark).step == 0
    assert look_at_clock(mark).step == 0
    now = ClockMark.now()
    mark.write_text(ClockMark(now.boot, now.offset - 3_600_000_000_000).encode())
    assert abs(look_at_clock(mark).step - 3_600_000) < 1000
    mark.write_text("not a mark")
    assert look_at_clock(mark).step == 0


def test_a_mark_survives_its_text() -> None:
    mark = ClockMark("0123-abcd", -5)
    assert ClockMark.decode(mark.encode()) == mark
    with pytest.raises(ValueError, match="unpack"):
        ClockMark.decode("")
