"""``safehandle medium retire``."""

from __future__ import annotations

from pathlib import Path

import click

from safehandle.cli.commands.medium.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.media import NUMBER, PLAN_OUTPUT, perform, tell
from safehandle.cli.output import printable
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.session import Session

_DONE = Text("媒体 {number} の使用を終えました", "medium {number} is retired")


@command(
    "retire",
    Text(
        """媒体の使用を終えます。発注者に返すか、消去または物理破壊の記録を示します。

消去そのものは safehandle wipe で行います。--medium-number を付けた wipe なら、この操作は要りません。""",
        """End the use of a medium: it is given back, or its erasure or destruction is on record.

Erasing is what safehandle wipe does; a wipe with --medium-number retires the medium by itself.""",
    ),
    within=COMMAND,
    examples=(
        (
            "safehandle medium retire H-01 --returned-to tax --slip R8-受渡3",
            Text("貸与された媒体を返しました", "it was given back to the client"),
        ),
        (
            "safehandle medium retire U-07 --erasure 42",
            Text("元帳の 42 番の消去を示します", "its erasure is ledger entry 42"),
        ),
    ),
)
@NUMBER
@option("--returned-to", default="", metavar="RECIPIENT", about=Text("返した相手(登録した受領者)", "who got it back"))
@option("--slip", default="", metavar="NO", about=Text("返却を確認した受渡票などの番号", "the slip that confirms it"))
@option("--erasure", type=click.IntRange(min=0), metavar="N", about=Text("消去の元帳の番号", "the erasure's entry"))
@plan_options
@PLAN_OUTPUT
def retire(
    session: Session,
    number: str,
    returned_to: str,
    slip: str,
    erasure: int | None,
    planning: Planning,
    output: Path | None,
) -> None:
    import safehandle

    with session.open_office() as office:
        request = safehandle.MediumRetireRequest(number=number, returned_to=returned_to, slip=slip, erasure=erasure)
        recorded = perform(session, office, request, planning, output)
    tell(session, recorded, _DONE, number=printable(number))
