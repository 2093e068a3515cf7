"""``safehandle ledger``: what was recorded, whether it still stands, and proof of it for somebody else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli import failure
from safehandle.cli.frame import command, group, option
from safehandle.cli.language import Text
from safehandle.cli.ledger_view import (
    checkpoint_data,
    entry_data,
    entry_details,
    entry_line,
    report_data,
    report_lines,
    when,
)
from safehandle.cli.output import lines_of, note, printable, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.session import Session
from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.model import Handout

if TYPE_CHECKING:
    from safehandle import Office, PrivateKey, SignedCheckpoint, Verifier

COMMAND = group(
    "ledger",
    Text("元帳を見る・確かめる・証明する", "Show, verify and prove the ledger"),
    examples=(
        ("safehandle ledger verify", Text("改ざんされていないか確かめます", "check that nothing was changed")),
        (
            "safehandle ledger checkpoint --to 川原市情報政策課 -o 20261121.checkpoint",
            Text("署名したチェックポイントを手渡します", "hand out a signed checkpoint"),
        ),
        ("safehandle ledger prove 12 -o 12.tlog-proof", Text("12 番の記録を証明します", "prove entry 12")),
    ),
)
_HANDED = {
    "to": Text("手渡す相手", "handed to"),
    "size": Text("件数", "entries"),
    "root": Text("ルート", "root"),
    "path": Text("控え", "kept in"),
    "output": Text("手渡すファイル", "file to hand out"),
    "entry": Text("記録", "entry"),
}
_PROVED = {
    "number": Text("記録", "entry"),
    "size": Text("チェックポイントの件数", "entries in the checkpoint"),
    "output": Text("証明", "proof"),
}


@command(
    "show",
    Text(
        "記録を一覧します。番号を付けると、その記録の全部を表示します。",
        "List the entries, or show one of them in full.",
    ),
    examples=(
        ("safehandle ledger show", Text("最後の 20 件", "the last 20")),
        ("safehandle ledger show 12", Text("12 番の全部", "entry 12 in full")),
    ),
    within=COMMAND,
)
@click.argument("number", type=click.IntRange(0), required=False)
@option(
    "--last",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    about=Text("最後の N 件", "the last N entries"),
)
@option("--all", "everything", is_flag=True, about=Text("すべての記録", "every entry"))
def show(session: Session, number: int | None, last: int, everything: bool) -> None:
    with session.open_office() as office:
        ledger = office.ledger
        if number is not None:
            entry = ledger.entry(number)
            result(session, entry_data(entry), list(entry_details(entry)))
            return
        head = ledger.head()
        start = 0 if everything else max(head.size - last, 0)
        entries = list(ledger.entries(start, head.size))
        data = {**checkpoint_data(head), "entries": [entry_data(entry) for entry in entries] if session.json else []}
        result(session, data, [] if session.json else [entry_line(entry) for entry in entries])


@command(
    "open",
    Text(
        "結果の記録がない着手を一覧します。いま行われている操作か、途中で切れた操作です。",
        "List the intents without an outcome: acts that go on now, or that were cut off.",
    ),
    within=COMMAND,
)
def open_(session: Session) -> None:
    with session.open_office() as office:
        entries = office.ledger.open_intents()
    if not entries:
        note(session, Text("結果のない着手はありません", "every intent has its outcome"))
    result(session, {"entries": [entry_data(entry) for entry in entries]}, [entry_line(entry) for entry in entries])


@command(
    "verify",
    Text(
        "すべての記録を、元帳の木と、手渡したチェックポイントに照らして確かめます。"
        "最後に手渡した後の件数も表示します。合わなければ終了コード 4 です。",
        "Check every entry against the tree and against the checkpoints handed out, and tell how many entries lie "
        "after the last one. Exit code 4 if something does not hold.",
    ),
    examples=(
        ("safehandle ledger verify", Text("控えのチェックポイントと照合します", "against the checkpoints kept here")),
        (
            "safehandle ledger verify --checkpoint 市の控え.checkpoint",
            Text("相手の手元の一枚とも照合します", "against one that the client held, too"),
        ),
    ),
    within=COMMAND,
)
@option(
    "--checkpoint",
    "checkpoints",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    about=Text("相手が持っていたチェックポイント(何枚でも)", "a checkpoint that somebody held (any number)"),
)
def verify(session: Session, checkpoints: tuple[Path, ...]) -> int:
    with session.open_office() as office:
        held = [signed.checkpoint for signed in _held(office, checkpoints)]
        report = office.ledger.verify(held)
        origin = office.ledger.origin
    result(session, report_data(origin, report), list(report_lines(origin, report)))
    try:
        report.demand()
    except IntegrityError as error:
        return failure.report(error, as_json=False)  # standard output has the report already
    return 0


@command(
    "checkpoint",
    Text(
        "元帳のいまの状態に署名し、相手に手渡すチェックポイントを作ります。誰に渡したかも記録します。",
        "Sign the ledger's present state as a checkpoint to hand out, and record to whom it goes.",
    ),
    examples=(
        (
            "safehandle ledger checkpoint --to 川原市情報政策課 -o 20261121.checkpoint",
            Text("手渡すファイルを作ります", "make the file to hand out"),
        ),
    ),
    within=COMMAND,
)
@option("--to", required=True, metavar="NAME", about=Text("手渡す相手", "to whom it goes"))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text("手渡すファイル(控えは契約フォルダーに残ります)", "the file to hand out (a copy is kept anyway)"),
)
@option("--overwrite", is_flag=True, about=Text("既存のファイルを置き換えます", "replace an existing file"))
@password_options
def checkpoint(session: Session, to: str, output: Path | None, overwrite: bool, password: Given) -> None:
    import safehandle

    with session.open_office() as office:
        if office.folder is None:
            raise UsageError("checkpoint.no-folder")
        request = safehandle.CheckpointRequest(
            to=to, key=_signing_key(office, password), output=output, overwrite=overwrite
        )
        action = safehandle.HandOut(office.contract, office.ledger, office.folder)
        done = office.perform(action, request)
    (handout,) = (fact for fact in done.result.facts if isinstance(fact, Handout))
    data = {
        "to": to,
        "origin": office.ledger.origin,
        "size": handout.size,
        "root": handout.root,
        "path": str(done.result.path),
        "output": str(output) if output else "",
        "entry": done.entry,
    }
    result(session, data, lines_of(_HANDED, data))


@command(
    "prove",
    Text(
        "一つの記録が元帳にあることの証明を、C2SP tlog-proof のファイルに書きます。"
        "署名済みのチェックポイントを使うので、鍵は要りません。",
        "Write a proof (C2SP tlog-proof) that an entry is in the ledger. It uses a checkpoint signed before: no key "
        "is needed.",
    ),
    examples=(("safehandle ledger prove 12 -o 12.tlog-proof", Text("12 番の記録を証明します", "prove entry 12")),),
    within=COMMAND,
)
@click.argument("number", type=click.IntRange(0))
@option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE", about=Text("証明", "the proof")
)
@option("--overwrite", is_flag=True, about=Text("既存のファイルを置き換えます", "replace an existing file"))
@option(
    "--with-private",
    is_flag=True,
    about=Text("ファイル名などの非公開部も含めます", "include the private part: file names and the like"),
)
def prove(session: Session, number: int, output: Path, overwrite: bool, with_private: bool) -> None:
    import safehandle

    with session.open_office() as office:
        entry = office.ledger.entry(number)
        signed = next((one for one in reversed(_held(office, ())) if one.checkpoint.size > number), None)
        if signed is None:
            raise InputError("ledger.no-checkpoint", number=number)
        inclusion = office.ledger.prove(number, signed.checkpoint)
    shown = entry if with_private else safehandle.Entry(entry.number, entry.body)
    proof = safehandle.Proof(shown, inclusion.path, signed.note)
    proof.write(output, overwrite=overwrite)
    data = {"number": number, "at": when(entry.at), "size": signed.checkpoint.size, "output": printable(str(output))}
    result(session, data, lines_of(_PROVED, data))


def _held(office: Office, given: tuple[Path, ...]) -> list[SignedCheckpoint]:
    """The checkpoints kept in the contract folder, then those that were given; every signature checked."""
    import safehandle

    kept = safehandle.kept_checkpoints(office.folder) if office.folder else []
    paths = [*kept, *given]
    logs = _logs(office) if paths else ()
    return [safehandle.read_checkpoint(path, logs) for path in paths]


def _logs(office: Office) -> tuple[Verifier, ...]:
    import safehandle

    if not office.contract.ledger_key:
        raise UsageError("ledger.key-needed")
    return (safehandle.log_verifier(office.ledger.origin, office.contract.ledger_key),)


def _signing_key(office: Office, password: Given) -> PrivateKey:
    import safehandle

    if not office.contract.ledger_key:
        raise UsageError("checkpoint.no-key")
    store = safehandle.KeyStore.default()
    stored = store.show(safehandle.PublicKey.decode(office.contract.ledger_key).id)
    return store.load(stored.id, None if stored.kept == "keyring" else password.read(key=stored.id))
