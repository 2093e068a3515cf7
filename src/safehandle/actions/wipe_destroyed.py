"""wipe: put on record that a medium was destroyed physically. Nothing is erased here; people did it and saw it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from safehandle.actions.wipe import Wiped
from safehandle.errors import IntegrityError, UsageError
from safehandle.files import opened
from safehandle.model import DataClass, Fact, Permit, Plan, to_plain
from safehandle.model.erasure import (
    Destruction,
    ErasurePlan,
    ErasureReport,
    ErasureTarget,
    Level,
    MediumIdentity,
    Status,
    Verification,
)
from safehandle.version import __version__

METHOD = "destruction"


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionRequest:
    """What was destroyed (``medium`` as its label says, ``property_number``), how, when, where, and what shows it.

    ``means`` is the way in words (破砕 …), ``witness`` who saw it, ``photos`` are files, of which the SHA-256 is kept.
    """

    medium: MediumIdentity
    means: str
    at: datetime
    place: str
    witness: str = ""
    photos: tuple[Path, ...] = ()
    property_number: str = ""
    media_source: str = ""
    data_class: DataClass = DataClass.PERSONAL
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordDestruction:
    """The act of recording it, under the rules of the verb ``wipe``: what a contract demands of an erasure it demands
    of this, too. ``now`` is the clock against which a date in the future is refused."""

    now: datetime

    @property
    def verb(self) -> str:
        return "wipe"

    def plan(self, request: DestructionRequest) -> tuple[Fact, ...]:
        """State what is to be recorded.

        Raises:
            UsageError: ``wipe.destroyed-what`` without serial or property number, ``wipe.destroyed-evidence`` without
                witness and photographs, ``wipe.destroyed-future``.
            InputError: a photograph is missing or cannot be read.
        """
        if not (request.medium.serial or request.property_number):
            raise UsageError("wipe.destroyed-what")
        if not (request.witness or request.photos):
            raise UsageError("wipe.destroyed-evidence")
        if request.at > self.now:
            raise UsageError("wipe.destroyed-future", at=request.at.isoformat())
        return self._facts(request, _destruction(request))

    def run(self, request: DestructionRequest, plan: Plan, permit: Permit) -> Wiped:
        made = _destruction(request)
        if not plan.covers(self._facts(request, made)):
            raise IntegrityError("plan.changed")
        report = ErasureReport(
            what="medium",
            status=Status.COMPLETE,
            data_class=request.data_class,
            method=METHOD,
            technique=METHOD,
            tool="safehandle",
            tool_version=__version__,
            requested=Level.DESTROY,
            reached=Level.DESTROY,
            started=request.at,
            ended=request.at,
            # Nothing is left to be read: what verifies a destruction is that somebody saw it, or what it left.
            verification=Verification(means="witness" if request.witness else "photographs", extent=0, from_device=0),
            residuals=(),
            unchecked=(),
            plan_digest=permit.plan_digest,
            target_digest=_digest(request, made),
            medium=request.medium,
            property_number=request.property_number,
            media_source=request.media_source,
            destruction=made,
            reason=request.reason,
        )
        return Wiped(report=report)

    def _facts(self, request: DestructionRequest, made: Destruction) -> tuple[Fact, ...]:
        medium = request.medium
        return (
            ErasureTarget(
                what="medium",
                digest=_digest(request, made),
                size=0,
                ident=medium.serial or request.property_number,
                data_class=request.data_class,
                name=" ".join(filter(None, (medium.vendor, medium.model))),
            ),
            ErasurePlan(
                method=METHOD,
                requested=Level.DESTROY,
                reachable=Level.DESTROY,
                residuals=(),
                accepted=False,
                reason=request.reason,
            ),
        )


def _destruction(request: DestructionRequest) -> Destruction:
    photos = tuple(map(_sha256, request.photos))
    return Destruction(means=request.means, at=request.at, place=request.place, witness=request.witness, photos=photos)


def _sha256(path: Path) -> str:
    with opened(path) as file:
        digest = hashlib.sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
        return digest.hexdigest()


def _digest(request: DestructionRequest, made: Destruction) -> str:
    """SHA-256 (hex) over everything that is to be recorded, so that what is approved is what is recorded."""
    said = [to_plain(request.medium), to_plain(made), request.property_number, request.media_source]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
