"""``safehandle contract``: what is in force, what the client must still be told, how it changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from safehandle.cli import messages
from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, group, option
from safehandle.cli.language import Text
from safehandle.cli.output import lines_of, note, printable, result
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import Office

_LABELS = {
    "id": Text("契約", "contract"),
    "title": Text("件名", "title"),
    "client": Text("発注者", "client"),
    "contractor": Text("受注者", "contractor"),
    "profile": Text("特記事項", "clauses"),
    "from": Text("開始日", "from"),
    "until": Text("終了日", "until"),
    "folder": Text("契約フォルダー", "folder"),
    "people": Text("従事者", "people"),
    "places": Text("場所", "places"),
    "recipients": Text("受領者", "recipients"),
    "data": Text("データの区分", "data classes"),
    "disposal": Text("廃棄の指示", "disposal"),
}
_TOLD = Text("報告済み {day} {document}", "reported {day} {document}")
_UNTOLD = Text("未報告", "not reported")
_MUST_TELL = Text("発注者への報告が必要です ({citation}):", "must be reported to the client ({citation}):")
_NOT_READY = Text("取扱いの前に必要です:", "needed before they may handle data:")
_FINE = Text("報告が必要な変更はありません", "nothing is left to report")
_RECORDED = Text("元帳の {entry} 番に記録しました", "recorded as ledger entry {entry}")
_REPORTED = Text("{day} に {document} で報告したことを記録しました", "recorded as reported on {day} by {document}")

contract = group(
    "contract",
    Text("契約の内容・報告が必要な変更・変更の履歴を表示します。", "What is in force, what to report, how it changed."),
    examples=(
        ("safehandle contract check", Text("発注者に報告すべき変更を見ます", "see what the client must be told")),
        (
            "safehandle contract report --on 2026-06-03 --document '7受第12号'",
            Text("報告したことを記録します", "record that it was reported"),
        ),
    ),
)


@command(
    "show",
    Text("効力のある契約の内容を表示します。", "Show what is in force."),
    within=contract,
    examples=(("safehandle contract show --json", Text("すべての項目を JSON で", "everything as JSON")),),
)
def show(session: Session) -> None:
    import safehandle

    with session.open_office(reading=True) as office:
        whole = safehandle.model.to_plain(office.contract)
        result(session, whole | {"folder": str(office.folder or "")}, lines_of(_LABELS, _summary(office)))


@command(
    "check",
    Text(
        "発注者に報告すべき変更と、教育や誓約が済んでいない者を表示します。",
        "List the changes that the client must be told, and who lacks education or pledge.",
    ),
    within=contract,
    examples=(("safehandle contract check", Text("条項ごとに表示します", "by article")),),
)
def check(session: Session) -> None:
    import safehandle

    with session.open_office() as office:
        editions = safehandle.contract_history(office.ledger.entries())
        untold = [
            (office.profile.citation.of(article.ident), safehandle.unreported_changes(editions, article.reports))
            for article in office.profile.articles
            if article.reports
        ]
        unready = safehandle.unready_people(office.profile, office.contract, _now())
    to_plain = safehandle.model.to_plain
    data = {
        "report": [{"citation": citation, "changes": to_plain(changes)} for citation, changes in untold if changes],
        "unready": [{"person": one.person.ident, "findings": to_plain(one.findings)} for one in unready],
    }
    result(session, data, [*_untold_lines(untold), *_unready_lines(unready)] or [str(_FINE)])


@command(
    "history",
    Text("契約の内容がいつ・誰によって・どう変わったかを表示します。", "Show when, by whom and how it changed."),
    within=contract,
    examples=(("safehandle contract history", Text("古い順に表示します", "oldest first")),),
)
def history(session: Session) -> None:
    import safehandle

    with session.open_office() as office:
        editions = safehandle.contract_history(office.ledger.entries())
    lines = []
    for edition in editions:
        told = (
            _TOLD.format(day=edition.reported.day, document=edition.reported.document) if edition.reported else _UNTOLD
        )
        lines.append(f"#{edition.entry}  {_stamp(edition.at)}  {edition.actor}  {edition.verb}  ({told})")
        lines += [f"    {_change(change)}" for change in edition.changes]
    result(session, {"editions": safehandle.model.to_plain(editions)}, lines)


@command(
    "report",
    Text(
        "これまでの変更を発注者に報告したことを、日付と文書番号とともに記録します。",
        "Record that all changes so far were reported to the client, with day and document number.",
    ),
    within=contract,
    examples=(("safehandle contract report --on 2026-06-03 --document 7受第12号", Text("記録します", "record it")),),
)
@option("--on", type=DAY, required=True, metavar="DATE", about=Text("報告した日", "the day of the report"))
@option("--document", required=True, about=Text("報告した文書の番号", "the number of the document"))
def report(session: Session, on: Any, document: str) -> None:
    import safehandle

    with session.open_office() as office:
        if office.folder is None:
            raise UsageError("contract.none")
        through = office.ledger.head().size - 1
        reported = safehandle.model.Reported(through=through, day=on, document=document)
        done = office.perform(safehandle.ContractReport(), safehandle.ContractReportRequest(reported=reported))
    data = {"entry": done.entry, "through": through, "day": on.isoformat(), "document": document}
    result(session, data, [_REPORTED.format(day=on, document=printable(document))])
    note(session, _RECORDED, entry=done.entry)


def _summary(office: Office) -> dict[str, object]:
    agreed = office.contract
    return {
        "id": agreed.ident,
        "title": agreed.title,
        "client": agreed.client,
        "contractor": agreed.contractor,
        "profile": f"{agreed.profile}  {Text(office.profile.name.ja, office.profile.name.en)}",
        "from": agreed.start,
        "until": agreed.end,
        "folder": office.folder,
        "people": [f"{person.ident}  {person.name}  {person.role}" for person in agreed.people],
        "places": [f"{place.ident}  {place.name}  {place.kind}" for place in agreed.places],
        "recipients": [f"{recipient.ident}  {recipient.name}" for recipient in agreed.recipients],
        "data": [f"{folder.path}  {folder.level}" for folder in agreed.data],
        "disposal": f"{agreed.disposal}  {agreed.disposal_document}".strip(),
    }


def _untold_lines(untold: Any) -> Iterator[str]:
    for citation, changes in untold:
        if changes:
            yield _MUST_TELL.format(citation=citation)
            yield from (f"  #{one.entry}  {_stamp(one.at)}  {_change(one.change)}" for one in changes)


def _unready_lines(unready: Any) -> Iterator[str]:
    if unready:
        yield str(_NOT_READY)
    for one in unready:
        for finding in one.findings:
            message = messages.find(finding.code)
            why = message.render({"about": finding.about})[0] if message else finding.code
            yield f"  {finding.citation}: {why}"


def _change(change: Any) -> str:
    return printable(f"{change.part} {change.ident} {change.what}  {change.detail}".rstrip())


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M %z}"


def _now() -> datetime:
    return datetime.now(timezone(timedelta(hours=9)))


COMMAND = contract
