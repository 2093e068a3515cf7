"""handover-accept: the other side took what a 受渡票 lists: who, when, and who of ours confirmed it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from safehandle.actions.handovers import HandedOver, handovers
from safehandle.documents import Entry
from safehandle.errors import IntegrityError, UsageError
from safehandle.files import opened
from safehandle.model import Fact, Handover, HandoverAccepted, Permit, Plan


class Log(Protocol):
    """As much of the ledger as is read."""

    def entries(self) -> Iterable[Entry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptRequest:
    """Which 受渡票 was accepted when. ``by`` is who took it where they are another than the sheet says; ``paper`` is a
    copy of the signed sheet, of which the hash is kept."""

    number: str
    at: datetime
    by: str = ""
    paper: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverConfirmed:
    """The hand-over that is closed now."""

    handover: HandedOver
    accepted: HandoverAccepted
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptHandover:
    """The verb. Whoever acts is the one who confirms it."""

    log: Log
    actor: str

    @property
    def verb(self) -> str:
        return "handover-accept"

    def plan(self, request: AcceptRequest) -> tuple[Fact, ...]:
        """State what would be confirmed.

        Raises:
            UsageError: ``handover.unknown``, ``handover.accepted``, ``handover.before``.
        """
        found = self._open(request)
        return (
            Handover(ours=self.actor, theirs=found.parties.theirs, direction=found.parties.direction),
            HandoverAccepted(
                number=found.sheet.number,
                at=request.at,
                confirmer=self.actor,
                paper=_hash(request.paper) if request.paper else "",
                by=request.by,
            ),
        )

    def run(self, request: AcceptRequest, plan: Plan, permit: Permit) -> HandoverConfirmed:  # noqa: ARG002
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        (accepted,) = plan.of(HandoverAccepted)
        return HandoverConfirmed(handover=self._open(request), accepted=accepted)

    def _open(self, request: AcceptRequest) -> HandedOver:
        known = handovers(self.log.entries(), date.max)
        found = next((one for one in known if one.sheet.number == request.number), None)
        if found is None:
            raise UsageError("handover.unknown", number=request.number)
        if found.accepted is not None:
            raise UsageError("handover.accepted", number=request.number)
        # The ledger's clock tells the minute in which the sheet was made; people write down minutes.
        if request.at < found.at.replace(second=0, microsecond=0):
            raise UsageError("handover.before", number=request.number)
        return found


def _hash(path: Path) -> str:
    with opened(path) as file:
        return hashlib.sha256(file.read()).hexdigest()
