"""``safehandle attest``: a person's word for what only people can keep."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.compliance.attested import attested_data, attested_lines
from safehandle.cli.compliance.evidence import SAID
from safehandle.cli.compliance.report import read_report
from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable, result
from safehandle.cli.session import Session
from safehandle.errors import UsageError
from safehandle.model import Observance

if TYPE_CHECKING:
    from safehandle import Office
    from safehandle.policy import Article

_DONE = Text(
    "{citation} について {by} の申告({said})を記録しました(次回 {due})",
    "recorded the word of {by} on {citation}: {said} (next: {due})",
)
_ENTRY = Text("元帳の {entry} 番に記録しました", "recorded as ledger entry {entry}")
_NEVER = Text("期日なし", "no date")
_JST = timezone(timedelta(hours=9))


@command(
    "attest",
    Text(
        """人や組織の義務(区分 O)や、書類で示す義務(区分 R)について、守られていることを日付とともに申告します。

道具が確かめたことにはなりません。条項を指定しないと、申告と次の期日を一覧します。""",
        """Attest with a date that a duty of people (class O), or one shown by documents (class R), is kept.

The tool does not claim to have checked it. Without an article: what was attested, and what is due when.""",
    ),
    examples=(
        ("safehandle attest", Text("申告と期日を一覧します", "what was attested, and what is due")),
        (
            "safehandle attest '18(4)エ' --due 2026-12-31 --evidence 更新記録.pdf",
            Text(
                "ウイルス対策を申告し、証拠のハッシュを残します", "anti-malware, with the hash of a file that shows it"
            ),
        ),
        (
            "safehandle attest '17(5)' --not-applicable --statement 'ファクスを使わない'",
            Text("該当しないことを申告します", "there is nothing to keep"),
        ),
    ),
)
@click.argument("article", metavar="[ARTICLE|list]", default="list")
@option("--by", metavar="PERSON", about=Text("申告する人(指定がなければ作業する人)", "who attests (else who acts)"))
@option("--on", type=DAY, metavar="DATE", about=Text("いつの状態か(指定がなければ今日)", "the day it is about"))
@option("--due", type=DAY, metavar="DATE", about=Text("次に申告すべき日", "when it must be attested to again"))
@option("--not-kept", is_flag=True, about=Text("守られていないことを申告します", "it is not kept"))
@option("--not-applicable", is_flag=True, about=Text("該当しないことを申告します", "there is nothing to keep"))
@option("--statement", default="", metavar="TEXT", about=Text("申告の内容や理由", "in words, or why"))
@option(
    "--evidence", type=click.Path(path_type=Path), metavar="FILE", about=Text("証拠のファイル", "a file that shows it")
)
def attest(
    session: Session,
    article: str,
    by: str | None,
    on: date | None,
    due: date | None,
    not_kept: bool,
    not_applicable: bool,
    statement: str,
    evidence: Path | None,
) -> None:
    import safehandle

    if not_kept and not_applicable:
        raise UsageError("usage.excludes", first="--not-kept", second="--not-applicable")
    with session.open_office() as office:
        if article == "list":
            _list(session, office)
            return
        found = _find(office, article)
        request = safehandle.AttestRequest(
            article=found.ident,
            by=_who(office, by),
            day=on or _today(),
            due=due,
            observance=_observance(not_kept=not_kept, not_applicable=not_applicable),
            statement=statement,
            evidence=evidence,
        )
        done = office.perform(safehandle.Attest(), request)
        citation = office.profile.citation.of(found.ident)
    given = done.result.attestation
    data = {"entry": done.entry, "citation": citation, **safehandle.model.to_plain(given)}
    line = _DONE.format(citation=citation, by=printable(given.by), said=SAID[given.observance], due=given.due or _NEVER)
    result(session, data, [line])
    note(session, _ENTRY, entry=done.entry)


def _list(session: Session, office: Office) -> None:
    import safehandle

    report = read_report(office, safehandle.Period(), datetime.now(_JST))
    result(session, attested_data(report), attested_lines(report))


def _find(office: Office, name: str) -> Article:
    """Raises: UsageError, when there is no such article or the tool keeps it."""
    import safehandle

    profile = office.profile
    article = safehandle.find_article(profile, name)
    if article is None:
        raise UsageError("attest.no-such-article", article=printable(name), profile=profile.ident)
    if not {"O", "R"} & set(article.duties):
        raise UsageError("attest.not-attestable", article=article.ident, profile=profile.ident)
    return article


def _who(office: Office, by: str | None) -> str:
    """Raises: UsageError, when ``by`` is not registered now; who acts is judged by the contract's rules."""
    import safehandle

    person = office.contract.person(by) if by else None
    if by and (person is None or not safehandle.model.active(person, _today())):
        raise UsageError("attest.unknown-person", by=printable(by))
    return by or office.actor


def _observance(*, not_kept: bool, not_applicable: bool) -> Observance:
    if not_kept:
        return Observance.NOT_KEPT
    return Observance.NOT_APPLICABLE if not_applicable else Observance.KEPT


def _today() -> date:
    return datetime.now(_JST).date()


COMMAND = attest
