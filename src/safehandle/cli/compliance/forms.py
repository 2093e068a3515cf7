"""A compliance report on a screen, as a table in Markdown, and in JSON."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from safehandle.cli.compliance.evidence import evidence
from safehandle.cli.compliance.report import STANDINGS, ComplianceReport
from safehandle.cli.language import Text, current
from safehandle.cli.output import printable
from safehandle.model import to_plain

if TYPE_CHECKING:
    from safehandle.policy import Assessed

_TITLE = Text("遵守状況報告  {contract}  {profile}", "compliance report  {contract}  {profile}")
_AS_OF = Text(
    "{at} 時点、対象期間 {period}、元帳 {size} 件、ルート {root}",
    "as of {at}, period: {period}, ledger of {size} entries, root {root}",
)
_MEANING = Text(
    "「申告」は人の申告であり、道具が確かめたものではありません。「強制」は safehandle を通した操作に及びます。",
    "“Attested” is a person's word, which the tool has not checked. “Enforced” reaches acts done through safehandle.",
)
_COLUMNS = (
    Text("条項", "article"),
    Text("義務", "duty"),
    Text("区分", "class"),
    Text("状況", "standing"),
    Text("根拠", "evidence"),
)
_ASKS_NOTHING = Text("求めのない条項", "asks nothing")


def report_data(report: ComplianceReport) -> dict[str, Any]:
    """The report for ``--json`` and ``--format json``."""
    return {
        "contract": report.contract.ident,
        "profile": report.profile.ident,
        "at": report.at.isoformat(timespec="seconds"),
        "period": str(report.period),
        "ledger": {"size": report.size, "root": report.root},
        "summary": {standing: report.counts[standing] for standing in STANDINGS},
        "articles": [_article_data(one) for one in report.assessed],
    }


def _article_data(one: Assessed) -> dict[str, Any]:
    article = one.coverage.article
    return {
        "article": article.ident,
        "citation": one.coverage.citation,
        "standing": str(one.standing),
        "title": to_plain(article.title),
        "duty": to_plain(article.duty),
        "enforced_by": to_plain(one.coverage.enforced_by),
        "recorded_by": list(one.coverage.recorded_by),
        "duties": to_plain(one.duties),
    }


def report_lines(report: ComplianceReport) -> list[str]:
    """The report for a screen: every article, and under it every duty with what shows it."""
    return [_title(report), _as_of(report), _summary(report), str(_MEANING), "", *_articles(report)]


def report_table(report: ComplianceReport) -> list[str]:
    """The report as Markdown: one row for every article."""
    columns = [str(column) for column in _COLUMNS]
    return [
        f"# {_title(report)}",
        "",
        f"{_as_of(report)}  ",
        _summary(report),
        "",
        str(_MEANING),
        "",
        _row(columns),
        _row(["---"] * len(columns)),
        *(_row(_cells(report, one)) for one in report.assessed),
    ]


def _title(report: ComplianceReport) -> str:
    name = report.profile.name
    return _TITLE.format(contract=printable(report.contract.ident), profile=Text(name.ja, name.en))


def _as_of(report: ComplianceReport) -> str:
    period = report.period.describe(current())
    return _AS_OF.format(at=f"{report.at:%Y-%m-%d %H:%M %z}", period=period, size=report.size, root=report.root)


def _summary(report: ComplianceReport) -> str:
    return "  ".join(f"{label} {report.counts[standing]}" for standing, label in STANDINGS.items())


def _articles(report: ComplianceReport) -> Iterator[str]:
    for one in report.assessed:
        title = one.coverage.article.title
        yield f"[{STANDINGS[one.standing]}] {one.coverage.citation}  {Text(title.ja, title.en)}"
        for duty in one.duties:
            yield f"    {STANDINGS[duty.standing]}: {'  '.join(evidence(report, one.coverage, duty))}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(report: ComplianceReport, one: Assessed) -> list[str]:
    article = one.coverage.article
    standings = dict.fromkeys(str(STANDINGS[duty.standing]) for duty in one.duties)
    shown = [html.escape(" ".join(evidence(report, one.coverage, duty)), quote=False) for duty in one.duties]
    number = one.coverage.citation.removeprefix(report.profile.citation.prefix).strip()
    return [
        f"{number} {Text(article.title.ja, article.title.en)}",
        str(Text(article.duty.ja, article.duty.en)),
        "+".join(article.duties) or "-",
        " + ".join(standings) or str(STANDINGS[one.standing]),
        "<br>".join(shown).replace("|", "\\|") or str(_ASKS_NOTHING),
    ]
