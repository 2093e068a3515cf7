"""``safehandle ledger export`` and ``import``: the same ledger in another place."""

from __future__ import annotations

from functools import partial

import click

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.commands.ledger.restore import declare_restored
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.ledger_view import checkpoint_data
from safehandle.cli.output import lines_of, result
from safehandle.cli.recognising import recognise_by_key
from safehandle.cli.session import Session

_LABELS = {
    "place": Text("書き込んだ場所", "written to"),
    "size": Text("件数", "entries"),
    "root": Text("ルート", "root"),
    "restored": Text("復元の記録", "restoring recorded as"),
    "entry": Text("記録", "entry"),
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
        ("safehandle ledger export postgresql://db/r8_copy", Text("PostgreSQL に控えを取ります", "into PostgreSQL")),
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
        "ほかの場所の元帳を、この契約の空の元帳に丸ごと写し、そこで記録を続けます。\n"
        "contract.toml の ledger を新しい場所に書き換えてから実行します。写したことも元帳に残ります。"
        "元の場所には何も書きません。",
        "Copy a ledger from another place into this contract's empty one, and go on there.\n"
        "Set `ledger` in contract.toml to the new place first. That it was copied is recorded; the old place is never "
        "written to.",
    ),
    examples=(
        ("safehandle ledger import ledger.db", Text("これまでの元帳から移します", "move from the ledger there was")),
        (
            "safehandle ledger import 控え/20261121.db --reason ディスク故障",
            Text("控えから復元します", "restore a back-up"),
        ),
    ),
    within=COMMAND,
)
@click.argument("place")
@option(
    "--reason",
    metavar="TEXT",
    about=Text("古い控えのとき、復元の理由", "why a back-up is restored, where the place holds an old one"),
)
def import_(session: Session, place: str, reason: str | None) -> None:
    import safehandle

    office = safehandle.open_import(place, session.contract, person=session.person)
    recognise_by_key(office)
    with office:
        ledger = office.ledger
        state = ledger.head()
        restored = declare_restored(office, reason, ()).entry if reason and ledger.missing() else None
        done = office.perform(safehandle.LedgerImport(lambda: state, ledger.at), place)
    data = {
        "place": ledger.location,
        **checkpoint_data(done.result.state),
        "restored": restored,
        "entry": done.entry,
    }
    result(session, data, lines_of(_LABELS, data))
