"""``safehandle ledger prove``: proof for somebody who does not have the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.commands.ledger.keys import held
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.ledger_view import (
    when,
)
from safehandle.cli.output import lines_of, printable, result
from safehandle.cli.session import Session
from safehandle.errors import InputError, UsageError

if TYPE_CHECKING:
    from safehandle import Office

_PROVED = {
    "number": Text("記録", "entry"),
    "old": Text("前の件数", "entries before"),
    "size": Text("チェックポイントの件数", "entries in the checkpoint"),
    "output": Text("証明", "proof"),
}


@command(
    "prove",
    Text(
        "一つの記録が元帳にあること、または元帳が前の続きであることの証明を書きます。\n"
        "署名済みのチェックポイントのうちいちばん新しいものを使うので、鍵は要りません。一つの記録の証明は "
        "C2SP tlog-proof のファイル、--since は `ledger witness` に渡すファイルです。",
        "Write a proof that an entry is in the ledger, or that the ledger continues what it was.\n"
        "It rests on the newest checkpoint signed before: no key is needed. An entry's proof is a C2SP tlog-proof; "
        "with --since it is a file for `ledger witness`.",
    ),
    examples=(
        ("safehandle ledger prove 12 -o 12.tlog-proof", Text("12 番の記録を証明します", "prove entry 12")),
        (
            "safehandle ledger prove --since 10月.checkpoint -o 11月.witness-request",
            Text("前に渡した一枚の続きであることを証明します", "prove that it continues one handed out before"),
        ),
    ),
    within=COMMAND,
)
@click.argument("number", type=click.IntRange(0), required=False)
@option(
    "--since",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text("前に手渡したチェックポイント", "a checkpoint handed out before"),
)
@option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE", about=Text("証明", "the proof")
)
@option("--overwrite", is_flag=True, about=Text("既存のファイルを置き換えます", "replace an existing file"))
@option(
    "--with-private",
    is_flag=True,
    about=Text("ファイル名などの非公開部も含めます", "include the private part: file names and the like"),
)
def prove(
    session: Session, number: int | None, since: Path | None, output: Path, overwrite: bool, with_private: bool
) -> None:
    if (number is None) == (since is None):
        raise UsageError("ledger.prove-what")
    with session.open_office(reading=True) as office:
        if number is not None:
            data = _entry(office, number, output, overwrite=overwrite, with_private=with_private)
        else:
            data = _since(office, cast("Path", since), output, overwrite=overwrite)
    result(session, data, lines_of(_PROVED, data))


def _entry(office: Office, number: int, output: Path, *, overwrite: bool, with_private: bool) -> dict[str, object]:
    import safehandle

    entry = office.ledger.entry(number)
    signed = next((one for one in reversed(held(office, ())) if one.checkpoint.size > number), None)
    if signed is None:
        raise InputError("ledger.no-checkpoint", number=number)
    inclusion = office.ledger.prove(number, signed.checkpoint)
    shown = entry if with_private else safehandle.Entry(entry.number, entry.body)
    safehandle.Proof(shown, inclusion.path, signed.note).write(output, overwrite=overwrite)
    return {"number": number, "at": when(entry.at), "size": signed.checkpoint.size, "output": printable(str(output))}


def _since(office: Office, since: Path, output: Path, *, overwrite: bool) -> dict[str, object]:
    import safehandle

    *_, old = held(office, (since,))
    newest = max(held(office, ()), key=lambda one: one.checkpoint.size, default=old)
    if newest.checkpoint.size < old.checkpoint.size:
        raise InputError("ledger.no-checkpoint", number=old.checkpoint.size - 1)
    _, path = office.ledger.consistency(old.checkpoint, newest.checkpoint)
    request = safehandle.WitnessRequest(old.checkpoint.size, path, newest.note)
    request.write(output, overwrite=overwrite)
    return {"old": old.checkpoint.size, "size": newest.checkpoint.size, "output": printable(str(output))}
