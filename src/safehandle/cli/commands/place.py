"""``safehandle place``: where data may be worked on, stored or sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, group, option
from safehandle.cli.language import Text
from safehandle.cli.output import note, result
from safehandle.cli.registers import FROM, ON, TO, Registry
from safehandle.cli.session import Session

_PLACES = Registry("place")
_KINDS = click.Choice(["work", "storage", "cloud", "sftp", "folder"])
_URL = option("--url", about=Text("接続先(sftp://… など)", "where to connect (sftp://…)"))
_PATH = option(
    "--path",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=Text("この機器でデータを置くフォルダー", "the folder of this machine where its data lies"),
)
_COUNTRY = option("--country", about=Text("国(JP など)", "country (JP …)"))
_HOST_KEY = option(
    "--host-key",
    "host_keys",
    multiple=True,
    about=Text("別の経路で確かめたホスト鍵の指紋(SHA256:…)", "host key fingerprint, confirmed by another route"),
)
_ALGORITHMS = option(
    "--algorithms",
    type=click.Choice(["recommended", "pqc"]),
    callback=lambda _context, _option, value: "" if value == "recommended" else value,
    about=Text(
        "経路の暗号: recommended は推奨暗号だけ、pqc は耐量子の鍵交換(推奨暗号リストにはありません)",
        "on the way: recommended ciphers only, or pqc: post-quantum key exchange (not on the CRYPTREC list)",
    ),
)
_ASSESSED = option("--assessed", type=DAY, metavar="DATE", about=Text("評価・点検した日", "day of assessment"))

place = group(
    "place",
    Text("作業場所・保存先・クラウド・送付先を登録・変更・終了・一覧します。", "Register places, end them, list them."),
    examples=(
        ("safehandle place add honsha --name 本社 --kind work", Text("作業場所を登録します", "register a work place")),
        ("safehandle place list", Text("一覧します", "list them")),
    ),
)


@command(
    "add",
    Text("場所を登録します。", "Register a place."),
    within=place,
    examples=(
        (
            "safehandle place add juki --name 区のサーバー --kind sftp --url sftp://juki@sftp.example.jp/in",
            Text("送付先を登録します", "where data is sent"),
        ),
    ),
)
@click.argument("ident", metavar="ID")
@option("--name", required=True, about=Text("名称", "name"))
@option("--kind", type=_KINDS, required=True, about=Text("種類: 作業場所・保存先・クラウド・SFTP・フォルダー", "kind"))
@_URL
@_PATH
@_COUNTRY
@_HOST_KEY
@_ALGORITHMS
@_ASSESSED
@FROM
@TO
def add(session: Session, ident: str, from_: Any, path: Path | None, **values: Any) -> None:
    _PLACES.add(session, {"id": ident, "from": from_, "path": _absolute(path), **values})


@command(
    "edit",
    Text("登録した場所の内容を変えます。", "Change what is registered of a place."),
    within=place,
    examples=(("safehandle place edit store --assessed 2026-10-01", Text("点検日を記録します", "record a check")),),
)
@click.argument("ident", metavar="ID")
@option("--name", about=Text("名称", "name"))
@option("--kind", type=_KINDS, about=Text("種類", "kind"))
@_URL
@_PATH
@_COUNTRY
@_HOST_KEY
@_ALGORITHMS
@_ASSESSED
@FROM
@TO
def edit(session: Session, ident: str, from_: Any, path: Path | None, **values: Any) -> None:
    _PLACES.edit(session, ident, {"from": from_, "path": _absolute(path), **values})


def _absolute(path: Path | None) -> str:
    return os.path.abspath(path) if path else ""  # noqa: PTH100 - ``..`` goes, links stay


@command(
    "end",
    Text("場所の使用を終えます。登録は残ります。", "End the use of a place. The entry stays."),
    within=place,
    examples=(("safehandle place end juki", Text("今すぐ使用を終えます", "at once")),),
)
@click.argument("ident", metavar="ID")
@ON
def end(session: Session, ident: str, on: Any) -> None:
    _PLACES.end(session, ident, on)


@command(
    "list",
    Text("登録した場所を一覧します。", "List the registered places."),
    within=place,
    examples=(("safehandle place list --json", Text("すべての項目を JSON で", "everything as JSON")),),
)
def list_(session: Session) -> None:
    columns = ("ident", "name", "kind", "url", "path", "country", "assessed", "start", "end")
    _PLACES.show(session, session.open_office(reading=True).contract.places, columns)


@command(
    "scan",
    Text(
        "サーバーのホスト鍵の指紋を表示します。登録はしません。別の経路で確かめてから登録してください。",
        "Show a server's host key fingerprints. Registers nothing: confirm them by another route first.",
    ),
    within=place,
    examples=(("safehandle place scan sftp://juki@sftp.example.jp/in", Text("指紋を表示します", "show them")),),
)
@click.argument("url", metavar="URL")
def scan(session: Session, url: str) -> None:
    import safehandle

    keys = safehandle.place_scan(url)
    data = [{"algorithm": key.algorithm, "bits": key.bits, "fingerprint": key.fingerprint} for key in keys]
    result(session, {"host_keys": data}, [f"{key.fingerprint}  {key.algorithm} {key.bits}" for key in keys])
    note(
        session,
        Text(
            "この指紋は、電話など別の経路で相手に確かめてから --host-key で登録してください",
            "confirm a fingerprint with the other side by another route, then register it with --host-key",
        ),
    )


COMMAND = place
