"""``safehandle receive``: fetch deliveries from a registered place, or the receipts for ours."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, note, printable, result, warn
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.progress import progress
from safehandle.cli.reaching import Reach, reach_options, signing_key
from safehandle.cli.session import Session
from safehandle.errors import InputError, RemoteError, UsageError

if TYPE_CHECKING:
    from safehandle import Acknowledged, Office, Performed, PrivateKey, Received

JST = timezone(timedelta(hours=9))

_ABOUT = Text(
    """登録した場所から受渡しを受け取り、受渡票と突き合わせ、受領書を返します。

署名と書類を先に確かめ、すべてのファイルが一致してから、フォルダーとして一度に現れます。足りないもの、違うもの、余分なものがあれば何も残しません。""",
    """Fetch deliveries from a registered place, hold them against their papers, and return a receipt.

Signature and papers come first; the folder appears at once when every file agrees. If anything is missing, altered
or extra, nothing stays.""",
)
_EXAMPLES = (
    ("safehandle receive tsukuba-sftp -d 受領", Text("届いているものをすべて受け取ります", "everything that is there")),
    (
        "safehandle receive tsukuba-sftp -d 受領 --watch 300",
        Text("5 分ごとに確かめ、届き次第受け取ります", "look every five minutes"),
    ),
    ("safehandle receive tsukuba-sftp --receipts", Text("送ったものの受領書を集めます", "collect receipts for ours")),
    (
        "safehandle receive tsukuba-sftp --name 20261121-1a2b3c4d --receipt juryo.txt",
        Text("手渡しなどで届いた受領書を取り込みます", "take in a receipt that came by another way"),
    ),
)
_RECEIVED = Text(
    "{name}: 検証しました。{files} 件、{size} → {folder}(記録 #{entry})",
    "{name}: verified {files} files, {size} → {folder} (entry #{entry})",
)
_RETURNED = {
    True: Text("受領書を返しました", "the receipt was returned"),
    False: Text("受領書: {papers}(相手に渡してください)", "receipt: {papers} (hand it to the sender)"),
}
_LATER = Text(
    "相手側に届きません({code})。{seconds} 秒後にもう一度確かめます",
    "the other side cannot be reached ({code}); looking again in {seconds} seconds",
)
_RECEIPT = {
    True: Text("{name}: 受領書を確認しました({files} 件)", "{name}: acknowledged ({files} files)"),
    False: Text("{name}: 受領者が不一致を報告しています: {bad}", "{name}: the receiver says these are bad: {bad}"),
}


@command("receive", _ABOUT, examples=_EXAMPLES)
@click.argument("place", metavar="PLACE")
@option("-d", "--directory", type=click.Path(path_type=Path), metavar="DIR", about=Text("受け取り先", "where it goes"))
@option("--name", default="", metavar="NAME", about=Text("この受渡しだけ", "only this delivery"))
@option("--no-receipt", is_flag=True, about=Text("受領書を相手側に置きません", "do not put the receipt at the place"))
@option(
    "--watch", type=click.IntRange(5), metavar="SEC", about=Text("この間隔で確かめ続けます", "look again and again")
)
@option(
    "--receipts", is_flag=True, about=Text("送ったものの受領書を集めます", "collect the receipts for what was sent")
)
@option(
    "--receipt",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text("別の経路で届いた受領書(署名は FILE.sig)", "a receipt that came by another way (signed in FILE.sig)"),
)
@reach_options
@password_options
def receive(
    session: Session,
    place: str,
    directory: Path | None,
    name: str,
    no_receipt: bool,
    watch: int | None,
    receipts: bool,
    receipt: Path | None,
    reach: Reach,
    password: Given,
) -> None:
    with session.open_office() as office:
        if receipts or receipt is not None:
            _collect(session, office, place, name, receipt, reach)
            return
        if directory is None:
            raise UsageError("usage.missing", name="-d", command="safehandle receive")
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = signing_key(office, password)
        while True:
            try:
                done = [
                    _receive(session, office, place, one, directory, key, reach, give=not no_receipt)
                    for one in _names(office, place, name, directory, reach)
                ]
            except RemoteError as error:
                if watch is None or error.code not in reach.ways().passing:
                    raise
                warn(_LATER, code=error.code, seconds=watch)
                done = []
            if done or watch is None:
                _tell(session, done)
            if watch is None:
                return
            time.sleep(watch)


def _names(office: Office, place: str, name: str, directory: Path, reach: Reach) -> list[str]:
    """What is to be fetched: the one that was named, or all that are complete and not here yet."""
    import safehandle

    if name:
        return [name]
    if office.contract.place(place) is None:
        return [""]  # the plan of it is what the policy refuses, with the article
    kept = (office.folder or safehandle.home()) / "documents" / "deliveries"
    there = safehandle.waiting(office.contract, place, reach.ways())
    return [one for one in there if not (kept / one).exists() and not (directory / one).exists()]


def _receive(
    session: Session, office: Office, place: str, name: str, into: Path, key: PrivateKey, reach: Reach, *, give: bool
) -> Performed[Received]:
    import safehandle

    with progress(session, Text("受信", "receiving"), None) as advance:
        request = safehandle.ReceiveRequest(
            place=place, name=name, into=into, key=key, ways=reach.ways(advance), give_receipt=give
        )
        return office.perform(safehandle.Receive(office.contract, office.folder or safehandle.home()), request)


def _tell(session: Session, done: list[Performed[Received]]) -> None:
    lines, data = [], []
    for one in done:
        got, slip = one.result.fetched, one.result.fetched.papers.slip
        fields = {
            "name": printable(slip.delivery),
            "files": len(slip.files),
            "size": human_size(slip.size),
            "folder": printable(str(got.folder)),
            "entry": one.entry,
        }
        papers = printable(str(one.result.papers))
        lines += [_RECEIVED.format(**fields), _RETURNED[one.result.returned].format(papers=papers)]
        data.append(
            {
                "delivery": slip.delivery,
                "folder": str(got.folder),
                "files": [{"path": file.path, "size": file.size, "sha256": file.sha256} for file in slip.files],
                "signer": got.papers.signer.id,
                "resumed": got.resumed,
                "failures": list(got.failures),
                "receipt_returned": one.result.returned,
                "papers": str(one.result.papers),
                "entry": one.entry,
            }
        )
    result(session, {"received": data}, lines or [Text("新しい受渡しはありません", "nothing new is there").format()])


def _collect(session: Session, office: Office, place: str, name: str, file: Path | None, reach: Reach) -> None:
    import safehandle

    if file is not None and not name:
        raise UsageError("usage.missing", name="--name", command="--receipt")
    names = [name] if name else _awaited(office, place)
    done: list[tuple[str, Performed[Acknowledged]]] = []
    for one in names:
        action = safehandle.ReceiveReceipt(office.contract, office.folder or safehandle.home())
        request = safehandle.ReceiptRequest(place=place, name=one, ways=reach.ways(), file=file)
        try:
            done.append((one, office.perform(action, request)))
        except InputError as error:
            if error.code != "receive.no-receipt" or name:
                raise
            note(session, Text("{name}: まだ受領書がありません", "{name}: no receipt yet"), name=printable(one))
    lines = [
        _RECEIPT[performed.result.receipt.good].format(
            name=printable(one),
            files=len(performed.result.receipt.files),
            bad=", ".join(map(printable, performed.result.receipt.bad)),
        )
        for one, performed in done
    ]
    data = [
        {"delivery": one, "good": p.result.receipt.good, "bad": list(p.result.receipt.bad), "entry": p.entry}
        for one, p in done
    ]
    result(session, {"receipts": data}, lines)


def _awaited(office: Office, place: str) -> list[str]:
    import safehandle

    records = (entry.record for entry in office.ledger.entries())
    found = safehandle.sent_deliveries(records, datetime.now(JST).date())
    return [one.delivery.ident for one in found if one.receipt is None and one.delivery.place == place]


COMMAND = receive
