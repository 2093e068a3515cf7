"""The survey at a contract's end: what was asked for, and everything that is registered, as it was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from safehandle.actions.wipe import WipeSurvey
from safehandle.actions.wipe_key import KeyGiven
from safehandle.model import DataClass, Fact
from safehandle.model.ending import Account, Accounted, OutsideReach
from safehandle.model.erasure import ErasurePlan, ErasureReport, ErasureTarget, Level
from safehandle.model.media_state import MediumState


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractEndRequest:
    """How to erase, and what is said of what cannot be erased from here.

    ``devices`` are registered media (by number) and the device that each is; ``elsewhere`` what others state of places,
    media or keys (by id). ``key`` is the contract's key, None where it is not kept here. ``level`` is for the places;
    the rest is as in :class:`safehandle.actions.wipe.WipeRequest`, ``confirmed`` naming every medium.
    """

    devices: tuple[tuple[str, Path], ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()
    key: KeyGiven | None = None
    level: Level | None = None
    accept_residuals: bool = False
    partial: bool = False
    steps: tuple[str, ...] = ()
    data_class: DataClass = DataClass.PERSONAL
    reason: str = ""
    confirmed: tuple[str, ...] = ()
    jobs: Path | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPart:
    """One thing that will be erased."""

    account: Accounted
    looked: WipeSurvey

    @property
    def facts(self) -> tuple[Fact, ...]:
        (target,) = self.looked.targets
        (erasure,) = (fact for fact in self.looked.facts if isinstance(fact, ErasurePlan))
        return target, replace(erasure, target=target.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSurvey:
    """Everything that is registered: ``parts`` will be erased in this order, ``accounts`` tell of all of it.

    ``carried`` are the reports of earlier erasures that this end counts in, ``outside`` the ledger entries of what
    others hold, ``media`` all registered media.
    """

    parts: tuple[EndPart, ...]
    accounts: tuple[Accounted, ...]
    carried: tuple[ErasureReport, ...]
    outside: tuple[int, ...]
    media: tuple[MediumState, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the plan states: targets with their plans, the accounts, and what is outside.

        What was erased before is stated like what will be, so that the contract's rules judge that, too.
        """
        parts = (fact for part in self.parts for fact in part.facts)
        carried = (fact for report in self.carried for fact in _as_planned(report))
        return (*parts, *carried, *self.accounts, OutsideReach(entries=self.outside))

    @property
    def open(self) -> tuple[Accounted, ...]:
        """What will be left to do afterwards, whatever happens."""
        return tuple(one for one in self.accounts if one.account is Account.NOT_REACHED)

    @property
    def size(self) -> int:
        """Bytes that will be erased."""
        return sum(target.size for part in self.parts for target in part.looked.targets)

    def admit(self) -> None:
        """Raises: ErasureError, as :meth:`WipeSurvey.admit`, if one part cannot be done as it was asked for."""
        for part in self.parts:
            part.looked.admit()


def _as_planned(report: ErasureReport) -> tuple[Fact, ...]:
    """What the plan of an erasure would have said that came to this report."""
    target = ErasureTarget(
        what=report.what,
        digest=report.target_digest,
        size=0,
        files=report.count,
        ident=report.key_id or (report.medium.serial if report.medium else ""),
        data_class=report.data_class,
    )
    erasure = ErasurePlan(
        method=report.method,
        requested=report.requested,
        reachable=report.reached,
        residuals=report.residuals,
        accepted=any(residual.needs_acceptance for residual in report.residuals),
        steps=tuple(step.name for step in report.steps),
        target=report.target_digest,
    )
    return target, erasure
