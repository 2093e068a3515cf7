"""``safehandle ledger redact``: forget the names in an entry without breaking a proof."""

from __future__ import annotations

from pathlib import Path

import click

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.ledger_view import entry_line
from safehandle.cli.output import lines_of, note, result
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.questions import confirm
from safehandle.cli.session import Session

_LABELS = {
    "number": Text("消した記録", "redacted"),
    "reason": Text("理由", "reason"),
    "document": Text("文書番号", "document"),
    "entry": Text("記録", "entry"),
}
_ASK = Text("この記録の非公開部(ファイル名など)を消すと元に戻せません。消しますか", "erase its private part for good")


@command(
    "redact",
    Text(
        "一つの記録の非公開部(ファイル名や相手の名前)を消します。\n"
        "記録そのものと、すべての証明・チェックポイントはそのまま成り立ちます。何を、なぜ、誰の承認で消したかを記録します。"
        "控えやエクスポートに残った分は消えません。",
        "Erase the private part of one entry: file names, recipients.\n"
        "The entry itself and every proof and checkpoint stay good. What was erased, why and by whose approval is "
        "recorded. Back-ups and exports are not reached.",
    ),
    examples=(
        (
            "safehandle ledger redact 12 --reason 保存期間の満了 --document 川情第45号",
            Text("12 番の名前を消します", "forget the names in entry 12"),
        ),
    ),
    within=COMMAND,
)
@click.argument("number", type=click.IntRange(0))
@option("--reason", required=True, about=Text("理由(名前を書かないでください)", "why (no names, please)"))
@option("--document", default="", metavar="NO", about=Text("求めた文書の番号", "number of the paper that asked for it"))
@option("--yes", is_flag=True, about=Text("確認せずに消します", "do not ask"))
@option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PLAN", about=Text("計画のファイル", "the plan file")
)
@plan_options
def redact(
    session: Session, number: int, reason: str, document: str, yes: bool, output: Path | None, planning: Planning
) -> None:
    import safehandle

    with session.open_office() as office:
        action = safehandle.LedgerRedact(office.ledger)
        request = safehandle.RedactRequest(entry=number, reason=reason, document=document)
        plan = planning.read() or office.plan(action, request)
        if planning.only:
            planning.write(session, plan, output)
            return
        planning.check(office, plan)
        note(session, Text("{line}", "{line}"), line=entry_line(office.ledger.entry(number)))
        confirm(_ASK, yes=yes)
        done = planning.perform(office, action, request, plan)
    data = {"number": number, "reason": reason, "document": document, "entry": done.entry}
    result(session, data, lines_of(_LABELS, data))
