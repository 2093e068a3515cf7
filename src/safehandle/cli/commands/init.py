"""``safehandle init``: make a contract folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import note, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.session import Session
from safehandle.errors import UsageError

_MADE = Text("契約フォルダーを作りました: {folder}", "made the contract folder {folder}")
_NEXT = Text(
    "次に safehandle person add、place add、recipient add で、従事者・場所・受領者を登録してください",
    "next, register people, places and recipients with safehandle person add, place add and recipient add",
)


@command(
    "init",
    Text(
        "契約フォルダーを作ります: contract.toml、元帳、契約の鍵。作った人が管理責任者になります。",
        "Make a contract folder: contract.toml, the ledger, the contract's keys. Who makes it becomes the manager.",
    ),
    examples=(
        (
            "safehandle init juki --profile nerima-2025-12 --client 練馬区 --manager '鈴木 花子'",
            Text("鍵のパスフレーズを尋ねて作ります", "asks for the keys' passphrase"),
        ),
        (
            "safehandle init k --profile baseline --keyring",
            Text("パスフレーズは OS の鍵束に", "passphrase in the keyring"),
        ),
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@option("--profile", required=True, about=Text("特記事項のプロファイル(safehandle profiles で一覧)", "clause profile"))
@option(
    "--id", "ident", about=Text("契約の ID(指定がなければフォルダー名)", "the contract's id (else the folder's name)")
)
@option("--title", about=Text("件名", "title"))
@option("--client", about=Text("発注者", "client"))
@option("--contractor", about=Text("受注者", "contractor"))
@option("--from", "from_", type=DAY, metavar="DATE", about=Text("契約の開始日", "first day"))
@option("--to", "until", type=DAY, metavar="DATE", about=Text("契約の終了日", "last day"))
@option("--manager", about=Text("管理責任者(あなた)の氏名", "the manager's name: yours"))
@option(
    "--keyring",
    is_flag=True,
    about=Text("鍵のパスフレーズを作り、OS の鍵束に保存します", "keep a made passphrase in the keyring"),
)
@password_options
def init(
    session: Session,
    folder: Path,
    ident: str | None,
    from_: Any,
    manager: str | None,
    password: Given,
    keyring: bool,
    **values: Any,
) -> None:
    import safehandle

    if keyring and password:
        raise UsageError("usage.excludes", first="--keyring", second="--password-…")
    founder = {"id": session.person or "", "name": manager or ""}
    contract = safehandle.found_contract(
        folder,
        {"id": ident or folder.absolute().name, "from": from_, **values},
        founder={key: value for key, value in founder.items() if value},
        store=safehandle.KeyStore.default(),
        passphrase=None if keyring else password.read_new(),
    )
    data = {"folder": str(folder.absolute()), "contract": contract.ident, "profile": contract.profile}
    keys = {"sealing_key": contract.sealing_key, "ledger_key": contract.ledger_key}
    result(session, data | keys, [_MADE.format(folder=folder)])
    note(session, _NEXT)


COMMAND = init
