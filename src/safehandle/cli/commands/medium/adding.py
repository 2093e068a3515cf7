"""``safehandle medium add``."""

from __future__ import annotations

from typing import Any

import click

from safehandle.cli.commands.medium.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.laying_out import Size
from safehandle.cli.media import NUMBER, content_options, holding, perform, tell
from safehandle.cli.output import printable
from safehandle.cli.session import Session

_TYPES = click.Choice(["usb", "hdd", "ssd", "dvd", "tape", "paper", "other"])
_DONE = Text("媒体 {number} を登録しました", "registered medium {number}")


@command(
    "add",
    Text(
        "記録媒体を、ラベルの番号で登録します。空の媒体も登録します。",
        "Register a recording medium by the number on its label. Empty ones belong there, too.",
    ),
    within=COMMAND,
    examples=(
        (
            "safehandle medium add U-07 --type usb --maker Buffalo --serial 4C530001 --empty",
            Text("空の USB メモリを登録します", "register an empty USB stick"),
        ),
        (
            "safehandle medium add H-01 --type hdd --origin client --content '税データ 令和7年度' --encrypted",
            Text("貸与されたディスクを登録します", "register a disk that the client lent"),
        ),
    ),
)
@NUMBER
@option("--type", "type_", type=_TYPES, required=True, about=Text("種別", "what it is"))
@option("--maker", default="", about=Text("製造者", "its manufacturer"))
@option("--model", default="", about=Text("型番", "its model"))
@option("--serial", default="", metavar="NO", about=Text("製造番号", "its serial number"))
@option("--capacity", type=Size(), default=None, metavar="SIZE", about=Text("容量(32GB など)", "such as 32GB"))
@option(
    "--origin",
    type=click.Choice(["contractor", "client"]),
    default="contractor",
    about=Text("所有: 自社・貸与", "own, or lent by the client"),
)
@content_options
def add(
    session: Session,
    number: str,
    type_: str,
    maker: str,
    model: str,
    serial: str,
    capacity: int | None,
    origin: str,
    said: dict[str, Any],
) -> None:
    import safehandle
    from safehandle.model import Medium

    medium = Medium(
        medium=number, type=type_, maker=maker, model=model, serial=serial, capacity=capacity or 0, origin=origin
    )
    with session.open_office() as office:
        request = safehandle.MediumAddRequest(medium=medium, holding=holding(office, said, needed=True))
        recorded = perform(session, office, request)
    tell(session, recorded, _DONE, number=printable(number))
