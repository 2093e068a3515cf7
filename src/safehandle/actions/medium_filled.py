"""lay-out onto a registered medium: what it holds from now on, encrypted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from safehandle.actions.lay_out import LaidOut
from safehandle.actions.media import Log, media_on_record
from safehandle.actions.medium_content import Holding
from safehandle.errors import IntegrityError
from safehandle.model import Action, DataClass, Fact, Medium, Permit, Plan, SealedContainer

Q = TypeVar("Q")


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumFilled:
    """What lies there, and the medium that holds it."""

    laid: LaidOut
    medium: Medium

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        return self.laid.files

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (*self.laid.facts, self.medium)


@dataclass(frozen=True, slots=True)
class FillMedium(Generic[Q]):
    """``laying`` out a container for the registered medium ``number``, whose content it is. ``title`` names it."""

    laying: Action[Q, LaidOut]
    log: Log
    number: str
    title: str = ""
    data_class: DataClass = DataClass.PERSONAL

    @property
    def verb(self) -> str:
        return self.laying.verb

    def plan(self, request: Q) -> tuple[Fact, ...]:
        """Raises: as :meth:`Media.held`."""
        facts = self.laying.plan(request)
        return (*facts, self._medium(facts))

    def run(self, request: Q, plan: Plan, permit: Permit) -> MediumFilled:
        medium = self._medium(plan.facts)
        if not plan.covers((medium,)):
            raise IntegrityError("plan.changed")
        return MediumFilled(laid=self.laying.run(request, plan, permit), medium=medium)

    def _medium(self, facts: tuple[Fact, ...]) -> Medium:
        sealed = [fact.number for fact in facts if isinstance(fact, SealedContainer)]
        content = " ".join(filter(None, (self.title, *sealed)))
        state = media_on_record(self.log).held(self.number)
        return Holding(content=content, encrypted=True, data_class=self.data_class).on(state.medium)
