"""How a compliance report reads: to a person on a screen, as a table in Markdown, and in JSON."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from safehandle.cli.language import Text, current
from safehandle.cli.output import printable
from safehandle.model import Contract, to_plain

if TYPE_CHECKING:
    from safehandle import Period
    from safehandle.policy import Assessed, Coverage, DutyStanding, Profile

STANDINGS = {
    "enforced": Text("強制", "enforced"),
    "recorded": Text("記録", "recorded"),
    "attested": Text("申告", "attested"),
    "overdue": Text("期限切れ", "overdue"),
    "not-yet": Text("未了", "not yet"),
    "not-applicable": Text("該当なし", "not applicable"),
}
_TITLE = Text("遵守状況報告  {contract}  {profile}", "compliance report  {contract}  {profile}")
_AS_OF = Text(
    "{at} 時点、対象期間 {period}、元帳 {size} 件、ルート {root}",
    "as of {at}, for the {period}, ledger of {size} entries, root {root}",
)
MEANING = Text(
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
_RULES = Text("規則 {rules}", "rules {rules}")
_ALLOWED = Text("許可 {count} 件", "{count} allowed")
_REFUSED = Text("拒否 {count} 件", "{count} refused")
_RECORDS = Text("記録 {count} 件", "{count} records")
_EARLIER = Text("期間の前の記録 {count} 件", "{count} records from before the period")
_MORE = Text("ほか {count} 件", "and {count} more")
_NO_ACT = Text("該当する操作はまだありません", "no such act yet")
_NOTHING = Text("記録はまだありません", "nothing is recorded yet")
_NO_WORD = Text("申告はまだありません", "nobody has attested to it yet")
_ASKS_NOTHING = Text("求めのない条項", "asks nothing")
_SAID = {
    "kept": Text("守られている", "kept"),
    "not-kept": Text("守られていない", "not kept"),
    "not-applicable": Text("該当しない", "not applicable"),
}
_WORD = Text("{by} の申告: {said} {day}", "word of {by}: {said}, {day}")
_DUE = Text("次回 {due}", "next by {due}")
_WAS_DUE = Text("期日 {due} を過ぎています", "was due again by {due}")
_FILE = Text("証拠 SHA-256 {sha256}", "evidence SHA-256 {sha256}")
_SHOWN = 5
"""Entry numbers that a line shows; JSON has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceReport:
    """How one contract stands, read at a time from a ledger of ``size`` entries with that ``root`` (hex)."""

    contract: Contract
    profile: Profile
    period: Period
    at: datetime
    size: int
    root: str
    assessed: Sequence[Assessed]

    @property
    def counts(self) -> Counter[str]:
        """How many articles stand how."""
        return Counter(str(one.standing) for one in self.assessed)

    def name(self, ident: str) -> str:
        """A person by name and id."""
        person = self.contract.person(ident)
        return printable(f"{person.name} ({ident})" if person else ident)


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
    return [_title(report), _as_of(report), _summary(report), str(MEANING), "", *_articles(report)]


def report_table(report: ComplianceReport) -> list[str]:
    """The report as Markdown: one row for every article."""
    columns = [str(column) for column in _COLUMNS]
    return [
        f"# {_title(report)}",
        "",
        f"{_as_of(report)}  ",
        _summary(report),
        "",
        str(MEANING),
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
            yield f"    {STANDINGS[duty.standing]}: {'  '.join(_evidence(report, one.coverage, duty))}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(report: ComplianceReport, one: Assessed) -> list[str]:
    article = one.coverage.article
    standings = dict.fromkeys(str(STANDINGS[duty.standing]) for duty in one.duties)
    shown = [html.escape(" ".join(_evidence(report, one.coverage, duty)), quote=False) for duty in one.duties]
    number = one.coverage.citation.removeprefix(report.profile.citation.prefix).strip()
    return [
        f"{number} {Text(article.title.ja, article.title.en)}",
        str(Text(article.duty.ja, article.duty.en)),
        "+".join(article.duties) or "-",
        " + ".join(standings) or str(STANDINGS[one.standing]),
        "<br>".join(shown).replace("|", "\\|") or str(_ASKS_NOTHING),
    ]


def _evidence(report: ComplianceReport, coverage: Coverage, duty: DutyStanding) -> list[str]:
    if duty.duty == "T":
        return list(_enforced(coverage, duty))
    shown = [_numbers(_RECORDS, duty.entries), _numbers(_EARLIER, duty.earlier)]
    parts = [part for part in (*shown, _word(report, duty)) if part]
    if parts:
        return parts
    if duty.duty == "O":
        return [str(_NO_WORD)]
    return [str(_NO_ACT if duty.standing == "not-applicable" else _NOTHING)]


def _enforced(coverage: Coverage, duty: DutyStanding) -> Iterator[str]:
    rules = "; ".join(f"{rule.rule} ({', '.join(rule.verbs)})" for rule in coverage.enforced_by)
    yield _RULES.format(rules=rules)
    acts = [_numbers(_ALLOWED, duty.entries), _numbers(_REFUSED, duty.refused)]
    yield from [part for part in acts if part] or [str(_NO_ACT)]


def _word(report: ComplianceReport, duty: DutyStanding) -> str:
    given = duty.attestation
    if given is None:
        return ""
    said = _WORD.format(by=report.name(given.by), said=_SAID[given.observance], day=given.day)
    due = _WAS_DUE if duty.standing == "overdue" else _DUE
    parts = [said, *[f"「{printable(given.statement)}」"] * bool(given.statement), f"#{duty.attested_by}"]
    parts += [due.format(due=given.due)] * (given.due is not None)
    parts += [_FILE.format(sha256=given.sha256)] * bool(given.sha256)
    return "  ".join(parts)


def _numbers(label: Text, numbers: tuple[int, ...]) -> str:
    if not numbers:
        return ""
    shown = " ".join(f"#{number}" for number in numbers[-_SHOWN:])
    more = f" {_MORE.format(count=len(numbers) - _SHOWN)}" if len(numbers) > _SHOWN else ""
    return f"{label.format(count=len(numbers))} {shown}{more}"
