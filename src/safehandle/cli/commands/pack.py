"""``safehandle pack``: a password-protected AES ZIP for a recipient who has 7-Zip and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, note, printable, result, warn
from safehandle.cli.password_sheet import Sealed, Told, password_sheet_options
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.progress import progress
from safehandle.cli.session import Session
from safehandle.cli.taking import CLASS, DRY_RUN, OVERWRITE, SKIP_SPECIAL, SOURCES, tell_left_out, tell_plan
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import PackedArchive
    from safehandle.model import Plan

_ABOUT = Text(
    """ファイルとフォルダーを、パスワード付きの AES-256 ZIP にまとめます。

7-Zip など AES ZIP を開けるソフトを持つ相手のための方法です。パスワードは、指定がなければ作って一度だけ表示します。
出力は完全に書けてから、その名前で現れます。相手がブラウザーを使えるなら encrypt のほうが安全です。""",
    """Put files and folders into a password-protected AES-256 ZIP.

For a recipient who has 7-Zip or another program that opens AES ZIP. Unless a password is given, one is made and
shown once. The output appears under its name when it is whole. Where the recipient can use a browser, encrypt is
safer.""",
)
_EXAMPLES = (
    (
        "safehandle pack 納品物/ -o out.zip",
        Text("パスワードを作り、一度だけ表示します", "make a password and show it once"),
    ),
    (
        "safehandle pack 納品物/ -o out.zip --hide-names --to nerima-joho",
        Text("ファイル名も隠し、パスワードを知る相手を記録します", "hide the names too; record who will know it"),
    ),
)
_NOT_RECOMMENDED = Text(
    "AES ZIP の規格は {algorithms} を固定しており、電子政府推奨暗号リストだけでは構成されていません"
    "(SHA-1 は運用監視暗号リスト)。この旨は記録されました",
    "the AES ZIP format fixes {algorithms}, so it is not made of the CRYPTREC list of recommended ciphers alone "
    "(SHA-1 is on the monitored list); this was recorded",
)
_WHO_OPENS = Text(
    "Windows のエクスプローラーでは開けません。7-Zip などで開いてもらってください",
    "Windows Explorer cannot open it; 7-Zip and others can",
)
_WOULD = Text("まとめるもの(何もしていません):", "would pack (nothing was done):")


@command("pack", _ABOUT, examples=_EXAMPLES)
@SOURCES
@option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT.zip",
    about=Text("出力", "the output"),
)
@option(
    "--to",
    multiple=True,
    metavar="RECIPIENT",
    about=Text("パスワードを伝える受領者の ID(記録用)", "a registered recipient who will be told the password"),
)
@option(
    "--hide-names",
    is_flag=True,
    about=Text(
        "名前と大きさも隠します(相手は二度展開します)", "hide names and sizes too (the recipient unpacks twice)"
    ),
)
@option(
    "--generate-password",
    is_flag=True,
    about=Text("パスワードを作って一度だけ表示します(既定)", "make a password and show it once (the default)"),
)
@password_options
@password_sheet_options
@plan_options
@CLASS
@SKIP_SPECIAL
@OVERWRITE
@DRY_RUN
def pack(
    session: Session,
    sources: tuple[Path, ...],
    output: Path,
    to: tuple[str, ...],
    hide_names: bool,
    generate_password: bool,
    password: Given,
    planning: Planning,
    told: Told,
    data_class: str,
    skip_special: bool,
    overwrite: bool,
    dry_run: bool,
) -> None:
    import safehandle

    if generate_password and password:
        raise UsageError("usage.excludes", first="--generate-password", second="--password-…")
    with session.open_office() as office:
        secret = password.read_new() if password else safehandle.Secret(safehandle.generate_password())
        sealing = Sealed(secret=secret, generated=not password, file=output, to=to)
        sheet = told.check(office, sealing)
        request = safehandle.PackRequest(
            sources=safehandle.survey(sources, skip_special=skip_special),
            output=output,
            password=secret,
            generated=not password,
            to=to,
            hide_names=hide_names,
            data_class=office.classify(sources, data_class),
            overwrite=overwrite,
            bind=planning.binds,
        )
        plan = planning.read() or office.plan(safehandle.Pack(), request)
        if dry_run:
            planning.check(office, plan)
            tell_plan(session, _WOULD, plan, output)
            return
        if planning.only:
            planning.write(session, plan, output)
            return
        size = sum(source.size for source in plan.of(safehandle.model.Artifact))
        with progress(session, Text("圧縮と暗号化", "packing"), size or None) as advance:
            done = planning.perform(office, safehandle.Pack(advance), request, plan)
        _tell(session, done.entry, done.result, plan, output)
        told.tell(session, office, sealing, sheet)


def _tell(session: Session, entry: int, made: PackedArchive, plan: Plan, output: Path) -> None:
    tell_left_out(session, made.left_out)
    packed, weaker = made.packed, _not_recommended(plan)
    size = sum(file.size for file in packed.files)
    data = {
        "output": str(output),
        "size": packed.size,
        "files": len(packed.files),
        "plaintext_size": size,
        "manifest_sha256": packed.manifest_sha256,
        "not_recommended": weaker,
        "left_out": [left.path for left in made.left_out],
        "entry": entry,
    }
    summary = Text(
        "{output}: {files} 件、{size} を AES ZIP にまとめました(記録 #{entry})",
        "{output}: packed {files} files, {size} (entry #{entry})",
    )
    result(
        session,
        data,
        [
            summary.format(output=printable(str(output)), files=len(packed.files), size=human_size(size), entry=entry),
            Text("マニフェストの SHA-256: {sha256}", "SHA-256 of the manifest: {sha256}").format(
                sha256=packed.manifest_sha256
            ),
        ],
    )
    warn(_NOT_RECOMMENDED, algorithms=", ".join(weaker))
    note(session, _WHO_OPENS)


def _not_recommended(plan: Plan) -> list[str]:
    import safehandle

    return [cipher.name for cipher in plan.of(safehandle.model.Cipher) if not safehandle.listed(cipher.name)]


COMMAND = pack
