"""``safehandle report signer``: a key of one's own for signing certificates."""

from __future__ import annotations

from pathlib import Path

import click

from safehandle.cli.commands.report.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import printable, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.session import Session

_MADE = Text("{output}: 署名用の鍵と証明書を作りました(記録 #{entry})", "{output}: made a signing key (entry #{entry})")
_TELL = Text(
    "指紋(委託者に別の経路で伝えてください): {fingerprint}",
    "fingerprint (tell the client on another way): {fingerprint}",
)


@command(
    "signer",
    Text(
        "証明書に署名する鍵を作ります(ECDSA P-256、自己署名、PKCS#12)。認証局の証明書があれば、それを使ってください。",
        "Make a key that signs certificates (ECDSA P-256, self-signed, PKCS#12). Use an authority's if you have one.",
    ),
    examples=(
        (
            "safehandle report signer -o 署名用.p12 --password-file pw",
            Text("署名用の鍵を作ります", "make a signing key"),
        ),
    ),
    within=COMMAND,
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="OUT.p12",
    about=Text("出力(PKCS#12)", "the output (PKCS#12)"),
)
@option(
    "--name",
    default="",
    metavar="NAME",
    about=Text("名義(なければ受託者)", "whose it is"),
)
@password_options
def signer(session: Session, output: Path, name: str, password: Given) -> None:
    import safehandle

    with session.open_office() as office:
        request = safehandle.SignerNewRequest(output=output, passphrase=password.read_new(), name=name)
        done = office.perform(safehandle.SignerNew(office.contract), request)
    made = done.result.signer
    data = {
        "output": str(output),
        "subject": made.subject,
        "fingerprint": made.fingerprint,
        "until": made.until.isoformat(),
        "entry": done.entry,
    }
    lines = [
        _MADE.format(output=printable(str(output)), entry=done.entry),
        _TELL.format(fingerprint=made.fingerprint),
    ]
    result(session, data, lines)
