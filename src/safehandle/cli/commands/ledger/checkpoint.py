"""``safehandle ledger checkpoint``: hand out the signed state of the ledger."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.commands.ledger.keys import signing_key
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import lines_of, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.session import Session
from safehandle.errors import UsageError
from safehandle.model import Handout

_HANDED = {
    "to": Text("手渡す相手", "handed to"),
    "size": Text("件数", "entries"),
    "root": Text("ルート", "root"),
    "path": Text("控え", "kept in"),
    "output": Text("手渡すファイル", "file to hand out"),
    "entry": Text("記録", "entry"),
}


@command(
    "checkpoint",
    Text(
        "元帳のいまの状態に署名し、相手に手渡すチェックポイントを作ります。誰に渡したかも記録します。",
        "Sign the ledger's present state as a checkpoint to hand out, and record to whom it goes.",
    ),
    examples=(
        (
            "safehandle ledger checkpoint --to 川原市情報政策課 -o 20261121.checkpoint",
            Text("手渡すファイルを作ります", "make the file to hand out"),
        ),
    ),
    within=COMMAND,
)
@option("--to", required=True, metavar="NAME", about=Text("手渡す相手", "to whom it goes"))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text("手渡すファイル(控えは契約フォルダーに残ります)", "the file to hand out (a copy is kept anyway)"),
)
@option("--overwrite", is_flag=True, about=Text("既存のファイルを置き換えます", "replace an existing file"))
@password_options
def checkpoint(session: Session, to: str, output: Path | None, overwrite: bool, password: Given) -> None:
    import safehandle

    with session.open_office() as office:
        if office.folder is None:
            raise UsageError("checkpoint.no-folder")
        request = safehandle.CheckpointRequest(
            to=to, key=signing_key(office, password), output=output, overwrite=overwrite
        )
        clock = partial(safehandle.look_at_clock, safehandle.home() / "clock")
        action = safehandle.HandOut(office.contract, office.ledger, office.folder, clock)
        done = office.perform(action, request)
    (handout,) = (fact for fact in done.result.facts if isinstance(fact, Handout))
    data = {
        "to": to,
        "origin": office.ledger.origin,
        "size": handout.size,
        "root": handout.root,
        "path": str(done.result.path),
        "output": str(output) if output else "",
        "entry": done.entry,
    }
    result(session, data, lines_of(_HANDED, data))
