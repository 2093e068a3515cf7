"""``safehandle encrypt``: seal files and folders."""

from __future__ import annotations

import secrets
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.laying_out import Beside, beside_options
from safehandle.cli.output import human_size, note, printable, result
from safehandle.cli.password_sheet import Sealed, Told, keep_password_option, password_sheet_options
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.progress import progress
from safehandle.cli.session import Session
from safehandle.cli.taking import CLASS, DRY_RUN, OVERWRITE, SKIP_SPECIAL, SOURCES, tell_left_out, tell_plan
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import Encrypted, Secret

_ABOUT = Text(
    """ファイルとフォルダーを一つのコンテナー (.shc) に暗号化します。

名前も中に封じます。入力には触りません。出力は完全に書けてから、その名前で現れます。""",
    """Seal files and folders into one container (.shc).

Names are sealed too. Inputs are not touched. The output appears under its name when it is whole.""",
)
_EXAMPLES = (
    (
        "safehandle encrypt 住民一覧.csv 資料/ -o out.shc --generate-password",
        Text("新しいパスワードで封じ、一度だけ表示します", "seal with a new password, shown once"),
    ),
    (
        "safehandle encrypt 資料/ -o out.shc --to tsukuba-tax",
        Text("登録した受領者の鍵で封じます", "seal for a registered recipient's key"),
    ),
    (
        "safehandle encrypt 納品物/ -o out.shc --generate-password --medium usb",
        Text("開封用ページと開封手順も usb/ に並べます", "lay out the page and the sheet beside it in usb/"),
    ),
    (
        "safehandle encrypt 納品物/ -o out.shc --generate-password --password-sheet pw.pdf --password-route post",
        Text("パスワードは画面に出さず、郵送する通知書に書きます", "the password goes onto a notice, to be posted"),
    ),
    (
        "pg_dump juki | safehandle encrypt - --name juki.sql -o juki.shc --to contract",
        Text("流れを契約の鍵で封じます", "seal a stream to the contract's own key"),
    ),
)
_WOULD = Text("暗号化するもの(何もしていません):", "would seal (nothing was done):")


@command("encrypt", _ABOUT, examples=_EXAMPLES)
@SOURCES
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    about=Text("出力(- は標準出力)", "the output (- is standard output)"),
)
@option(
    "--to",
    multiple=True,
    metavar="RECIPIENT",
    about=Text(
        "登録した受領者の ID。contract は契約自身の鍵", "a registered recipient; contract is the contract's own key"
    ),
)
@option(
    "--name",
    default="",
    metavar="NAME",
    about=Text("標準入力に付ける名前(記録用)", "the name of standard input, for the record"),
)
@option(
    "--generate-password",
    is_flag=True,
    about=Text("パスワードを作って一度だけ表示します", "make a password and show it once"),
)
@password_options
@password_sheet_options
@keep_password_option
@plan_options
@CLASS
@SKIP_SPECIAL
@beside_options
@OVERWRITE
@DRY_RUN
def encrypt(
    session: Session,
    sources: tuple[Path, ...],
    output: Path | None,
    to: tuple[str, ...],
    name: str,
    generate_password: bool,
    password: Given,
    planning: Planning,
    data_class: str,
    skip_special: bool,
    beside: Beside,
    told: Told,
    overwrite: bool,
    dry_run: bool,
) -> None:
    import safehandle

    if generate_password and password:
        raise UsageError("usage.excludes", first="--generate-password", second="--password-…")
    streamed = sources == (Path("-"),)
    if Path("-") in sources and not streamed:
        raise UsageError("usage.stdin-alone")
    destination = output or Path(f"shc-{datetime.now().astimezone():%Y%m%d}-{secrets.token_hex(3)}.shc")
    piped = destination == Path("-")
    if piped and sys.stdout.isatty():
        raise UsageError("usage.to-terminal")
    if piped and session.json:
        raise UsageError("usage.excludes", first="-o -", second="--json")
    keyed = bool(to) and not (generate_password or password)
    with session.open_office() as office:
        beside.check(office, destination, to, piped=piped, keyed=keyed)
        secret = None if keyed else _password(password, generate=generate_password)
        sealing = Sealed(secret=secret, generated=generate_password, file=destination, to=to, medium=beside.medium)
        sheet = told.check(office, sealing)
        request = safehandle.EncryptRequest(
            sources=None if streamed else safehandle.survey(sources, skip_special=skip_special),
            stream=sys.stdin.buffer if streamed else None,
            name=name,
            output=sys.stdout.buffer if piped else destination,
            to=to,
            password=secret,
            generated=generate_password,
            data_class=office.classify([] if streamed else sources, data_class),
            overwrite=overwrite,
            bind=planning.binds,
        )
        plan = office.plan(safehandle.Encrypt(office.contract), request)
        if dry_run:
            planning.check(office, plan)
            tell_plan(session, _WOULD, plan, destination)
            return
        if planning.only:
            planning.write(session, plan, output)
            return
        size = sum(source.size for source in plan.of(safehandle.model.Artifact))
        with progress(session, Text("暗号化", "sealing"), size or None) as advance:
            done = planning.perform(office, safehandle.Encrypt(office.contract, advance), request, plan)
        _tell(session, done.entry, done.result, destination, piped=piped)
        told.tell(session, office, sealing, sheet, number=done.result.sealed.number)
        beside.make(session, office, destination, to, overwrite=overwrite, data_class=request.data_class)


def _password(given: Given, *, generate: bool) -> Secret:
    import safehandle

    return safehandle.Secret(safehandle.generate_password()) if generate else given.read_new()


def _tell(session: Session, entry: int, made: Encrypted, destination: Path, *, piped: bool) -> None:
    sealed = made.sealed
    tell_left_out(session, made.left_out)
    files, size = len(sealed.files), sum(file.size for file in sealed.files)
    if piped:
        note(
            session,
            Text("記録 #{entry}: {size} を封じました", "entry #{entry}: sealed {size}"),
            entry=entry,
            size=human_size(size),
        )
        return
    data = {
        "output": str(destination),
        "number": sealed.number,
        "identity": sealed.identity,
        "size": sealed.size,
        "files": files,
        "plaintext_size": size,
        "bound": sealed.bound,
        "left_out": [left.path for left in made.left_out],
        "entry": entry,
    }
    summary = Text(
        "{output}: {files} 件、{size} を暗号化しました(記録 #{entry})",
        "{output}: sealed {files} files, {size} (entry #{entry})",
    )
    number = Text("照合番号: {number}", "number: {number}")
    result(
        session,
        data,
        [
            summary.format(output=printable(str(destination)), files=files, size=human_size(size), entry=entry),
            number.format(number=sealed.number),
        ],
    )


COMMAND = encrypt
