"""``safehandle report register``: a 管理簿 on paper, in Excel, or as a page that checks itself."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.commands.report.group import COMMAND
from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text, current
from safehandle.cli.output import printable, result
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import Office, ReportedRegister

_ABOUT = Text(
    """管理簿を元帳から書き出します。

媒体管理簿、持出管理簿、送付記録簿、廃棄記録簿、個人情報取扱台帳、操作記録のどれかを、題名か ID で指定します。
形式は出力の拡張子で決まります: xlsx、csv、pdf、html、json。書き出したことも元帳に残ります。""",
    """Write a register from the ledger.

Name one of: media, carry-out, shipments, disposals, holdings, operations (or its Japanese title). The output's suffix
chooses the form: xlsx, csv, pdf, html, json. That it was written is recorded, too.""",
)
_EXAMPLES = (
    (
        "safehandle report register 持出管理簿 --year R8 -o 持出管理簿.xlsx",
        Text("令和8年度分を Excel で", "fiscal 2026 as Excel"),
    ),
    (
        "safehandle report register operations --last 3m -o 操作記録.pdf",
        Text("直近3か月分を PDF で", "the last three months as PDF"),
    ),
    (
        "safehandle report register media -o 媒体管理簿.html --checkpoint checkpoints/000000120-ab12cd34.checkpoint",
        Text("署名した照合点の時点で、自ら照合する頁を", "as of a signed checkpoint, as a page that checks itself"),
    ),
)


@command("register", _ABOUT, examples=_EXAMPLES, within=COMMAND)
@click.argument("register", metavar="REGISTER")
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="OUT",
    about=Text("出力(- は標準出力。--format も要ります)", "the output (- is standard output; give --format)"),
)
@option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "csv", "pdf", "html", "json"]),
    about=Text("形式(なければ出力の拡張子)", "the form (else by the output's suffix)"),
)
@option("--last", metavar="LENGTH", about=Text("直近の期間: 90d、3m、1y", "the last 90d, 3m, 1y"))
@option("--year", metavar="YEAR", about=Text("年度: 2026、R8、令和8年度", "a fiscal year (April to March): 2026, R8"))
@option("--from", "start", type=DAY, metavar="DAY", about=Text("初日: 2026-04-01", "the first day: 2026-04-01"))
@option("--to", "end", type=DAY, metavar="DAY", about=Text("最終日: 2027-03-31", "the last day: 2027-03-31"))
@option(
    "--checkpoint",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text("この署名した照合点の時点で", "as of this signed checkpoint"),
)
@option("--overwrite", is_flag=True, about=Text("既存の出力を置き換えます", "replace an existing output"))
def register(
    session: Session,
    register: str,
    output: Path,
    form: str | None,
    last: str | None,
    year: str | None,
    start: date | None,
    end: date | None,
    checkpoint: Path | None,
    overwrite: bool,
) -> None:
    import safehandle

    piped = output == Path("-")
    if piped and session.json:
        raise UsageError("usage.excludes", first="-o -", second="--json")
    if piped and form is None:
        raise UsageError("usage.missing", name="--format", command="safehandle report register")
    today = datetime.now().astimezone().date()
    period = safehandle.asked_period(last=last, year=year, start=start, end=end, today=today)
    with session.open_office() as office:
        note, verifier = _signed(office, checkpoint)
        request = safehandle.ReportRegisterRequest(
            register=register,
            form=form or output.suffix.lower().removeprefix("."),
            output=sys.stdout.buffer if piped else output,
            period=period,
            lang=current(),
            note=note,
            verifier=verifier,
            overwrite=overwrite,
        )
        done = office.perform(safehandle.ReportRegister(office.contract, office.ledger), request)
    if not piped:
        _tell(session, done.entry, done.result, output)


def _signed(office: Office, checkpoint: Path | None) -> tuple[str, str]:
    """The signed checkpoint and the key to check it with, or nothing."""
    import safehandle

    if checkpoint is None:
        return "", ""
    if not office.contract.ledger_key:
        raise UsageError("ledger.key-needed")
    log = safehandle.log_verifier(office.ledger.origin, office.contract.ledger_key)
    return safehandle.read_checkpoint(checkpoint, (log,)).note, log.encode()


def _tell(session: Session, entry: int, made: ReportedRegister, output: Path) -> None:
    register = made.register
    data = {
        "output": str(output),
        "register": register.kind.ident,
        "title": register.title,
        "rows": len(register.rows),
        "period": str(register.period),
        "ledger_size": register.seal.size,
        "code": register.seal.code,
        "sha256": made.sha256,
        "entry": entry,
    }
    written = Text(
        "{output}: {title} {rows} 行、{period}(記録 #{entry})",
        "{output}: {title}, {rows} rows, {period} (entry #{entry})",
    )
    code = Text("照合コード: {code}", "code: {code}")
    lines = [
        written.format(
            output=printable(str(output)),
            title=register.title,
            rows=len(register.rows),
            period=register.period.describe(register.lang),
            entry=entry,
        ),
        code.format(code=register.seal.code),
    ]
    result(session, data, lines)


__all__ = ["COMMAND"]
