"""The options by which an act is planned by one person and approved by another, and reading their files."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.errors import InputError, UsageError

if TYPE_CHECKING:
    from safehandle import Office
    from safehandle.model import Approval, Plan

_PATH = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """``plan_only``: write the plan to ``output`` and do nothing. ``plan`` and ``approvals``: do an approved one."""

    plan_only: bool
    output: Path | None
    plan: Path | None
    approvals: tuple[Path, ...]

    def check(self) -> None:
        """Raises: UsageError: ``usage.missing``, ``usage.excludes``."""
        if self.plan_only and self.output is None:
            raise UsageError("usage.missing", name="--output", command="safehandle")
        if self.plan_only and self.plan is not None:
            raise UsageError("usage.excludes", first="--plan-only", second="--plan")

    def read_plan(self) -> Plan | None:
        """The plan that was given, if one was. Raises: InputError: ``files.missing``, ``plain.malformed``."""
        from safehandle.model import Plan

        if self.plan is None:
            return None
        try:
            return Plan.decode(self.plan.read_bytes())
        except OSError:
            raise InputError("files.missing", path=str(self.plan)) from None

    def read_approvals(self, office: Office) -> tuple[Approval, ...]:
        """The approvals that were given, their signatures checked; standing ones the office knows by itself."""
        import safehandle

        return tuple(safehandle.read_approval(path, office.contract) for path in self.approvals)


def planning_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--plan-only`` and its siblings; they arrive as one :class:`Planning` named ``planning``."""
    options = (
        option(
            "--plan-only",
            is_flag=True,
            about=Text("計画をファイルに書くだけで、何もしません", "write the plan for approval; do nothing"),
        ),
        option("-o", "--output", type=_PATH, metavar="PLAN.json", about=Text("計画のファイル", "the plan file")),
        option(
            "--plan", "plan_file", type=_PATH, metavar="PLAN.json", about=Text("承認された計画", "an approved plan")
        ),
        option(
            "--approval",
            "approvals",
            multiple=True,
            type=_PATH,
            metavar="A.json",
            about=Text("承認のファイル(隣に .sig)", "an approval file (with its .sig beside it)"),
        ),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        planning = Planning(
            plan_only=kwargs.pop("plan_only"),
            output=kwargs.pop("output"),
            plan=kwargs.pop("plan_file"),
            approvals=kwargs.pop("approvals"),
        )
        return function(*args, planning=planning, **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated
