"""``safehandle report revoke``: declare a certificate void."""

from __future__ import annotations

import click

from safehandle.cli.commands.report.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import printable, result
from safehandle.cli.session import Session

_REVOKED = Text(
    "証明書 第 {number} 号を失効させました(記録 #{entry})。委託者にも知らせてください",
    "certificate {number} is void (entry #{entry}); tell the client, too",
)


@command(
    "revoke",
    Text(
        "発行した証明書を失効させます。別の証明書で置き換えるときは certificate --replaces を使ってください。",
        "Declare a certificate void. To put another in its place, use certificate --replaces.",
    ),
    examples=(
        (
            "safehandle report revoke R8-0001 --reason '対象媒体の取り違え'",
            Text("証明書を失効させます", "make a certificate void"),
        ),
    ),
    within=COMMAND,
)
@click.argument("number", metavar="NUMBER")
@option("--reason", required=True, metavar="TEXT", about=Text("失効の理由", "why"))
def revoke(session: Session, number: str, reason: str) -> None:
    import safehandle

    with session.open_office() as office:
        request = safehandle.CertificateRevokeRequest(number=number, reason=reason)
        done = office.perform(safehandle.RevokeCertificate(office.ledger), request)
    data = {"number": number, "entry": done.entry}
    result(session, data, [_REVOKED.format(number=printable(number), entry=done.entry)])
