"""What is admitted: never a lower level in silence, never another method."""

from __future__ import annotations

import pytest

from safehandle.erase.method import Assessment, Order, admit, choose
from safehandle.erase.residuals import TABLE, file_level
from safehandle.errors import ErasureError, UsageError
from safehandle.model.erasure import Level


def code_of(assessment: Assessment, order: Order) -> str:
    with pytest.raises(ErasureError) as raised:
        admit(assessment, order)
    return raised.value.code


def test_a_reachable_level_without_residuals_is_admitted() -> None:
    admit(Assessment(level=Level.CLEAR, residuals=()), Order(requested=Level.CLEAR))


def test_a_level_out_of_reach_is_refused_even_when_residuals_are_accepted() -> None:
    short = Assessment(level=Level.FILE_OVERWRITE, residuals=())
    assert code_of(short, Order(requested=Level.CLEAR)) == "erase.level-unreachable"
    assert code_of(short, Order(requested=Level.CLEAR, accept=True)) == "erase.level-unreachable"


def test_content_that_stays_must_be_accepted_and_names_need_not() -> None:
    flash = Assessment(level=Level.FILE_OVERWRITE, residuals=(TABLE["flash"],))
    names = Assessment(level=Level.FILE_OVERWRITE, residuals=(TABLE["journal-names"],))
    assert code_of(flash, Order()) == "erase.residuals"
    admit(flash, Order(accept=True))
    admit(names, Order())


def test_a_refusal_cannot_be_accepted_away() -> None:
    mounted = Assessment(level=Level.CLEAR, residuals=(), refusals=("device-mounted",))
    assert code_of(mounted, Order(accept=True, partial=True)) == "erase.device-mounted"


@pytest.mark.parametrize("name", ["no-such", "file-overwrite"])
def test_a_method_that_does_not_fit_is_not_replaced_by_another(name: str) -> None:
    with pytest.raises(UsageError, match=r"erase\.no-such-method"):
        choose(name, "medium")


def test_levels_are_ordered() -> None:
    order = list(Level)
    for index, level in enumerate(order):
        assert [level.reaches(other) for other in order] == [True] * (index + 1) + [False] * (len(order) - index - 1)


def test_what_lies_beneath_the_device_does_not_lower_a_file_s_level_and_what_lies_on_it_does() -> None:
    assert file_level(["flash", "journal-names", "earlier-copies"]) is Level.FILE_OVERWRITE
    for code in ("cow-old-blocks", "overlay-lower", "unknown-file-system", "network", "xattr"):
        assert file_level([code]) is Level.DELETED
