"""``safehandle decrypt``: verify, then open."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, note, printable, result, warn
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.progress import progress
from safehandle.cli.session import Session
from safehandle.errors import SecretError, UsageError

if TYPE_CHECKING:
    from safehandle import Decrypted, Header, Identity, Leftover

_ABOUT = Text(
    """コンテナーを検証し、すべてが正しいと分かってから中身を置きます。

一つでも合わなければ、何も残しません。既存のファイルは置き換えません。""",
    """Verify a container and put its content in place once everything holds.

If anything does not, nothing stays behind. Nothing that exists is replaced.""",
)
_EXAMPLES = (
    ("safehandle decrypt out.shc -d 受領", Text("パスワードを尋ね、受領/ に置きます", "asks for the password")),
    (
        "safehandle decrypt out.shc -d 受領 --number A1B2-C3D4-E5F6-A7B8-C9D0-E1F2",
        Text("紙の照合番号と違えば開けません", "refuses another container than the paper says"),
    ),
    ("safehandle decrypt juki.shc -o - | psql juki", Text("流れとして取り出します", "as a stream")),
)
_REMOVED = Text(
    "強制終了した実行が残した平文を削除しました: {path}({files} 件、{size})。上書き消去ではありません",
    "removed plaintext that a killed run had left: {path} ({files} files, {size}); removed, not overwritten",
)
_LEFT = Text(
    "強制終了した実行が残したと思われる平文があります: {path}({files} 件、{size})。"
    "使用中でないことを確かめて safehandle wipe で消してください",
    "plaintext that a killed run seems to have left: {path} ({files} files, {size}); "
    "see that it is not in use, then remove it with safehandle wipe",
)


@command("decrypt", _ABOUT, examples=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "-d",
    "--directory",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=Text("中身を置くフォルダー(なければ作ります)", "where the files go (made if need be)"),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text("流れを置くファイル(- は標準出力)", "where a stream goes (- is standard output)"),
)
@option("--number", default="", metavar="NUMBER", about=Text("紙に書かれた照合番号", "the number on paper"))
@option("--key", metavar="ID", about=Text("開けるのに使う鍵の ID", "which key to open it with"))
@password_options
@option("--overwrite", is_flag=True, about=Text("-o の既存のファイルを置き換えます", "replace an existing -o file"))
def decrypt(
    session: Session,
    file: Path,
    directory: Path | None,
    output: Path | None,
    number: str,
    key: str | None,
    password: Given,
    overwrite: bool,
) -> None:
    import safehandle

    if directory is not None and output is not None:
        raise UsageError("usage.excludes", first="-d", second="-o")
    piped = output == Path("-")
    if piped and session.json:
        raise UsageError("usage.excludes", first="-o -", second="--json")
    header = safehandle.inspect(file)
    if header.content == "bag" and output is not None:
        raise UsageError("decrypt.directory-needed")
    request = safehandle.DecryptRequest(
        container=file,
        identities=tuple(_identities(header, key, password)),
        directory=(directory or Path()) if header.content == "bag" else None,
        output=sys.stdout.buffer if piped else output,
        number=number,
        overwrite=overwrite,
    )
    with (
        session.open_office() as office,
        progress(session, Text("復号", "opening"), file.stat().st_size) as advance,
    ):
        done = office.perform(safehandle.Decrypt(advance, _warn), request)
    _tell(session, done.entry, done.result, str(directory or output or "."), piped=piped)


def _identities(header: Header, chosen: str | None, password: Given) -> Iterator[Identity]:
    """What may open the container: its password, or those of its keys that are kept here."""
    import safehandle

    if header.needs_password:
        yield from safehandle.password_identities(password.read())
        return
    store = safehandle.KeyStore.default()
    wanted = [stanza.key_id for stanza in header.stanzas if stanza.key_id and chosen in (None, stanza.key_id)]
    kept = [stored for stored in store.list() if stored.id in wanted]
    if not kept:
        raise SecretError("decrypt.no-key", keys=[s.key_id for s in header.stanzas if s.key_id])
    stored = kept[0]
    passphrase = None if stored.kept == "keyring" else password.read(key=stored.id)
    yield safehandle.KeyIdentity(store.load(stored.id, passphrase))


def _warn(left: Leftover) -> None:
    told = _REMOVED if left.removed else _LEFT
    warn(told, path=printable(str(left.path)), files=left.files, size=human_size(left.size))


def _tell(session: Session, entry: int, made: Decrypted, place: str, *, piped: bool) -> None:
    opened = made.opened
    size = sum(file.size for file in opened.files)
    told = Text(
        "検証しました: {files} 件、{size} → {place}(記録 #{entry})",
        "verified: {files} files, {size} → {place} (entry #{entry})",
    )
    fields = {"files": len(opened.files), "size": human_size(size), "place": printable(place), "entry": entry}
    if piped:
        note(session, told, **fields)
        return
    data = {
        "number": opened.number,
        "identity": opened.identity,
        "bound": opened.bound,
        "files": [{"path": file.path, "size": file.size, "sha256": file.sha256} for file in opened.files],
        "place": place,
        "entry": entry,
    }
    result(
        session,
        data,
        [told.format(**fields), Text("照合番号: {number}", "number: {number}").format(number=opened.number)],
    )


COMMAND = decrypt
