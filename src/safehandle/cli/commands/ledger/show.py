"""``safehandle ledger show`` and ``open``: what was recorded."""

from __future__ import annotations

import click

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.ledger_view import (
    checkpoint_data,
    entry_data,
    entry_details,
    entry_line,
)
from safehandle.cli.output import note, result
from safehandle.cli.session import Session


@command(
    "show",
    Text(
        "記録を一覧します。番号を付けると、その記録の全部を表示します。",
        "List the entries, or show one of them in full.",
    ),
    examples=(
        ("safehandle ledger show", Text("最後の 20 件", "the last 20")),
        ("safehandle ledger show 12", Text("12 番の全部", "entry 12 in full")),
    ),
    within=COMMAND,
)
@click.argument("number", type=click.IntRange(0), required=False)
@option(
    "--last",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    about=Text("最後の N 件", "the last N entries"),
)
@option("--all", "everything", is_flag=True, about=Text("すべての記録", "every entry"))
def show(session: Session, number: int | None, last: int, everything: bool) -> None:
    with session.open_office(reading=True) as office:
        ledger = office.ledger
        if number is not None:
            entry = ledger.entry(number)
            result(session, entry_data(entry), list(entry_details(entry)))
            return
        head = ledger.head()
        start = 0 if everything else max(head.size - last, 0)
        entries = list(ledger.entries(start, head.size))
        data = {**checkpoint_data(head), "entries": [entry_data(entry) for entry in entries] if session.json else []}
        result(session, data, [] if session.json else [entry_line(entry) for entry in entries])


@command(
    "open",
    Text(
        "結果の記録がない着手を一覧します。いま行われている操作か、途中で切れた操作です。",
        "List the intents without an outcome: acts that go on now, or that were cut off.",
    ),
    examples=(("safehandle ledger open", Text("結果のない着手を確かめます", "see what never ended")),),
    within=COMMAND,
)
def open_(session: Session) -> None:
    with session.open_office(reading=True) as office:
        entries = office.ledger.open_intents()
    if not entries:
        note(session, Text("結果のない着手はありません", "every intent has its outcome"))
    result(session, {"entries": [entry_data(entry) for entry in entries]}, [entry_line(entry) for entry in entries])
