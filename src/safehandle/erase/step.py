"""What a step after the erasure of files is: something asked for by name that removes more from the file system."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Protocol

from safehandle.erase.ground import Ground
from safehandle.errors import UsageError


class AfterStep(Protocol):
    """One step. It runs once for each file system that files were erased on."""

    @property
    def name(self) -> str:
        """Its name in plans and on the command line."""

    @property
    def turn(self) -> int:
        """When it runs: the step with the lowest number first."""

    def fits(self, ground: Ground, /) -> bool:
        """Whether it can be done on such a file system."""

    def clears(self, ground: Ground, /) -> frozenset[str]:
        """Codes of the residuals that it removes from such a file system, if it succeeds. Touches nothing."""

    def run(self, ground: Ground, folder: int, tick: Callable[[int], None], /) -> int:
        """Do it, with ``folder`` a descriptor of a folder on the file system. Returns the bytes dealt with.

        Raises:
            OSError: the system cannot, or it was not shown to have worked; then nothing counts as removed.
        """


@cache
def steps() -> dict[str, AfterStep]:
    """Every step, by name."""
    package = importlib.import_module("safehandle.erase.steps")
    found = [
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    ]
    return {module.STEP.name: module.STEP for module in found}


def chosen(names: tuple[str, ...]) -> tuple[AfterStep, ...]:
    """The steps of those names, in the order in which they run.

    Raises:
        UsageError: ``erase.no-such-step``.
    """
    for name in names:
        if name not in steps():
            raise UsageError("erase.no-such-step", name=name, choices=", ".join(sorted(steps())))
    return tuple(sorted((steps()[name] for name in set(names)), key=lambda step: step.turn))
