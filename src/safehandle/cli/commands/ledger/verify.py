"""``safehandle ledger verify``: whether everything recorded still stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from safehandle.cli import failure
from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.commands.ledger.keys import held
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.ledger_view import (
    report_data,
    report_lines,
)
from safehandle.cli.output import result
from safehandle.cli.session import Session
from safehandle.errors import IntegrityError


@command(
    "verify",
    Text(
        "すべての記録を、元帳の木と、手渡したチェックポイントに照らして確かめます。"
        "操作の署名も確かめ、最後に手渡した後の件数を表示します。合わなければ終了コード 4 です。",
        "Check every entry against the tree and against the checkpoints handed out, and the signatures of acts; tell "
        "how many entries lie after the last checkpoint. Exit code 4 if something does not hold.",
    ),
    examples=(
        ("safehandle ledger verify", Text("控えのチェックポイントと照合します", "against the checkpoints kept here")),
        (
            "safehandle ledger verify --checkpoint 市の控え.checkpoint",
            Text("相手の手元の一枚とも照合します", "against one that the client held, too"),
        ),
    ),
    within=COMMAND,
)
@option(
    "--checkpoint",
    "checkpoints",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    about=Text("相手が持っていたチェックポイント(何枚でも)", "a checkpoint that somebody held (any number)"),
)
def verify(session: Session, checkpoints: tuple[Path, ...]) -> int:
    import safehandle

    with session.open_office(reading=True) as office:
        given = [signed.checkpoint for signed in held(office, checkpoints)]
        report = office.ledger.verify(given)
        acts = safehandle.check_signatures(map(office.ledger.entry, report.signed), office.contract)
        origin = office.ledger.origin
    report = replace(report, problems=tuple(dict.fromkeys((*report.problems, *acts.problems))))  # each told once
    result(session, report_data(origin, report, acts), list(report_lines(origin, report, acts)))
    try:
        report.demand()
    except IntegrityError as error:
        return failure.report(error, as_json=False)  # standard output has the report already
    return 0
