"""``--medium DIR`` and ``--split SIZE``: what a command that makes a container lays out for the recipient."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import LaidOut, Office
    from safehandle.cli.session import Session

_LEAST = 100_000
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}

MEDIUM = option(
    "--medium",
    type=click.Path(path_type=Path),
    metavar="DIR",
    about=Text(
        "媒体に置くもの一式(.shc、開封用ページ、説明、開封手順)を DIR に並べます",
        "lay out a medium in DIR: the container, the page that opens it, a note and a sheet",
    ),
)


class Size(click.ParamType[int]):
    """A number of bytes such as ``3MB`` (decimal units)."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        match = re.fullmatch(r"([0-9]{1,12})\s*([KMG]?)B?", str(value).strip().upper())
        made = int(match[1]) * _UNITS[match[2]] if match else 0
        if made < _LEAST:
            self.fail(str(value), param, ctx)
        return made


SPLIT = option(
    "--split",
    type=Size(),
    metavar="SIZE",
    about=Text(
        "--medium のファイルを SIZE(3MB など)ごとに分けます。開封用ページがつなぎます",
        "split the medium's file every SIZE (such as 3MB); the page joins the parts",
    ),
)


def check_medium(medium: Path | None, split: int | None, *, piped: bool) -> None:
    """Refuse options that exclude each other.

    Raises:
        UsageError: ``usage.excludes`` or ``usage.missing``.
    """
    if piped and medium is not None:
        raise UsageError("usage.excludes", first="-o -", second="--medium")
    if split is not None and medium is None:
        raise UsageError("usage.missing", name="--medium", command="--split")


def lay_out(office: Office, container: Path, directory: Path, split: int | None) -> LaidOut:
    """Lay a medium out, as an act of its own."""
    import safehandle

    request = safehandle.LayOutRequest(container=container, directory=directory, **({"part": split} if split else {}))
    return office.perform(safehandle.LayOut(office.contract), request).result


def tell_laid_out(session: Session, laid: LaidOut, directory: Path) -> None:
    """Say what lies there, and what goes with it."""
    for name, digest in laid.files:
        note(session, Text("{name}  SHA-256 {digest}", "{name}  SHA-256 {digest}"), name=name, digest=digest)
    note(
        session,
        Text(
            "{directory} を媒体に複写し、開封手順.pdf は印刷して渡してください。パスワードは別の経路で伝えます",
            "copy {directory} to the medium and hand over 開封手順.pdf printed; the password goes another way",
        ),
        directory=printable(str(directory)),
    )
