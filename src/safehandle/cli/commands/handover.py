"""``safehandle handover``: the 送付状・受渡票, and that the other side confirmed it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, group, option
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, lines_of, note, printable, result
from safehandle.cli.password_sheet import DATA_ROUTES
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import HandedOver
    from safehandle.model import Contract

JST = timezone(timedelta(hours=9))
DAYS = 7
"""How long a confirmation may take unless it is said otherwise."""
DIRECTIONS = ("delivered", "returned", "disposal")
ROUTES = {
    "sftp": Text("SFTP", "SFTP"),
    "folder": Text("共有フォルダー", "folder"),
    "mail": Text("電子メール", "e-mail"),
    "carry": Text("持参", "by hand"),
    "post": Text("郵送", "by post"),
}
STANDINGS = {
    "open": Text("未確認", "open"),
    "overdue": Text("未確認(期限超過)", "overdue"),
    "accepted": Text("受領済", "accepted"),
}

handover = group(
    "handover",
    Text(
        "送付状・受渡票(A4)を作り、相手が受け取ったことを記録し、未確認のものを一覧します。",
        "Make the hand-over slip (A4), record that the other side took it, list what is not confirmed yet.",
    ),
    examples=(
        (
            "safehandle handover new out.shc --to tsukuba-tax --route post -o 受渡票.pdf",
            Text("受渡票を作ります", "make a slip"),
        ),
        ("safehandle handover accept H-1", Text("受領を記録します", "record that it was accepted")),
        ("safehandle handover list", Text("未確認・受領済・期限超過を一覧します", "what is open, accepted, overdue")),
    ),
)


@command(
    "new",
    Text(
        """受け渡すものの送付状・受渡票 (PDF) を作ります。

ファイルはもう一度読み、元帳の記録と比べます。双方の氏名、情報の区分、SHA-256、経路、署名欄が載ります。""",
        """Make the hand-over slip (PDF) for what is handed over.

