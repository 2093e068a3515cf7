"""What every method and every step must be, however many there are."""

from __future__ import annotations

import re

import pytest

from safehandle.erase.ground import Ground
from safehandle.erase.method import choose, methods
from safehandle.erase.residuals import TABLE
from safehandle.erase.step import chosen, steps
from safehandle.errors import UsageError

NAME = re.compile(r"[a-z]+(-[a-z]+)*")


def test_the_scan_finds_them() -> None:
    assert "file-overwrite" in methods()
    assert set(steps()) == {"journal", "free-space", "trim"}


@pytest.mark.parametrize("name", sorted(methods()))
def test_a_method_says_what_it_is(name: str) -> None:
    one = methods()[name]
    assert one.name == name
    assert NAME.fullmatch(name)
    assert one.what in {"files", "medium", "key"}
    assert one.technique
    assert choose(name, one.what) is one
    others = {"files", "medium", "key"} - {one.what}
    for what in others:
        with pytest.raises(UsageError):
            choose(name, what)


@pytest.mark.parametrize("name", sorted(steps()))
@pytest.mark.parametrize("kind", ["ext", "xfs", "btrfs", "vfat", "overlay", "nfs", "tmpfs", "unknown (x)"])
def test_a_step_removes_only_what_the_table_knows_and_only_where_it_fits(name: str, kind: str) -> None:
    ground = Ground(kind=kind, point="/x", device=(0, 0), layers=(), residuals=())
    clears = steps()[name].clears(ground)
    assert clears <= TABLE.keys()
    if clears:
        assert steps()[name].fits(ground)


def test_steps_run_in_the_order_in_which_they_make_sense() -> None:
    assert [step.name for step in chosen(("trim", "free-space", "journal"))] == ["journal", "free-space", "trim"]
    with pytest.raises(UsageError, match=r"erase\.no-such-step"):
        chosen(("defragment",))
