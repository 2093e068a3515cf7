"""``safehandle ledger witness``: the client's side, which remembers and confirms what it saw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.log_keys import named_logs
from safehandle.cli.output import lines_of, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.session import Session
from safehandle.model import Witnessed

if TYPE_CHECKING:
    from safehandle import Office

_LABELS = {
    "origin": Text("元帳", "ledger"),
    "old": Text("前回の件数", "entries last time"),
    "size": Text("今回の件数", "entries now"),
    "root": Text("ルート", "root"),
    "verifier": Text("確認の署名の検証鍵", "verifier key of the cosignature"),
    "output": Text("返すファイル", "file to give back"),
    "entry": Text("記録", "entry"),
}


@command(
    "witness",
    Text(
        "受け取ったチェックポイントが前回の続きであることを確かめ、確認の署名を付けます。\n"
        "発注者側で使います。前に見たものを覚えていて、書き換えられた元帳には署名しません。通信はしません。",
        "Check that a checkpoint continues what was seen before, and cosign it.\n"
        "For the client's side: it remembers what it saw, and never signs a ledger that was rewritten. No network.",
    ),
    examples=(
        (
            "safehandle ledger witness 11月 --log-key 受託者.pub --key 0123… --name 川原市 -o 返信",
            Text("前回との続きを確かめて署名します", "check it against the last one and cosign"),
        ),
    ),
    within=COMMAND,
)
@click.argument("request", type=click.Path(path_type=Path))
@option(
    "--log-key", required=True, metavar="KEY", about=Text("元帳の公開鍵(文字列かファイル)", "the ledger's public key")
)
@option("--key", "ident", required=True, metavar="ID", about=Text("署名に使う自分の鍵", "your own signing key"))
@option("--name", required=True, about=Text("署名者の名前", "the name to cosign as"))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    about=Text("返すファイル", "the file to give back"),
)
@option("--overwrite", is_flag=True, about=Text("既存のファイルを置き換えます", "replace an existing file"))
@password_options
def witness(
    session: Session, request: Path, log_key: str, ident: str, name: str, output: Path, overwrite: bool, password: Given
) -> None:
    import safehandle

    asked = safehandle.WitnessRequest.decode(safehandle.read_text(request))
    logs = named_logs((log_key,), safehandle.claimed_origin(asked.note))
    store = safehandle.KeyStore.default()
    stored = store.show(ident)
    key = store.load(ident, None if stored.kept == "keyring" else password.read(key=ident))
    with session.open_office() as office:
        book = safehandle.WitnessBook(_folder(office))
        act = safehandle.WitnessActRequest(
            submission=safehandle.Submission(book, asked, logs), name=name, key=key, output=output, overwrite=overwrite
        )
        done = office.perform(safehandle.Witness(), act)
    (seen,) = (fact for fact in done.result.facts if isinstance(fact, Witnessed))
    data = {
        "origin": seen.origin,
        "old": seen.old,
        "size": seen.size,
        "root": seen.root,
        "verifier": safehandle.cosigner(name, key.public).encode(),
        "output": str(output),
        "entry": done.entry,
    }
    result(session, data, lines_of(_LABELS, data))


def _folder(office: Office) -> Path:
    """What was witnessed lies in the contract folder, or among the user's own data."""
    import safehandle

    return (office.folder or safehandle.home()) / "witnessed"
