"""``safehandle report compliance``: how every article of the contract is kept, with the entries that show it."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.commands.report.group import COMMAND
from safehandle.cli.compliance.forms import report_data, report_lines, report_table
from safehandle.cli.compliance.report import ComplianceReport, read_report
from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable, result
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import Office

_WRITTEN = Text("{output} に書きました(記録 #{entry})", "wrote {output} (entry #{entry})")


@command(
    "compliance",
    Text(
        """条項ごとに、強制・記録・申告・期限切れ・未了・該当なしのどれであるかと、証拠となる元帳の番号を報告します。

-o で書き出すと、書き出したことも元帳に残ります。
期間を指定すると、その期間の操作を数え、その終わりの時点でどうであったかを示します。""",
        """Report for every article whether it is enforced, recorded, attested, overdue, not yet kept or not applicable.

Written with -o, that is recorded, too. A period counts its own acts and tells how things stood at its end.""",
    ),
    within=COMMAND,
    examples=(
        ("safehandle report compliance", Text("画面に表示します", "on the screen")),
        (
            "safehandle report compliance --year R8 --format markdown -o 遵守状況.md",
            Text("令和8年度分を表にして書き、記録します", "fiscal 2026 as a table, recorded"),
        ),
        (
            "safehandle report compliance --format oscal -o oscal/",
            Text("OSCAL の三つの文書を書きます", "three OSCAL documents"),
        ),
    ),
)
@option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", about=Text("出力", "the output"))
@option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "oscal"]),
    default="text",
    about=Text("形式", "the form"),
)
@option("--last", metavar="LENGTH", about=Text("直近の期間: 90d、3m、1y", "the last 90d, 3m, 1y"))
@option("--year", metavar="YEAR", about=Text("年度: 2026、R8、令和8年度", "a fiscal year (April to March): 2026, R8"))
@option("--from", "start", type=DAY, metavar="DAY", about=Text("初日: 2026-04-01", "the first day: 2026-04-01"))
@option("--to", "end", type=DAY, metavar="DAY", about=Text("最終日: 2027-03-31", "the last day: 2027-03-31"))
@option("--overwrite", is_flag=True, about=Text("既存の出力を置き換えます", "replace an existing output"))
def compliance(
    session: Session,
    output: Path | None,
    form: str,
    last: str | None,
    year: str | None,
    start: date | None,
    end: date | None,
    overwrite: bool,
) -> None:
    import safehandle

    if form == "oscal" and output is None:
        raise UsageError("usage.missing", name="-o", command="safehandle report compliance --format oscal")
    if form == "oscal" and overwrite:
        raise UsageError("usage.excludes", first="--format oscal", second="--overwrite")
    now = datetime.now(timezone(timedelta(hours=9)))
    period = safehandle.asked_period(last=last, year=year, start=start, end=end, today=now.date())
    with session.open_office() as office:
        report = read_report(office, period, now)
        if output is None:
            data = report_data(report)
            result(session, data, {"text": report_lines, "markdown": report_table, "json": _json_lines}[form](report))
            return
        files = _files(report, office, form, output)
        request = safehandle.ReportComplianceRequest(
            output=output,
            files=files,
            form=form,
            period=str(period),
            articles=len(report.assessed),
            size=report.size,
            root=report.root,
            overwrite=overwrite,
        )
        done = office.perform(safehandle.ReportCompliance(), request)
    result(session, {"output": str(output), "entry": done.entry, "files": sorted(files)}, [])
    note(session, _WRITTEN, output=printable(str(output)), entry=done.entry)


def _files(report: ComplianceReport, office: Office, form: str, output: Path) -> dict[str, bytes]:
    """The report's files by name."""
    if form == "oscal":
        return {name: f"{_json(document)}\n".encode() for name, document in _oscal(report, office).items()}
    lines = {"text": report_lines, "markdown": report_table, "json": _json_lines}[form](report)
    return {output.name: "".join(f"{line}\n" for line in lines).encode()}


def _oscal(report: ComplianceReport, office: Office) -> Any:
    import safehandle

    contract = report.contract
    subject = safehandle.AssessmentSubject(
        contract=contract.ident,
        title=contract.title,
        client=contract.client,
        contractor=contract.contractor,
        people={person.ident: person.name for person in contract.people},
        origin=office.ledger.origin,
        size=report.size,
        root=report.root,
        at=report.at,
        start=report.period.start or contract.start,
        end=report.period.end,
    )
    return safehandle.oscal(report.profile, report.assessed, subject)


def _json_lines(report: ComplianceReport) -> list[str]:
    return [_json(report_data(report))]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


__all__ = ["COMMAND"]
