"""``safehandle medium carry-out`` and ``safehandle medium return``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from safehandle.cli.commands.medium.group import COMMAND
from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.media import NUMBER, PLAN_OUTPUT, content_options, holding, perform, tell
from safehandle.cli.output import printable
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.session import Session

_OUT = Text("媒体 {number} の持ち出しを記録しました", "recorded that medium {number} is taken out")
_BACK = Text("媒体 {number} の返却を記録しました", "recorded that medium {number} is back")


@command(
    "carry-out",
    Text(
        """媒体の持ち出しを、持ち出す前に記録します。条項が許さないときは断ります。

承認者がほかの人のときは、--plan-only で計画を書き出し、その人の承認を --plan と --approval で示します。""",
        """Record that a medium is taken out, before it leaves; refused where the clauses forbid it.

Where somebody else approves, write the plan with --plan-only and bring their approval with --plan and --approval.""",
    ),
    within=COMMAND,
    examples=(
        (
            "safehandle medium carry-out U-07 --by sato --to ward --purpose 納品 --due 2026-06-05",
            Text("管理責任者が自ら記録します", "the manager records and so approves it"),
        ),
        (
            "safehandle medium carry-out U-07 --approved-by mori --to ward --purpose 納品 --plan-only -o plan.json",
            Text("承認してもらう計画を書き出します", "write the plan for mori to approve"),
        ),
        (
            "safehandle medium carry-out U-07 --approved-by mori --to ward --purpose 納品 --plan p.json --approval a",
            Text("承認を示して記録します", "record it under that approval"),
        ),
    ),
)
@NUMBER
@option("--by", "carrier", metavar="PERSON", about=Text("持ち出す者(指定がなければ作業する人)", "who carries it"))
@option(
    "--approved-by", "approver", metavar="PERSON", about=Text("承認者(指定がなければ作業する人)", "who approved it")
)
@option("--purpose", required=True, metavar="TEXT", about=Text("用途", "what for"))
@option("--to", "destination", required=True, metavar="PLACE", about=Text("持ち出し先(登録した場所)", "a place"))
@option("--due", type=DAY, metavar="DATE", about=Text("返却予定日", "when it is to be back"))
@content_options
@plan_options
@PLAN_OUTPUT
def carry_out(
    session: Session,
    number: str,
    carrier: str | None,
    approver: str | None,
    purpose: str,
    destination: str,
    due: date | None,
    said: dict[str, Any],
    planning: Planning,
    output: Path | None,
) -> None:
    import safehandle

    with session.open_office() as office:
        request = safehandle.MediumCarryOutRequest(
            number=number,
            carrier=carrier or office.actor,
            approver=approver or office.actor,
            purpose=purpose,
            destination=destination,
            due=due,
            holding=holding(office, said),
        )
        recorded = perform(session, office, request, planning, output)
    tell(session, recorded, _OUT, number=printable(number))


@command(
    "return",
    Text(
        "持ち出した媒体、または送付した媒体が戻ったことを記録します。持ち出した者とは別の者が確認します。",
        "Record that a medium that was out is back. Somebody other than its carrier confirms it.",
    ),
    within=COMMAND,
    examples=(
        (
            "safehandle medium return U-07 --confirmed-by mori",
            Text("森さんが返却を確認しました", "mori has confirmed it"),
        ),
    ),
)
@NUMBER
@option(
    "--confirmed-by",
    "confirmer",
    metavar="PERSON",
    about=Text("返却を確認した者(指定がなければ作業する人)", "who confirmed it (else who acts)"),
)
def return_(session: Session, number: str, confirmer: str | None) -> None:
    import safehandle

    with session.open_office() as office:
        request = safehandle.MediumReturnRequest(number=number, confirmer=confirmer or office.actor)
        recorded = perform(session, office, request)
    tell(session, recorded, _BACK, number=printable(number))
