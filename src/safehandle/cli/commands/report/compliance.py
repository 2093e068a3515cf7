"""``safehandle report compliance``: how every article of the contract is kept, with the entries that show it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.commands.report.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable, result
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import Office
    from safehandle.policy import Assessed, DutyStanding

_STANDINGS = {
    "enforced": Text("強制", "enforced"),
    "recorded": Text("記録", "recorded"),
    "attested": Text("申告", "attested"),
    "not-yet": Text("未了", "not yet"),
    "not-applicable": Text("該当なし", "not applicable"),
}
_TITLE = Text("遵守状況報告  {contract}  {profile}", "compliance report  {contract}  {profile}")
_AS_OF = Text("{at} 時点、元帳 {size} 件、ルート {root}", "as of {at}, ledger of {size} entries, root {root}")
_MEANING = Text(
    "「申告」は人の申告であり、道具が確かめたものではありません。「強制」は safehandle を通した操作に及びます。",
    "“Attested” is a person's word, which the tool has not checked. “Enforced” reaches acts done through safehandle.",
)
_ENTRIES = Text("記録", "entries")
_REFUSED = Text("拒否", "refused")
_MORE = Text("ほか {count} 件", "and {count} more")
_NO_ACT = Text("該当する操作はまだありません", "no such act yet")
_WORD = Text("{by} の申告 {day}(次回 {due})", "word of {by}, {day} (next: {due})")
_OVERDUE = Text("{by} の申告 {day} は期日 {due} を過ぎました", "word of {by}, {day}, was due again on {due}")
_WRITTEN = Text("{output} に書きました(記録 #{entry})", "wrote {output} (entry #{entry})")
_SHOWN = 5
"""Entry numbers that a line shows; JSON has all of them."""


@command(
    "compliance",
    Text(
        "条項ごとに、強制・記録・申告・未了・該当なしのどれであるかと、証拠となる元帳の番号を報告します。",
        "Report for every article whether it is enforced, recorded, attested, not yet kept or not applicable.",
    ),
    within=COMMAND,
    examples=(
        ("safehandle report compliance", Text("画面に表示します", "on the screen")),
        ("safehandle report compliance -o 遵守状況.txt", Text("ファイルに書き、記録します", "as a file, recorded")),
        (
            "safehandle report compliance --format oscal -o oscal/",
            Text("OSCAL の三つの文書を書きます", "three OSCAL documents"),
        ),
    ),
)
@option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", about=Text("出力", "the output"))
@option(
    "--format", "form", type=click.Choice(["text", "json", "oscal"]), default="text", about=Text("形式", "the form")
)
@option("--overwrite", is_flag=True, about=Text("既存の出力を置き換えます", "replace an existing output"))
def compliance(session: Session, output: Path | None, form: str, overwrite: bool) -> None:
    if form == "oscal" and output is None:
        raise UsageError("usage.missing", name="-o", command="safehandle report compliance --format oscal")
    with session.open_office() as office:
        made = _Report(office)
        if output is None:
            result(session, made.data(), made.lines() if form == "text" else [_json(made.data())])
            return
        import safehandle

        files = {"text": made.text_file, "json": made.json_file, "oscal": made.oscal_files}[form](output)
        request = safehandle.ReportComplianceRequest(
            output=output,
            files=files,
            form=form,
            articles=len(made.assessed),
            size=made.size,
            root=made.root,
            overwrite=overwrite,
        )
        done = office.perform(safehandle.ReportCompliance(), request)
    result(session, {"output": str(output), "entry": done.entry, "files": sorted(files)}, [])
    note(session, _WRITTEN, output=printable(str(output)), entry=done.entry)


class _Report:
    """The assessment of one office's contract, and its forms."""

    def __init__(self, office: Office) -> None:
        import safehandle

        self.office = office
        self.at = datetime.now(timezone(timedelta(hours=9)))
        head = office.ledger.head()
        self.size, self.root = head.size, head.root.hex()
        entries = office.ledger.entries(0, self.size)
        self.assessed: Sequence[Assessed] = safehandle.assess(office.profile, entries, self.at.date())

    def data(self) -> dict[str, Any]:
        import safehandle

        articles = [
            {
                "article": one.coverage.article.ident,
                "citation": one.coverage.citation,
                "standing": str(one.standing),
                "title": safehandle.model.to_plain(one.coverage.article.title),
                "duties": safehandle.model.to_plain(one.duties),
            }
            for one in self.assessed
        ]
        return {
            "contract": self.office.contract.ident,
            "profile": self.office.profile.ident,
            "at": self.at.isoformat(timespec="seconds"),
            "ledger": {"size": self.size, "root": self.root},
            "summary": dict(Counter(str(one.standing) for one in self.assessed)),
            "articles": articles,
        }

    def lines(self) -> list[str]:
        name = self.office.profile.name
        counts = Counter(str(one.standing) for one in self.assessed)
        return [
            _TITLE.format(contract=self.office.contract.ident, profile=Text(name.ja, name.en)),
            _AS_OF.format(at=f"{self.at:%Y-%m-%d %H:%M %z}", size=self.size, root=self.root),
            "  ".join(f"{label} {counts[standing]}" for standing, label in _STANDINGS.items()),
            str(_MEANING),
            "",
            *(line for one in self.assessed for line in _article(one)),
        ]

    def text_file(self, output: Path) -> dict[str, bytes]:
        return {output.name: ("\n".join(self.lines()) + "\n").encode()}

    def json_file(self, output: Path) -> dict[str, bytes]:
        return {output.name: _json(self.data()).encode() + b"\n"}

    def oscal_files(self, _output: Path) -> dict[str, bytes]:
        import safehandle

        contract = self.office.contract
        subject = safehandle.AssessmentSubject(
            contract=contract.ident, title=contract.title, size=self.size, root=self.root, at=self.at
        )
        documents = safehandle.oscal(self.office.profile, self.assessed, subject)
        return {name: _json(document).encode() + b"\n" for name, document in documents.items()}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _article(one: Assessed) -> Iterator[str]:
    title = one.coverage.article.title
    yield f"[{_STANDINGS[one.standing]}] {one.coverage.citation}  {Text(title.ja, title.en)}"
    yield from (f"    {_STANDINGS[duty.standing]}: {_evidence(duty)}" for duty in one.duties)


def _evidence(duty: DutyStanding) -> str:
    if duty.attestation:
        text = _WORD if duty.standing == "attested" else _OVERDUE
        given = duty.attestation
        return f"{text.format(by=given.by, day=given.day, due=given.due or '-')}  {_numbers(_ENTRIES, duty.entries)}"
    parts = [
        _numbers(label, numbers) for label, numbers in ((_ENTRIES, duty.entries), (_REFUSED, duty.refused)) if numbers
    ]
    return "  ".join(parts) or ("-" if duty.standing == "not-yet" else str(_NO_ACT))


def _numbers(label: Text, numbers: tuple[int, ...]) -> str:
    shown = " ".join(f"#{number}" for number in numbers[-_SHOWN:])
    more = len(numbers) - _SHOWN
    return f"{label} {shown}" + (f" {_MORE.format(count=more)}" if more > 0 else "")


__all__ = ["COMMAND"]