The files are read again and held against the ledger. It names both sides, the data's class, hashes and route, and has
room for signatures.""",
    ),
    within=handover,
    examples=(
        (
            "safehandle handover new usb/ --to tsukuba-tax --route carry --medium U-07 -o 受渡票.pdf",
            Text("媒体に並べたもの一式の受渡票", "for everything that was laid out on a medium"),
        ),
        (
            "safehandle handover new --entry 12 --to tsukuba-tax -o 受渡票.pdf",
            Text("元帳の記録から(送付したものなど)", "from the ledger's entry (of what was sent, say)"),
        ),
    ),
)
@click.argument("things", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE...]")
@option("--entry", type=int, metavar="N", about=Text("作った記録の番号", "the entry that made it"))
@option("--to", required=True, metavar="RECIPIENT", about=Text("受け取る人(登録した受領者)", "who is to receive it"))
@option(
    "--direction",
    type=click.Choice(DIRECTIONS),
    default="delivered",
    about=Text("納品・返却・廃棄のための引渡し(既定は納品)", "why it changes hands (delivered by default)"),
)
@option("--route", type=click.Choice(DATA_ROUTES), about=Text("渡す経路", "how it travels"))
@option("--tracking", default="", metavar="NUMBER", about=Text("追跡番号", "the parcel's tracking number"))
@option("--medium", default="", metavar="LABEL", about=Text("媒体番号", "the number on the medium's label"))
@option("--due", type=DAY, metavar="DATE", about=Text("受領確認の期限(既定は 7 日後)", "confirm by (in 7 days)"))
@option("--remarks", default="", metavar="TEXT", about=Text("備考", "remarks"))
@option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT.pdf",
    about=Text("出力", "the output"),
)
@option("--overwrite", is_flag=True, about=Text("既存の出力を置き換えます", "replace an existing output"))
def new(
    session: Session,
    things: tuple[Path, ...],
    entry: int | None,
    to: str,
    direction: str,
    route: str | None,
    tracking: str,
    medium: str,
    due: date | None,
    remarks: str,
    output: Path,
    overwrite: bool,
) -> None:
    import safehandle

    with session.open_office() as office:
        recipient = office.contract.recipient(to)
        request = safehandle.HandoverRequest(
            output=output,
            to=to,
            paths=things,
            entry=entry,
            direction=direction,
            route=route or (recipient.route if recipient else ""),
            tracking=tracking,
            medium=medium,
            due=due or (datetime.now(JST) + timedelta(days=DAYS)).date(),
            remarks=remarks,
            overwrite=overwrite,
        )
        action = safehandle.NewHandover(
            contract=office.contract,
            log=office.ledger,
            actor=office.actor,
            folder=office.folder or safehandle.home(),
        )
        done = office.perform(action, request)
    made = done.result
    data = {
        "number": made.number,
        "output": str(output),
        "sha256": made.sha256,
        "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in made.files],
        "due": request.due.isoformat() if request.due else "",
        "entry": done.entry,
    }
    told = Text("受渡票 {number}: {output}(記録 #{entry})", "hand-over {number}: {output} (entry #{entry})")
    lines = [told.format(number=made.number, output=printable(str(output)), entry=done.entry)]
    lines += [f"  {printable(one.name)}  {human_size(one.size)}  {one.sha256}" for one in made.files]
    result(session, data, lines)
    note(
        session,
        Text(
            "2 部印刷し、双方が署名してください。受け取られたら safehandle handover accept {number} で記録します",
            "print it twice and have both sides sign; then record it with safehandle handover accept {number}",
        ),
        number=made.number,
    )


@command(
    "accept",
    Text("受渡票のものが受け取られたことを記録します。", "Record that what a slip lists was taken."),
    within=handover,
    examples=(
        (
            "safehandle handover accept H-1 --at 2026-11-25T14:30 --paper 署名済み.pdf",
            Text("署名された控えのハッシュも残します", "keep the hash of the signed copy, too"),
        ),
    ),
)
@click.argument("number")
@option("--at", metavar="TIME", about=Text("受領の日時(既定は今)", "when it was taken (now by default)"))
@option("--by", default="", metavar="NAME", about=Text("受け取った人(受渡票と違うとき)", "who took it, if another"))
@option(
    "--paper",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text("署名された受渡票の写し(ハッシュだけを記録)", "a copy of the signed slip (its hash is recorded)"),
)
def accept(session: Session, number: str, at: str | None, by: str, paper: Path | None) -> None:
    import safehandle

    moment = _moment(at)
    request = safehandle.AcceptRequest(number=number.upper(), at=moment, by=by, paper=paper)
    with session.open_office() as office:
        done = office.perform(safehandle.AcceptHandover(office.ledger, office.actor), request)
    accepted = done.result.accepted
    data = {
        "number": accepted.number,
        "at": accepted.at.isoformat(),
        "by": by,
        "confirmer": accepted.confirmer,
        "paper": accepted.paper,
        "entry": done.entry,
    }
    told = Text(
        "受渡票 {number} の受領を記録しました(記録 #{entry})", "hand-over {number} is accepted (entry #{entry})"
    )
    result(session, data, [told.format(number=accepted.number, entry=done.entry)])


def _moment(text: str | None) -> datetime:
    now = datetime.now(JST)
    if text is None:
        return now.replace(microsecond=0)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        expected = "2026-11-25T14:30"
        raise UsageError("usage.bad-value", name="--at", expected=expected, command="handover accept") from None
    found = found if found.tzinfo else found.replace(tzinfo=JST)
    if found > now:
        raise UsageError("handover.future")
    return found


@command(
    "list",
    Text("受渡票を、受領済・未確認・期限超過とともに一覧します。", "List the slips: open, accepted, overdue."),
    within=handover,
    examples=(("safehandle handover list --json", Text("すべての項目を JSON で", "everything as JSON")),),
)
def list_(session: Session) -> None:
    import safehandle

    with session.open_office(reading=True) as office:
        found = safehandle.handovers(office.ledger.entries(), datetime.now(JST).date())
        lines = [line for one in found for line in _lines(one, office.contract)]
    none = Text("受渡票はありません", "there are no slips").format()
    result(session, {"handovers": [_data(one) for one in found]}, lines or [none])


_LABELS = {
    "to": Text("受け取る人", "to"),
    "route": Text("経路", "route"),
    "due": Text("期限", "due"),
    "accepted": Text("受領", "accepted"),
    "entry": Text("記録", "entry"),
}


def _lines(one: HandedOver, contract: Contract) -> list[str]:
    recipient, route = contract.recipient(one.parties.theirs), one.sheet.route
    shown: dict[str, object] = {
        "to": recipient.name if recipient else one.parties.theirs,
        "route": " ".join(filter(None, (str(ROUTES.get(route, route)), one.sheet.medium, one.sheet.tracking))),
        "due": one.sheet.due if one.accepted is None else "",
        "accepted": f"{one.accepted.at.astimezone(JST):%Y-%m-%d %H:%M} {one.accepted.by}" if one.accepted else "",
        "entry": f"#{one.entry}",
    }
    return [f"{one.sheet.number}  {STANDINGS[one.standing]}", *(f"  {line}" for line in lines_of(_LABELS, shown))]


def _data(one: HandedOver) -> dict[str, object]:
    from safehandle.model import to_plain

    return {
        "number": one.sheet.number,
        "state": str(one.standing),
        "made": one.at.isoformat(),
        "entry": one.entry,
        "of": one.sheet.entry,
        "ours": one.parties.ours,
        "theirs": one.parties.theirs,
        "direction": one.parties.direction,
        "route": one.sheet.route,
        "tracking": one.sheet.tracking,
        "due": one.sheet.due.isoformat() if one.sheet.due else "",
        "accepted": to_plain(one.accepted) if one.accepted else None,
    }


COMMAND = handover
