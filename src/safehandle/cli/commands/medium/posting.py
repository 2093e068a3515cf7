"""``safehandle medium post``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from safehandle.cli.commands.medium.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.media import NUMBER, PLAN_OUTPUT, content_options, holding, perform, tell
from safehandle.cli.output import printable
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.session import Session

_DONE = Text("媒体 {number} の送付を記録しました", "recorded that medium {number} is posted")


@command(
    "post",
    Text(
        "媒体の送付を、差し出す前に記録します。条項が許さないときは断ります。",
        "Record that a medium is posted, before it leaves; refused where the clauses forbid it.",
    ),
    within=COMMAND,
    examples=(
        (
            "safehandle medium post U-07 --to tax --service 特定記録郵便 --tracking 123-45-67890-1",
            Text("追跡番号とともに記録します", "record it with its tracking number"),
        ),
    ),
)
@NUMBER
@option("--to", "recipient", required=True, metavar="RECIPIENT", about=Text("登録した受領者の ID", "a recipient"))
@option("--service", required=True, metavar="TEXT", about=Text("送り方(特定記録郵便、書留など)", "how it is sent"))
@option("--tracking", default="", metavar="NO", about=Text("追跡番号", "its tracking number"))
@content_options
@plan_options
@PLAN_OUTPUT
def post(
    session: Session,
    number: str,
    recipient: str,
    service: str,
    tracking: str,
    said: dict[str, Any],
    planning: Planning,
    output: Path | None,
) -> None:
    import safehandle

    with session.open_office() as office:
        request = safehandle.MediumPostRequest(
            number=number,
            recipient=recipient,
            service=service,
            tracking=tracking,
            holding=holding(office, said),
        )
        recorded = perform(session, office, request, planning, output)
    tell(session, recorded, _DONE, number=printable(number))
