"""``safehandle ledger export`` and ``import``: the same ledger in another place."""

from __future__ import annotations

from functools import partial

import click

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.frame import command
from safehandle.cli.language import Text
from safehandle.cli.ledger_view import checkpoint_data
from safehandle.cli.output import lines_of, result
from safehandle.cli.session import Session

_LABELS = {
    "place": Text("書き込んだ場所", "written to"),
    "size": Text("件数", "entries"),
    "root": Text("ルート", "root"),
}


@command(
    "export",
    Text(
        "元帳を、ほかの場所に丸ごと写します。\n"
        "パス (SQLite) か postgresql:// の URL を指定します。バイト列もルートも同じになります。控えを取るときも、"
        "ファイルのコピーではなくこれを使ってください。",
        "Copy the whole ledger to another place.\n"
        "Give a path (SQLite) or a postgresql:// URL; bytes and root are the same there. Use this for back-ups, too, "
        "rather than copying the file.",
    ),
    examples=(
        ("safehandle ledger export 控え/20261121.db", Text("控えを取ります", "make a back-up")),
        ("safehandle ledger export postgresql://db/r8_tax", Text("PostgreSQL に移します", "move to PostgreSQL")),
    ),
    within=COMMAND,
)
@click.argument("place")
def export(session: Session, place: str) -> None:
    import safehandle

    with session.open_office() as office:
        ledger = office.ledger
        action = safehandle.LedgerExport(ledger.head, partial(safehandle.copy_ledger, ledger))
        done = office.perform(action, place)
    data = {"place": place, **checkpoint_data(done.result.state), "entry": done.entry}
    result(session, data, lines_of(_LABELS, data))


@command(
    "import",
    Text(
        "ほかの場所の元帳を、この契約の空の元帳に丸ごと写します。\n"
        "contract.toml の ledger を新しい場所に書き換えてから実行します。",
        "Copy a ledger from another place into this contract's empty one.\n"
        "Set `ledger` in contract.toml to the new place first.",
    ),
    examples=(("safehandle ledger import 控え/20261121.db", Text("控えから写します", "from a back-up")),),
    within=COMMAND,
)
@click.argument("place")
def import_(session: Session, place: str) -> None:
    import safehandle

    location, origin = safehandle.ledger_place(session.contract)
    with safehandle.open_ledger(place, origin) as source:
        copied = safehandle.copy_ledger(source, location)
    data = {"place": location, **checkpoint_data(copied)}
    result(session, data, lines_of(_LABELS, data))
