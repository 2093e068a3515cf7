"""``safehandle recipient``: who may receive data."""

from __future__ import annotations

from typing import Any

import click

from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, group, option
from safehandle.cli.language import Text
from safehandle.cli.registers import FROM, ON, TO, Registry
from safehandle.cli.session import Session

_RECIPIENTS = Registry("recipient")
_KEY = option("--key", about=Text("封をする公開鍵", "public sealing key"))
_SIGNING_KEY = option(
    "--signing-key", about=Text("受領書などに署名する公開鍵", "public key that signs receipts and deliveries")
)
_HTML_AGREED = option(
    "--html-agreed",
    type=DAY,
    metavar="DATE",
    about=Text("HTML での受け取りに同意した日", "day on which they agreed to HTML pages"),
)
_ROUTE = option("--route", about=Text("渡す経路(sftp, mail, post, carry)", "how data travels"))

recipient = group(
    "recipient",
    Text(
        "受領者(発注者が指定した職員)を登録・変更・終了・一覧します。",
        "Register who may receive data, end it, list them.",
    ),
    examples=(
        ("safehandle recipient add juki --name 区民課", Text("受領者を登録します", "register a recipient")),
        ("safehandle recipient end juki", Text("今すぐ終えます", "it ends at once")),
    ),
)


@command(
    "add",
    Text("受領者を登録します。", "Register a recipient."),
    within=recipient,
    examples=(("safehandle recipient add juki --name 区民課 --route sftp", Text("登録します", "register one")),),
)
@click.argument("ident", metavar="ID")
@option("--name", required=True, about=Text("名称", "name"))
@_KEY
@_SIGNING_KEY
@_ROUTE
@_HTML_AGREED
@FROM
@TO
def add(session: Session, ident: str, from_: Any, **values: Any) -> None:
    _RECIPIENTS.add(session, {"id": ident, "from": from_, **_checked(values)})


@command(
    "edit",
    Text("登録した受領者の内容を変えます。", "Change what is registered of a recipient."),
    within=recipient,
    examples=(("safehandle recipient edit juki --route mail", Text("経路を変えます", "change the route")),),
)
@click.argument("ident", metavar="ID")
@option("--name", about=Text("名称", "name"))
@_KEY
@_SIGNING_KEY
@_ROUTE
@_HTML_AGREED
@FROM
@TO
def edit(session: Session, ident: str, from_: Any, **values: Any) -> None:
    _RECIPIENTS.edit(session, ident, {"from": from_, **_checked(values)})


@command(
    "end",
    Text("受領者の登録を終えます。内容は残ります。", "End a recipient. The entry stays."),
    within=recipient,
    examples=(("safehandle recipient end juki --on 2026-09-30", Text("最終日を決めて終えます", "after a last day")),),
)
@click.argument("ident", metavar="ID")
@ON
def end(session: Session, ident: str, on: Any) -> None:
    _RECIPIENTS.end(session, ident, on)


@command(
    "list",
    Text("登録した受領者を一覧します。", "List the registered recipients."),
    within=recipient,
    examples=(("safehandle recipient list --json", Text("すべての項目を JSON で", "everything as JSON")),),
)
def list_(session: Session) -> None:
    columns = ("ident", "name", "route", "start", "end")
    _RECIPIENTS.show(session, session.open_office(reading=True).contract.recipients, columns)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """The values, once the keys among them are known to be such: a wrong one would show only when it is needed."""
    for name in ("key", "signing_key"):
        if values.get(name):
            import safehandle

            values[name] = safehandle.PublicKey.decode(values[name]).encode()
    return values


COMMAND = recipient
