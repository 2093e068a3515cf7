"""``--plan-only``, ``--plan`` and ``--approval``: what another person must approve before it is done."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable, result
from safehandle.cli.session import Session
from safehandle.errors import PolicyDenied, UsageError

if TYPE_CHECKING:
    from safehandle import Office, Performed
    from safehandle.model import Action, Approval, Plan, Result

Q = TypeVar("Q")
R = TypeVar("R", bound="Result")

_LARGEST = 1 << 26
"""More than any plan needs, in bytes; a larger file is cut off and so no plan."""

_WRITTEN = Text(
    "計画を書き出しました: {path}(承認する人に渡し、safehandle approve {path} で署名してもらってください)",
    "wrote the plan to {path}: have another person sign it with safehandle approve {path}",
)


@dataclass(frozen=True, slots=True)
class Planning:
    """What the command line said about plans and approvals."""

    only: bool
    plan: Path | None
    approvals: tuple[Path, ...]

    @property
    def binds(self) -> bool:
        """Whether the plan states the content's hashes: it is approved by somebody, now or before."""
        return self.only or self.plan is not None

    def write(self, session: Session, plan: Plan, output: Path | None) -> None:
        """Write the plan for somebody else to approve.

        Raises:
            UsageError: ``usage.missing`` without an output.
        """
        import safehandle

        if output is None:
            raise UsageError("usage.missing", name="-o", command="--plan-only")
        with safehandle.whole_file(output) as file:
            file.write(plan.encode())
        result(session, {"plan": str(output), "digest": plan.digest()}, [plan.digest()])
        note(session, _WRITTEN, path=printable(str(output)))

    def perform(self, office: Office, action: Action[Q, R], request: Q, plan: Plan | None = None) -> Performed[R]:
        """Do it: by the plan that was approved, if one was given, else by ``plan`` or a new one."""
        return office.perform(action, request, plan=self.read() or plan, approvals=self.given(office))

    def check(self, office: Office, plan: Plan) -> None:
        """Say what the contract would say of it.

        Raises:
            PolicyDenied: ``policy.denied``.
        """
        decision = office.judge(plan, self.given(office))
        if not decision.allowed:
            raise PolicyDenied("policy.denied", verb=plan.verb, decision=decision)

    def read(self) -> Plan | None:
        """The plan that was written earlier.

        Raises:
            InputError: ``files.missing``, ``files.unreadable`` or ``plain.malformed``.
        """
        import safehandle

        if self.plan is None:
            return None
        with safehandle.opened(self.plan) as file:
            return safehandle.model.Plan.decode(file.read(_LARGEST))

    def given(self, office: Office) -> tuple[Approval, ...]:
        """The approvals that were named, and the contract's standing ones, their signatures checked."""
        import safehandle

        named = tuple(safehandle.read_approval(path, office.contract) for path in self.approvals)
        return named + (safehandle.read_standing(office.folder, office.contract) if office.folder else ())


def plan_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the three options; they arrive as one :class:`Planning` named ``planning``."""
    options = (
        option(
            "--plan-only",
            is_flag=True,
            about=Text("計画を -o に書き出すだけにします(承認用)", "only write the plan to -o, for approval"),
        ),
        option(
            "--plan",
            "plan_file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            about=Text("承認を受けた計画を実行します", "do what this approved plan says"),
        ),
        option(
            "--approval",
            "approvals",
            type=click.Path(path_type=Path),
            multiple=True,
            metavar="FILE",
            about=Text("ほかの人の承認(何枚でも)", "another person's approval (any number)"),
        ),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        planning = Planning(kwargs.pop("plan_only"), kwargs.pop("plan_file"), kwargs.pop("approvals"))
        if planning.only and planning.plan is not None:
            raise UsageError("usage.excludes", first="--plan-only", second="--plan")
        return function(*args, planning=planning, **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated
