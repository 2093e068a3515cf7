"""``safehandle person``: 管理責任者, 監督者 and 従事者."""

from __future__ import annotations

from typing import Any

import click

from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, group, option
from safehandle.cli.language import Text
from safehandle.cli.registers import FROM, ON, TO, Registry
from safehandle.cli.session import Session

_PEOPLE = Registry("person")
_ROLES = click.Choice(["manager", "supervisor", "handler"])
_AFFILIATION = option("--affiliation", about=Text("所属", "affiliation"))
_EDUCATED = option("--educated", type=DAY, metavar="DATE", about=Text("教育を受けた日", "day of education"))
_PLEDGED = option("--pledged", type=DAY, metavar="DATE", about=Text("誓約書の日付", "day of the pledge"))
_LOGIN = option("--login", about=Text("OS のログイン名", "login name on this system"))
_KEY = option("--key", about=Text("署名の公開鍵", "public signing key"))

person = group(
    "person",
    Text("従事者と管理責任者を登録・変更・終了・一覧します。", "Register people, end their time, list them."),
    examples=(
        (
            "safehandle person add sato --name 佐藤 --role handler --educated 2026-04-01",
            Text("従事者を登録します", "register a handler"),
        ),
        ("safehandle person end sato", Text("今すぐ従事を終えます", "the person stops at once")),
    ),
)


@command(
    "add",
    Text("人を登録します。", "Register a person."),
    within=person,
    examples=(("safehandle person add sato --name 佐藤 --role handler", Text("従事者を登録します", "a handler")),),
)
@click.argument("ident", metavar="ID")
@option("--name", required=True, about=Text("氏名", "name"))
@option("--role", type=_ROLES, required=True, about=Text("役割: 管理責任者・監督者・従事者", "role"))
@_AFFILIATION
@FROM
@TO
@_EDUCATED
@_PLEDGED
@_LOGIN
@_KEY
def add(session: Session, ident: str, from_: Any, **values: Any) -> None:
    _PEOPLE.add(session, {"id": ident, "from": from_, **values})


@command(
    "edit",
    Text("登録した人の内容を変えます。", "Change what is registered of a person."),
    within=person,
    examples=(
        ("safehandle person edit sato --educated 2026-10-01", Text("教育の実施日を記録します", "record an education")),
    ),
)
@click.argument("ident", metavar="ID")
@option("--name", about=Text("氏名", "name"))
@option("--role", type=_ROLES, about=Text("役割", "role"))
@_AFFILIATION
@FROM
@TO
@_EDUCATED
@_PLEDGED
@_LOGIN
@_KEY
def edit(session: Session, ident: str, from_: Any, **values: Any) -> None:
    _PEOPLE.edit(session, ident, {"from": from_, **values})


@command(
    "end",
    Text("人の従事を終えます。登録は残ります。", "End a person's time. The entry stays."),
    within=person,
    examples=(("safehandle person end sato --on 2026-09-30", Text("最終日を決めて終えます", "after a last day")),),
)
@click.argument("ident", metavar="ID")
@ON
def end(session: Session, ident: str, on: Any) -> None:
    _PEOPLE.end(session, ident, on)


@command(
    "list",
    Text("登録した人を一覧します。", "List the registered people."),
    within=person,
    examples=(("safehandle person list --json", Text("すべての項目を JSON で", "everything as JSON")),),
)
def list_(session: Session) -> None:
    columns = ("ident", "name", "role", "affiliation", "start", "end", "educated", "pledged")
    _PEOPLE.show(session, session.open_office(reading=True).contract.people, columns)


COMMAND = person
