"""medium-retire: a medium is given back, or what erased or destroyed it is on record (nerima-2025-12 18(7), 22)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from safehandle.actions.media import Log, Media
from safehandle.errors import InputError, UsageError
from safehandle.model import Disposal, Done, Fact
from safehandle.model.erasure import ErasureReport
from safehandle.model.media_state import MediumState

RETURNED = "returned"
"""The method of a medium that goes back to the client."""

_REPORT = b'"kind":"erasure-report"'


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumRetireRequest:
    """Which medium, and what became of it: exactly one of ``returned_to`` (a registered recipient) and ``erasure``.

    ``erasure`` is the ledger entry (either of the two) of the wipe that erased or destroyed it: what an erasure must
    reach was judged there. ``slip`` is the number of the client's paper that confirms a return.
    """

    verb: ClassVar[str] = "medium-retire"

    number: str
    returned_to: str = ""
    slip: str = ""
    erasure: int | None = None

    def facts(self, media: Media) -> tuple[Fact, ...]:
        """Raises:
        UsageError: ``medium.retire-how``.
        InputError: ``medium.no-erasure``, ``medium.other-erasure``; as :meth:`Media.kept`.
        """
        state = media.kept(self.number)
        if bool(self.returned_to) == (self.erasure is not None):
            raise UsageError("medium.retire-how")
        if self.erasure is not None:
            report = _report(media.log, self.erasure)
            _refuse_another(state, report, self.erasure)
            return (disposed_by(state, report, self.erasure),)
        given_back = Disposal(
            medium=state.number,
            method=RETURNED,
            serial=state.medium.serial,
            confirmer=self.returned_to,
            certificate=self.slip,
            content=state.medium.content,
        )
        return (given_back,)


def disposed_by(state: MediumState, report: ErasureReport, entry: int | None = None) -> Disposal:
    """The disposal of a medium by an erasure; ``entry`` is that of the erasure where it was an act of its own."""
    return Disposal(
        medium=state.number,
        method=report.method,
        level=report.reached,
        verified=report.verification.means,
        serial=state.medium.serial or (report.medium.serial if report.medium else ""),
        erasure=entry,
        content=state.medium.content,
    )


def _refuse_another(state: MediumState, report: ErasureReport, entry: int) -> None:
    """Raises: InputError, if the erasure is of something else, or is not complete and verified."""
    serial = report.medium.serial if report.medium else ""
    its_own = report.property_number == state.number or (serial != "" and serial == state.medium.serial)
    if report.what != "medium" or not its_own or not report.certifiable:
        raise InputError("medium.other-erasure", number=state.number, entry=entry)


def _report(log: Log, number: int) -> ErasureReport:
    for entry in log.entries():
        if _REPORT in entry.body and isinstance(entry.record, Done) and number in (entry.number, entry.record.intent):
            return next(fact for fact in entry.record.facts if isinstance(fact, ErasureReport))
    raise InputError("medium.no-erasure", entry=number)
