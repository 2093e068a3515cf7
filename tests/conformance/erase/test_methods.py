"""What every method and every step must be, however many there are."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from tests.unit.erase.keys import holding
from tests.unit.erase.media import medium

from safehandle.erase.ground import Ground
from safehandle.erase.job import carry_out
from safehandle.erase.method import Order, choose, methods
from safehandle.erase.residuals import TABLE
from safehandle.erase.step import chosen, steps
from safehandle.erase.surveying import survey
from safehandle.errors import ErasureError, UsageError
from safehandle.model.erasure import Level

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


@pytest.fixture
def subjects(tmp_path: Path) -> dict[str, object]:
    """Something of each kind to assess."""
    (tmp_path / "a.csv").write_bytes(b"a" * 5000)
    return {"files": survey([tmp_path / "a.csv"]), "medium": medium(), "key": holding()}


@pytest.mark.parametrize("name", sorted(methods()))
def test_assessing_is_repeatable_and_speaks_in_known_terms(name: str, subjects: dict[str, object]) -> None:
    one = methods()[name]
    first, second = (one.assess(subjects[one.what], Order()) for _ in range(2))
    assert first == second
    assert first.level is not Level.DESTROY, "software does not destroy media"
    assert (first.level is Level.NONE) == bool(first.refusals)
    for residual in first.residuals:
        assert dataclasses.replace(residual, count=1) == TABLE[residual.code]


@pytest.mark.parametrize("name", sorted(name for name, one in methods().items() if one.what == "medium"))
@pytest.mark.parametrize("refusal", ["device-mounted", "device-system", "device-in-use", "device-swap"])
def test_no_method_goes_past_what_forbids_erasing_a_medium(name: str, refusal: str, tmp_path: Path) -> None:
    forbidden = dataclasses.replace(medium(transport="nvme"), refusals=(refusal,))
    order = Order(requested=Level.DELETED, accept=True, partial=True, confirmed="SER-1", journal=tmp_path)
    with pytest.raises(ErasureError) as raised:
        carry_out(methods()[name], forbidden, order, target_digest="")
    assert raised.value.code == f"erase.{refusal}"


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
