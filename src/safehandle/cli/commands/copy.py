"""``safehandle copy``: duplicate data into a registered place."""

from __future__ import annotations

from pathlib import Path

import click

from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.media import PLAN_OUTPUT
from safehandle.cli.output import human_size, printable, result, warn
from safehandle.cli.plans import Planning, plan_options
from safehandle.cli.progress import progress
from safehandle.cli.session import Session
from safehandle.cli.taking import CLASS, SKIP_SPECIAL, SOURCES, tell_left_out

_DONE = Text(
    "{files} 件、{size} を {place} の {folder} に複製しました(記録 #{entry})",
    "copied {files} files, {size}, to {folder} of {place} (entry #{entry})",
)
_REMOVED = Text(
    "中断した複製の残りを削除しました: {path}({files} 件、{size})。上書き消去ではありません",
    "removed what a copy that was cut off had left: {path} ({files} files, {size}); removed, not overwritten",
)
_LEFT = Text(
    "中断した複製の残りと思われるものがあります: {path}({files} 件、{size})。確かめて safehandle wipe で消してください",
    "a copy that was cut off seems to have left this: {path} ({files} files, {size}); see to it with safehandle wipe",
)
_CAN = Text(
    "{files} 件、{size} を複製できます(何もしていません)",
    "{files} files, {size} can be copied (nothing was done)",
)


@command(
    "copy",
    Text(
        """ファイルとフォルダーを、登録した場所のフォルダーに複製し、記録します。条項が許さない複製は断ります。

すべてを読み戻して確かめてから、まとめてその名前で現れます。既にあるものは置き換えません。""",
        """Copy files and folders into the folder of a registered place, on record; refused where the clauses forbid it.

Everything is read back, then appears together under its name. Nothing that exists is replaced.""",
    ),
    examples=(
        ("safehandle copy 住民.csv --to store", Text("業務のために複製します", "for the contract's work")),
        (
            "safehandle copy 業務データ/ --to store --purpose backup",
            Text("バックアップとして複製します", "as a back-up"),
        ),
        (
            "safehandle copy 業務データ/ --to store --plan-only -o plan.json",
            Text("承諾の要る複製の計画を書きます", "write the plan of a copy that needs consent"),
        ),
    ),
)
@SOURCES
@option("--to", "place", required=True, metavar="PLACE", about=Text("複製先(登録した場所)", "a registered place"))
@option(
    "--purpose",
    type=click.Choice(["contract", "backup", "other"]),
    default="contract",
    about=Text("目的: 業務・バックアップ・その他", "what for"),
)
@CLASS
@SKIP_SPECIAL
@option(
    "--dry-run",
    is_flag=True,
    about=Text("できるかどうかを示し、何もしません", "say whether it can be done; do nothing"),
)
@plan_options
@PLAN_OUTPUT
def copy(
    session: Session,
    sources: tuple[Path, ...],
    place: str,
    purpose: str,
    data_class: str,
    skip_special: bool,
    dry_run: bool,
    planning: Planning,
    output: Path | None,
) -> None:
    import safehandle

    with session.open_office() as office:
        listing = safehandle.survey(sources, skip_special=skip_special)
        request = safehandle.CopyRequest(
            sources=listing,
            place=place,
            purpose=purpose,
            data_class=office.classify(sources, data_class),
            bind=planning.binds,
        )
        plan = office.plan(safehandle.Copy(office.contract), request)
        if dry_run:
            planning.check(office, plan)
            can = _CAN.format(files=len(listing.files), size=human_size(listing.size))
            result(session, {"plan": safehandle.model.to_plain(plan)}, [can])
            return
        if planning.only:
            planning.write(session, plan, output)
            return
        with progress(session, Text("複製", "copying"), listing.size or None) as advance:
            done = planning.perform(office, safehandle.Copy(office.contract, advance), request, plan)
    tell_left_out(session, listing.left_out)
    made = done.result
    for rest in made.left:
        told = _REMOVED if rest.removed else _LEFT
        warn(told, path=printable(str(rest.path)), files=rest.files, size=human_size(rest.size))
    size = sum(file.size for file in made.files)
    line = _DONE.format(
        files=len(made.files),
        size=human_size(size),
        place=printable(place),
        folder=printable(str(made.folder)),
        entry=done.entry,
    )
    data = {
        "entry": done.entry,
        "folder": str(made.folder),
        "files": [{"path": file.path, "size": file.size, "sha256": file.sha256} for file in made.files],
        "left_out": [left.path for left in listing.left_out],
    }
    result(session, data, [line])


COMMAND = copy
