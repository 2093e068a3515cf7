"""``safehandle attest``: a person's word for what only people can keep."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import note, result
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle.policy import Profile

_DONE = Text(
    "{citation} について {by} の申告を記録しました(次回 {due})", "recorded {by}'s word on {citation} (next: {due})"
)
_ENTRY = Text("元帳の {entry} 番に記録しました", "recorded as ledger entry {entry}")
_NEVER = Text("期日なし", "no date")


@command(
    "attest",
    Text(
        "人や組織の義務(区分 O)が守られていることを、日付とともに申告します。道具が確かめたことにはなりません。",
        "Attest with a date that a duty of people (class O) is kept. The tool does not claim to have checked it.",
    ),
    examples=(
        (
            "safehandle attest '18(4)エ' --due 2026-12-31 --evidence 更新記録.pdf",
            Text(
                "ウイルス対策を申告し、証拠のハッシュを残します", "anti-malware, with the hash of a file that shows it"
            ),
        ),
    ),
)
@click.argument("article", metavar="ARTICLE")
@option("--by", about=Text("申告する人の ID(指定がなければ作業する人)", "who attests (else who acts)"))
@option("--on", type=DAY, metavar="DATE", about=Text("いつの状態か(指定がなければ今日)", "the day it is about"))
@option("--due", type=DAY, metavar="DATE", about=Text("次に申告すべき日", "when it must be attested to again"))
@option("--statement", default="", about=Text("申告の内容", "in words"))
@option(
    "--evidence", type=click.Path(path_type=Path), metavar="FILE", about=Text("証拠のファイル", "a file that shows it")
)
def attest(session: Session, article: str, by: str | None, on: Any, due: Any, **rest: Any) -> None:
    import safehandle

    with session.open_office() as office:
        _check(office.profile, article)
        if by and office.contract.person(by) is None:
            raise UsageError("attest.unknown-person", by=by)
        day = on or datetime.now(timezone(timedelta(hours=9))).date()
        request = safehandle.AttestRequest(article=article, by=by or office.actor, day=day, due=due, **rest)
        done = office.perform(safehandle.Attest(), request)
        citation = office.profile.citation.of(article)
    attestation = done.result.attestation
    data = {"entry": done.entry, "citation": citation, **safehandle.model.to_plain(attestation)}
    result(session, data, [_DONE.format(citation=citation, by=attestation.by, due=attestation.due or _NEVER)])
    note(session, _ENTRY, entry=done.entry)


def _check(profile: Profile, ident: str) -> None:
    """Raises: UsageError, when there is no such article or it is not kept by a person's word."""
    article = profile.article(ident)
    if article is None:
        raise UsageError("attest.no-such-article", article=ident, profile=profile.ident)
    if "O" not in article.duties and "command:attest" not in article.served_by:
        raise UsageError("attest.not-attestable", article=ident, profile=profile.ident)


COMMAND = attest
