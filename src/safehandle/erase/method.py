"""What a method of erasure is. Each lies in a file of its own in :mod:`safehandle.erase.methods` and is found there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from safehandle.errors import ErasureError, UsageError
from safehandle.model.erasure import (
    Command,
    ErasedFile,
    KeyCopy,
    Level,
    MediumIdentity,
    Residual,
    Resumption,
    Status,
    Step,
    Unchecked,
    Verification,
)
from safehandle.model.facts import DataClass

S_contra = TypeVar("S_contra", contravariant=True)


def _silent(_count: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for, beside the subject itself.

    ``accept`` takes the residuals that need it; ``partial`` leaves refused paths out instead of refusing all;
    ``confirmed`` is what the person typed to name a medium; ``journal`` is the folder for job journals, and
    ``fresh`` forgets a job that was cut off instead of taking it up.
    """

    requested: Level = Level.FILE_OVERWRITE
    accept: bool = False
    partial: bool = False
    steps: tuple[str, ...] = ()
    data_class: DataClass = DataClass.PERSONAL
    reason: str = ""
    plan_digest: str = ""
    property_number: str = ""
    media_source: str = ""
    confirmed: str = ""
    journal: Path | None = None
    fresh: bool = False
    progress: Callable[[int], None] = _silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a method would reach on a subject, said before anything is touched.

    ``refusals`` are codes that forbid the whole; ``left_out`` counts paths that are refused one by one.
    """

    level: Level
    residuals: tuple[Residual, ...]
    refusals: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What a method did. It fills this in as it goes, so that nothing is lost when it is cut short."""

    status: Status = Status.FAILED
    reached: Level = Level.NONE
    verification: Verification = field(default_factory=lambda: Verification(means="none", extent=0, from_device=0))
    residuals: tuple[Residual, ...] = ()
    unchecked: list[Unchecked] = field(default_factory=list)
    medium: MediumIdentity | None = None
    range_end: int = 0
    bytes_written: int = 0
    bytes_skipped: int = 0
    bytes_retried: int = 0
    seed: str = ""
    commands: list[Command] = field(default_factory=list)
    smart_before: str = ""
    smart_after: str = ""
    resumed: tuple[Resumption, ...] = ()
    file_systems: tuple[str, ...] = ()
    salt: str = ""
    files: list[ErasedFile] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    key_id: str = ""
    key_copies: tuple[KeyCopy, ...] = ()
    fault: str = ""


class Method(Protocol[S_contra]):
    """One way of erasing one kind of thing.

    A method states the level it would reach before it writes, never reaches for another method, and never claims more
    than it did: what it could not do stays in the outcome as a residual, an unchecked path or a fault.
    """

    @property
    def name(self) -> str:
        """Its name in plans, on the command line and on certificates (lower case, hyphens)."""

    @property
    def what(self) -> str:
        """The kind of subject: "files" (a Survey), "medium" (a Medium) or "key" (a KeyHolding)."""

    @property
    def technique(self) -> str:
        """The technique in the words of NIST SP 800-88 Rev. 2."""

    def assess(self, subject: S_contra, order: Order, /) -> Assessment:
        """Say what would be reached and what would stay. Touches nothing."""

    def erase(self, subject: S_contra, order: Order, outcome: Outcome, /) -> None:
        """Do it, telling ``outcome`` as it goes.

        Raises:
            ErasureError, InputError: it cannot begin, or cannot go on; the outcome holds what was done until then.
        """


@cache
def methods() -> dict[str, Method[Any]]:
    """Every method, by name: each module in the folder ends with ``METHOD = …``."""
    package = importlib.import_module("safehandle.erase.methods")
    found = [
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    ]
    return {module.METHOD.name: module.METHOD for module in found}


def choose(name: str, what: str) -> Method[Any]:
    """The method of that name.

    Raises:
        UsageError: ``erase.no-such-method`` where there is none of that name for that kind of subject.
    """
    known = methods().get(name)
    if known is None or known.what != what:
        choices = sorted(one.name for one in methods().values() if one.what == what)
        raise UsageError("erase.no-such-method", name=name, choices=", ".join(choices))
    return known


def admit(assessment: Assessment, order: Order) -> None:
    """Refuse what cannot honestly be done, before anything is written.

    Raises:
        ErasureError: ``erase.<refusal>``, ``erase.paths-refused``, ``erase.residuals``, ``erase.level-unreachable``.
    """
    for code in assessment.refusals:
        raise ErasureError(f"erase.{code}")
    if assessment.left_out and not order.partial:
        raise ErasureError("erase.paths-refused", count=assessment.left_out)
    if not assessment.level.reaches(order.requested):
        raise ErasureError("erase.level-unreachable", requested=order.requested, reachable=assessment.level)
    staying = [residual.code for residual in assessment.residuals if residual.needs_acceptance]
    if staying and not order.accept:
        raise ErasureError("erase.residuals", codes=", ".join(staying))
