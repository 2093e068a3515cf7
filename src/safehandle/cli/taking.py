"""What a command takes and what it leaves out, said in the same words by every command that takes files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, note, printable, result

if TYPE_CHECKING:
    from safehandle import LeftOut
    from safehandle.cli.session import Session
    from safehandle.model import Plan

SOURCES = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SRC...")
CLASS = option(
    "--class",
    "data_class",
    default="",
    metavar="LEVEL",
    about=Text(
        "データの区分(contract.toml より厳しくはできますが、緩くはできません)",
        "the data's class: may be stricter than contract.toml says, never laxer",
    ),
)
SKIP_SPECIAL = option(
    "--skip-special",
    is_flag=True,
    about=Text("リンクや特殊なファイルを除いて続けます", "leave out links and special files"),
)
OVERWRITE = option("--overwrite", is_flag=True, about=Text("既存の出力を置き換えます", "replace an existing output"))
DRY_RUN = option(
    "--dry-run", is_flag=True, about=Text("何が起こるかを表示し、何もしません", "say what would happen; do nothing")
)


def tell_left_out(session: Session, left_out: Iterable[LeftOut]) -> None:
    """Name the links and special files that stay outside."""
    for left in left_out:
        note(session, Text("除きました: {path}", "left out: {path}"), path=printable(left.path))


def tell_plan(session: Session, title: Text, plan: Plan, output: Path) -> None:
    """The result of a dry run: what would be taken, where to, and by which algorithms."""
    from safehandle import model

    lines = [title.format()]
    lines += [f"  {printable(source.name)}  {human_size(source.size)}" for source in plan.of(model.Artifact)]
    lines.append(f"  → {printable(str(output))}")
    lines += [f"  {cipher.name}" for cipher in plan.of(model.Cipher)]
    result(session, {"plan": model.to_plain(plan), "output": str(output)}, lines)
