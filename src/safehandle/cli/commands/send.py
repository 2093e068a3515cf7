"""``safehandle send``: deliver files to a registered place."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.dates import DAY
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, note, printable, result, warn
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.progress import progress
from safehandle.cli.reaching import Reach, reach_options, signing_key
from safehandle.cli.session import Session
from safehandle.cli.taking import CLASS, DRY_RUN
from safehandle.errors import SafehandleError, UsageError

if TYPE_CHECKING:
    from safehandle import Office, Performed, Secret, SendRequest, Sent, SentDelivery
    from safehandle.model import Plan

JST = timezone(timedelta(hours=9))
RECEIPT_DAYS = 7
"""How long a receipt may take unless it is said otherwise."""

_ABOUT = Text(
    """登録した送り先に、受渡票とマニフェストを付けて送ります(SFTP またはフォルダー)。

.shc はそのまま、ほかは一つのコンテナーに封じてから送ります。相手側では、すべてが揃ってから一度に現れます。
途中で切れたら、届いた分が正しいと確かめた上で続きから送ります。""",
    """Deliver to a registered place, with slip and manifest (SFTP, or a folder).

Containers go as they are; everything else is sealed into one first. At the place it appears all at once when it is
whole. After a broken line it goes on from what has arrived, once that is proved to be right.""",
)
_EXAMPLES = (
    (
        "safehandle send out.shc --to tsukuba-sftp --recipient tsukuba-tax",
        Text("封をしたコンテナーを送ります", "send a sealed container"),
    ),
    (
        "safehandle send 資料/ --to tsukuba-sftp --seal-for tsukuba-tax -i ~/.ssh/id_ed25519",
        Text("受領者の鍵で封じてから送ります", "seal for a recipient's key, then send"),
    ),
    ("safehandle send 資料/ --to tsukuba-sftp --dry-run", Text("何を送るかだけを表示します", "only say what would go")),
    ("safehandle send --list", Text("送ったものと受領書の状況を一覧します", "what was sent, and what is acknowledged")),
)
_STATES = {
    "awaiting": Text("未受領", "awaiting its receipt"),
    "overdue": Text("未受領(期限超過)", "overdue"),
    "acknowledged": Text("受領済", "acknowledged"),
    "bad": Text("受領者が不一致を報告", "not as sent, says the receiver"),
}


@command("send", _ABOUT, examples=_EXAMPLES)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="SRC...")
@option("--to", "place", metavar="PLACE", about=Text("登録した送り先の ID", "a registered place"))
@option("--recipient", default="", metavar="ID", about=Text("受け取る人(登録した受領者)", "who is to receive it"))
@option("--name", default="", metavar="NAME", about=Text("相手側での受渡しの名前", "the delivery's name over there"))
@option(
    "--seal-for", multiple=True, metavar="ID", about=Text("この受領者の鍵で封じます", "seal for this recipient's key")
)
@option(
    "--generate-password",
    is_flag=True,
    about=Text("パスワードで封じ、一度だけ表示します", "seal under a new password, shown once"),
)
@option(
    "--plain", is_flag=True, about=Text("封じずに送ります(契約が許すときだけ)", "do not seal (where it is allowed)")
)
@CLASS
@option("--purpose", default="", metavar="TEXT", about=Text("利用目的(受渡票に書きます)", "what it is for"))
@option("--return-by", type=DAY, metavar="DATE", about=Text("返却の期限", "when it must be returned"))
@option("--erase-by", type=DAY, metavar="DATE", about=Text("消去の期限", "when it must be erased"))
@option("--receipt-due", type=DAY, metavar="DATE", about=Text("受領書の期限(既定は 7 日後)", "receipt due (in 7 days)"))
@option("--read-back", is_flag=True, about=Text("送ったものを読み戻して確かめます", "read everything back and compare"))
@reach_options
@password_options
@plan_options
@option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", about=Text("計画の出力先", "where the plan goes")
)
@DRY_RUN
@option("--list", "listing", is_flag=True, about=Text("送ったものの状況を一覧します", "list what was sent"))
def send(
    session: Session,
    sources: tuple[Path, ...],
    place: str | None,
    recipient: str,
    name: str,
    seal_for: tuple[str, ...],
    generate_password: bool,
    plain: bool,
    data_class: str,
    purpose: str,
    return_by: date | None,
    erase_by: date | None,
    receipt_due: date | None,
    read_back: bool,
    reach: Reach,
    password: Given,
    planning: Planning,
    output: Path | None,
    dry_run: bool,
    listing: bool,
) -> None:
    import safehandle

    if listing:
        _list(session)
        return
    if not sources or place is None:
        raise UsageError("usage.missing", name="--to" if sources else "SRC", command="safehandle send")
    now = datetime.now(JST)
    with session.open_office() as office:
        ways = reach.ways()
        secret = safehandle.Secret(safehandle.generate_password()) if generate_password else None
        request = safehandle.SendRequest(
            sources=sources,
            place=place,
            name=name or f"{now:%Y%m%d}-{secrets.token_hex(4)}",
            key=signing_key(office, password),
            outbox=safehandle.home() / "outbox",
            ways=ways,
            recipient=recipient,
            to=seal_for,
            password=secret,
            generated=generate_password,
            plain=plain,
            purpose=purpose,
            data_class=office.classify(sources, data_class),
            return_by=return_by,
            erase_by=erase_by,
            receipt_due=receipt_due or now.date() + timedelta(days=RECEIPT_DAYS),
            verification=safehandle.Verification("read-back" if read_back else "acknowledged"),
            approvals=planning.given(office),
            checkpoint=_checkpoint(office),
            bind=planning.binds,
        )
        if request.seals and bool(seal_for) == generate_password:
            raise UsageError("send.how-to-seal")
        action = safehandle.Send(office.contract, office.folder or safehandle.home())
        plan = office.plan(action, request)
        if dry_run:
            office.judge(plan)
            _tell_plan(session, plan, request)
            return
        if planning.only:
            planning.write(session, plan, output)
            return
        done = _perform(session, office, request, reach, planning, plan)
    _tell(session, done, request, secret)


def _checkpoint(office: Office) -> str:
    """The state of our ledger that the slip carries out of the house: its size and root."""
    head = office.ledger.head()
    return f"{head.origin} {head.size} {head.root.hex()}"


def _perform(
    session: Session, office: Office, request: SendRequest, reach: Reach, planning: Planning, plan: Plan
) -> Performed[Sent]:
    from dataclasses import replace

    import safehandle
    from safehandle.model import Artifact

    size = sum(artifact.size for artifact in plan.of(Artifact))
    with progress(session, Text("送信", "sending"), size or None) as advance:
        request = replace(request, ways=reach.ways(advance))
        action = safehandle.Send(office.contract, office.folder or safehandle.home())
        try:
            return planning.perform(office, action, request, plan)
        except SafehandleError as error:
            if kept := error.fields.get("kept"):
                text = Text(
                    "コンテナーは残してあります。続きから送るには: safehandle send {kept} --to {place} --name {name}",
                    "the container is kept; to go on: safehandle send {kept} --to {place} --name {name}",
                )
                note(session, text, kept=printable(str(kept)), place=request.place, name=request.name)
            raise


def _tell(session: Session, done: Performed[Sent], request: SendRequest, secret: Secret | None) -> None:
    from safehandle.model import to_plain

    sent = done.result
    data = {
        "delivery": request.name,
        "place": request.place,
        "files": [to_plain(file) for file in sent.slip.files],
        "sealed": [to_plain(sealing) for sealing in sent.slip.sealed],
        "route": to_plain(sent.delivered.route),
        "verification": str(sent.delivered.verification),
        "resumed": sent.delivered.resumed,
        "failures": list(sent.delivered.failures),
        "papers": str(sent.papers),
        "entry": done.entry,
    }
    told = Text(
        "{name}: {files} 件、{size} を {place} に送りました(記録 #{entry})。受領書を待っています",
        "{name}: sent {files} files, {size} to {place} (entry #{entry}); its receipt is awaited",
    )
    lines = [
        told.format(
            name=printable(request.name),
            files=len(sent.slip.files),
            size=human_size(sent.slip.size),
            place=request.place,
            entry=done.entry,
        ),
        *(Text("照合番号: {number}", "number: {number}").format(number=one.number) for one in sent.slip.sealed),
        Text("受渡票の控え: {papers}", "papers: {papers}").format(papers=printable(str(sent.papers))),
    ]
    result(session, data, lines)
    if secret is not None:
        warn(
            Text(
                "パスワード(この一度だけ表示します。データとは別の経路で伝えてください): {password}",
                "password (shown this once; tell it by another route than the data's): {password}",
            ),
            password=secret.text,
        )


def _tell_plan(session: Session, plan: Plan, request: SendRequest) -> None:
    from safehandle import model

    lines = [Text("送るもの(何もしていません):", "would send (nothing was done):").format()]
    lines += [f"  {printable(one.name)}  {human_size(one.size)}" for one in plan.of(model.Artifact)]
    lines.append(f"  → {request.place} / {printable(request.name)}")
    result(session, {"plan": model.to_plain(plan), "delivery": request.name}, lines)


def _list(session: Session) -> None:
    import safehandle

    with session.open_office(reading=True) as office:
        records = (entry.record for entry in office.ledger.entries())
        found = safehandle.sent_deliveries(records, datetime.now(JST).date())
    lines = [_line(one) for one in found] or [Text("送ったものはありません", "nothing was sent").format()]
    result(session, {"deliveries": [_data(one) for one in found]}, lines)


def _line(one: SentDelivery) -> str:
    delivery = one.delivery
    due = f"  {delivery.receipt_due}" if delivery.receipt_due and one.receipt is None else ""
    name = printable(delivery.ident) or delivery.manifest[:12]
    return f"{name}  {delivery.place}  {human_size(delivery.size)}  {_STATES[one.state]}{due}"


def _data(one: SentDelivery) -> dict[str, object]:
    from safehandle.model import to_plain

    return {
        "state": str(one.state),
        "delivery": to_plain(one.delivery),
        "receipt": to_plain(one.receipt) if one.receipt else None,
        "opened": to_plain(one.opened),
    }


COMMAND = send
