"""wipe: erase files and folders, a whole medium, or what a key protects, and say what was reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safehandle.actions.evidence import require_outside_evidence
from safehandle.actions.wipe_key import KeyGiven, holding
from safehandle.actions.wipe_list import Lists, carry_out_listed
from safehandle.erase import (
    Assessment,
    KeyHolding,
    Medium,
    Method,
    Order,
    Survey,
    Surveyed,
    admit,
    choose,
    look_at_medium,
    printable,
    survey,
)
from safehandle.errors import IntegrityError, UsageError
from safehandle.files.home import home
from safehandle.files.listing import Kind
from safehandle.model import Contract, DataClass, Fact, Permit, Plan, Progress
from safehandle.model.erasure import ErasurePlan, ErasureReport, ErasureTarget, Level

METHODS = {"files": "file-overwrite", "medium": "media-overwrite", "key": "key-destruction"}
"""The method for each kind of subject where none is named."""

LEVELS = {"files": Level.FILE_OVERWRITE, "medium": Level.CLEAR, "key": Level.PURGE}
"""The level that is asked for where none is named. Less must be asked for; it is never what one gets by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WipeRequest:
    """What to erase, and how.

    Exactly one of ``paths``, ``device`` and ``key`` is given. ``accept_residuals`` goes on although content may stay
    where the plan says so; ``partial`` leaves out what is refused (the result is then no complete erasure); ``steps``
    are "journal", "free-space" and "trim". ``confirm_serial`` names the medium, ``jobs`` is the folder for job
    journals, and ``fresh`` forgets a job that was cut off.
    """

    paths: tuple[Path, ...] = ()
    device: Path | None = None
    key: KeyGiven | None = None
    method: str = ""
    level: Level | None = None
    accept_residuals: bool = False
    partial: bool = False
    steps: tuple[str, ...] = ()
    data_class: DataClass = DataClass.PERSONAL
    reason: str = ""
    confirm_serial: str = ""
    jobs: Path | None = None
    fresh: bool = False
    property_number: str = ""
    media_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WipeSurvey:
    """What is there, and what erasing it would reach. Nothing was touched."""

    subject: Survey | Medium | KeyHolding
    method: Method[Any]
    order: Order
    assessment: Assessment
    targets: tuple[ErasureTarget, ...]

    @property
    def items(self) -> tuple[Surveyed, ...]:
        """Everything under the paths; empty for a medium."""
        return self.subject.items if isinstance(self.subject, Survey) else ()

    @property
    def medium(self) -> Medium | None:
        """The medium, if it is one."""
        return self.subject if isinstance(self.subject, Medium) else None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The targets, and how they would be erased."""
        return (
            *self.targets,
            ErasurePlan(
                method=self.method.name,
                requested=self.order.requested,
                reachable=self.assessment.level,
                residuals=self.assessment.residuals,
                accepted=self.order.accept,
                steps=self.order.steps,
                left_out=self.assessment.left_out,
                reason=self.order.reason,
            ),
        )

    def admit(self) -> None:
        """Raises: ErasureError, as :func:`safehandle.erase.admit`, if it cannot be done as it was asked for."""
        admit(self.assessment, self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiped:
    """A complete and verified erasure. What was not complete is raised, with the same report in the error."""

    report: ErasureReport

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.report,)


@dataclass(frozen=True, slots=True)
class Wipe:
    """The verb. ``progress`` is told bytes: every byte counts once when written and once when read back. ``folder`` is
    the contract's, which is never erased, and which keeps the lists of files that are too long for the ledger."""

    contract: Contract | None = None
    progress: Progress | None = None
    folder: Path | None = None

    @property
    def verb(self) -> str:
        return "wipe"

    def look(self, request: WipeRequest) -> WipeSurvey:
        """Look at everything that the request names. Touches nothing.

        Raises:
            UsageError: ``wipe.what``, ``erase.no-such-method``, ``erase.no-such-step``.
            ErasureError: ``erase.evidence``.
            InputError: as :func:`safehandle.erase.survey` and :func:`safehandle.erase.look_at_medium`.
        """
        if bool(request.paths) + (request.device is not None) + (request.key is not None) != 1:
            raise UsageError("wipe.what")
        what = "files" if request.paths else "medium" if request.device else "key"
        method = choose(request.method or METHODS[what], what)
        subject = self._subject(request)
        order = self._order(request, what)
        return WipeSurvey(
            subject=subject,
            method=method,
            order=order,
            assessment=method.assess(subject, order),
            targets=tuple(_targets(subject, request)),
        )

    def _subject(self, request: WipeRequest) -> Survey | Medium | KeyHolding:
        if request.device is not None:
            return look_at_medium(request.device)
        for path in request.paths:
            require_outside_evidence(path, self.contract, self.folder)
        return survey(request.paths) if request.key is None else holding(request.key, self.contract)

    def plan(self, request: WipeRequest) -> tuple[Fact, ...]:
        """Raises: as :meth:`look` and :meth:`WipeSurvey.admit`."""
        looked = self.look(request)
        looked.admit()
        return looked.facts

    def run(self, request: WipeRequest, plan: Plan, permit: Permit) -> Wiped:
        looked = self.look(request)
        if not plan.covers(looked.facts):
            raise IntegrityError("plan.changed")
        order = self._order(request, looked.method.what, permit.plan_digest)
        digest = looked.subject.digest()
        lists = Lists((self.folder or home()) / "documents")
        return Wiped(report=carry_out_listed(looked.method, looked.subject, order, target_digest=digest, lists=lists))

    def _order(self, request: WipeRequest, what: str, plan_digest: str = "") -> Order:
        return Order(
            requested=request.level or LEVELS[what],
            accept=request.accept_residuals,
            partial=request.partial,
            steps=request.steps,
            data_class=request.data_class,
            reason=request.reason,
            plan_digest=plan_digest,
            property_number=request.property_number,
            media_source=request.media_source,
            confirmed=request.confirm_serial,
            journal=request.jobs or home() / "erase",
            fresh=request.fresh,
            progress=self.progress or (lambda _count: None),
        )


def _targets(subject: Survey | Medium | KeyHolding, request: WipeRequest) -> Iterator[ErasureTarget]:
    match subject:
        case Survey():
            yield from _files(subject, request)
        case Medium():
            yield _medium(subject, request)
        case KeyHolding():
            digest = subject.digest()
            yield ErasureTarget(what="key", digest=digest, size=0, ident=subject.key_id, data_class=request.data_class)


def _files(found: Survey, request: WipeRequest) -> Iterator[ErasureTarget]:
    for path in found.paths:
        files = [item.found for item in found.under(path) if item.found.kind is Kind.FILE]
        yield ErasureTarget(
            what="files",
            digest=found.digest(path),
            size=sum(file.size for file in files),
            files=len(files),
            data_class=request.data_class,
            name=printable(path),
        )


def _medium(medium: Medium, request: WipeRequest) -> ErasureTarget:
    identity = medium.identity
    return ErasureTarget(
        what="medium",
        digest=medium.digest(),
        size=identity.capacity,
        ident=identity.serial or identity.wwn,
        data_class=request.data_class,
        name=" ".join(filter(None, (identity.vendor, identity.model))),
    )
