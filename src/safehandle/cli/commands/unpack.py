"""``safehandle unpack``: verify a password-protected ZIP, then extract it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, note, printable, result, warn
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.progress import progress
from safehandle.cli.session import Session

if TYPE_CHECKING:
    from safehandle import UnpackedArchive

_ABOUT = Text(
    """パスワード付き ZIP (AES) を検証し、すべてが正しいと分かってから展開します。

改ざん、危険な名前やリンク、重なった項目、異常に膨らむものは断り、何も残しません。既存のファイルは置き換えません。""",
    """Verify a password-protected ZIP (AES) and extract it once everything holds.

What was altered, hostile names and links, overlapping entries and bombs are refused, and nothing stays behind.
Nothing that exists is replaced.""",
)
_EXAMPLES = (
    ("safehandle unpack 受領.zip -d 受領", Text("パスワードを尋ね、受領/ に置きます", "asks for the password")),
)
_NO_MANIFEST = Text(
    "この ZIP にはマニフェストがありません。中身は本物ですが、名前が入れ替えられていないことは確かめられません",
    "the ZIP file has no manifest: contents are genuine, but nothing proves that names were not exchanged",
)


@command("unpack", _ABOUT, examples=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.zip")
@option(
    "-d",
    "--directory",
    type=click.Path(path_type=Path),
    metavar="DIR",
    default=Path(),
    about=Text("置くフォルダー(なければ作ります)", "where the files go (made if need be)"),
)
@password_options
def unpack(session: Session, file: Path, directory: Path, password: Given) -> None:
    import safehandle

    # What is no archive, or a hostile one, is refused before anybody is asked for a password.
    total = safehandle.look(file).size
    request = safehandle.UnpackRequest(archive=file, directory=directory, password=password.read())
    with (
        session.open_office() as office,
        progress(session, Text("検証と展開", "unpacking"), total) as advance,
    ):
        done = office.perform(safehandle.Unpack(advance), request)
    _tell(session, done.entry, done.result, directory)


def _tell(session: Session, entry: int, made: UnpackedArchive, directory: Path) -> None:
    found = made.unpacked
    told = Text(
        "検証しました: {files} 件、{size} → {place}(記録 #{entry})",
        "verified: {files} files, {size} → {place} (entry #{entry})",
    )
    data = {
        "files": [{"path": file.path, "size": file.size, "sha256": file.sha256} for file in found.files],
        "manifest_sha256": found.manifest_sha256,
        "names_hidden": found.names_hidden,
        "bits": found.bits,
        "place": str(directory),
        "entry": entry,
    }
    lines = [
        told.format(files=len(found.files), size=human_size(found.size), place=printable(str(directory)), entry=entry)
    ]
    if found.manifest_sha256:
        sha256 = Text("マニフェストの SHA-256: {sha256}", "SHA-256 of the manifest: {sha256}")
        lines.append(sha256.format(sha256=found.manifest_sha256))
    result(session, data, lines)
    if not found.manifest_sha256:
        warn(_NO_MANIFEST)
    if 0 < found.bits < 256:
        note(session, Text("鍵の長さは {bits} ビットです", "its keys have {bits} bits"), bits=found.bits)


COMMAND = unpack
