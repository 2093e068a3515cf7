"""wipe of a registered medium: the erasure, and with it the end of the medium on the registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from safehandle.actions.media import Log, media_on_record
from safehandle.actions.medium_retire import disposed_by
from safehandle.actions.wipe import Wiped
from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.model import Action, Disposal, Fact, Permit, Plan
from safehandle.model.erasure import ErasureReport, ErasureTarget
from safehandle.model.media_state import MediumState

Q = TypeVar("Q")


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumWiped:
    """The erasure and the disposal that it is."""

    report: ErasureReport
    disposal: Disposal

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.report, self.disposal)


@dataclass(frozen=True, slots=True)
class WipeMedium(Generic[Q]):
    """``wiping`` of a device, or the record of a destruction, done to the registered medium ``number``.

    The plan states the medium as it is registered. It is the wiping that is judged, and that fails or succeeds.
    """

    wiping: Action[Q, Wiped]
    log: Log
    number: str

    @property
    def verb(self) -> str:
        return self.wiping.verb

    def plan(self, request: Q) -> tuple[Fact, ...]:
        """Raises:
        InputError: ``medium.unknown``, ``medium.disposed``, ``medium.other-serial``: the device is another one.
        UsageError: ``medium.not-whole``: files or a key are erased, not a medium.
        """
        state = media_on_record(self.log).kept(self.number)
        facts = self.wiping.plan(request)
        for target in facts:
            if isinstance(target, ErasureTarget):
                _refuse_another(target, state)
        return (*facts, state.medium)

    def run(self, request: Q, plan: Plan, permit: Permit) -> MediumWiped:
        state = media_on_record(self.log).kept(self.number)
        if not plan.covers((state.medium,)):
            raise IntegrityError("plan.changed")
        report = self.wiping.run(request, plan, permit).report
        return MediumWiped(report=report, disposal=disposed_by(state, report))


def _refuse_another(target: ErasureTarget, state: MediumState) -> None:
    registered = state.medium.serial
    if target.what != "medium":
        raise UsageError("medium.not-whole", number=state.number)
    if registered and target.ident not in ("", registered, state.number):
        raise InputError("medium.other-serial", number=state.number, registered=registered, serial=target.ident)
