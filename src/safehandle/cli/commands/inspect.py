"""``safehandle inspect``: what a file is, without opening it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from safehandle.cli.frame import command
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, lines_of, result
from safehandle.cli.session import Session

if TYPE_CHECKING:
    from safehandle import Header

_LABELS = {
    "format": Text("形式", "format"),
    "number": Text("照合番号", "number"),
    "identity": Text("識別子 (SHA-256)", "identity (SHA-256)"),
    "content": Text("中身", "content"),
    "created": Text("作成日時", "created"),
    "erase_by": Text("消去期限", "erase by"),
    "recipients": Text("あて先", "recipients"),
    "algorithms": Text("暗号", "algorithms"),
    "edition": Text("CRYPTREC リスト", "CRYPTREC list"),
    "unlisted": Text("リストにない暗号", "not on the list"),
    "bound": Text("中身との結び付き", "content bound"),
    "size": Text("大きさ", "size"),
}

_FILES = Text("ファイルとフォルダー", "files and folders")
_STREAM = Text("一つの流れ", "one stream")
_PASSWORD = Text("パスワードを知る人", "whoever knows the password")
_BOUND = Text("照合番号は中身も表します", "the number stands for the content")
_UNBOUND = Text("照合番号は中身を表しません(流れとして書かれたため)", "the number does not (written to a pipe)")


@command(
    "inspect",
    Text(
        "コンテナーを開けずに、ヘッダーから分かることを表示します。パスワードも鍵も要りません。",
        "Show what a container's header says, without opening it. Needs no password and no key.",
    ),
    examples=(("safehandle inspect out.shc", Text("照合番号と、何で暗号化されているかを見ます", "see its number")),),
)
@click.argument("file", type=click.Path(path_type=Path))
def inspect(session: Session, file: Path) -> None:
    import safehandle

    data = _data(safehandle.inspect(file), file.stat().st_size)
    result(session, data, lines_of(_LABELS, _for_a_person(data)))


def _data(header: Header, size: int) -> dict[str, object]:
    from safehandle import listed

    return {
        "format": "safehandle.container/1",
        "number": header.number,
        "identity": header.identity,
        "content": header.content,
        "created": header.label.created.isoformat(),
        "erase_by": str(header.label.erase_by or ""),
        "recipients": [f"{stanza.type} {stanza.key_id}".strip() for stanza in header.stanzas],
        "algorithms": list(header.label.algorithms),
        "edition": header.label.list_edition,
        "unlisted": [name for name in header.label.algorithms if not listed(name)],
        "bound": header.bound,
        "size": size,
    }


def _for_a_person(data: dict[str, object]) -> dict[str, object]:
    header_words = {"bag": _FILES, "raw": _STREAM}
    recipients = [str(_PASSWORD) if one == "password" else one for one in cast("list[str]", data["recipients"])]
    return data | {
        "content": str(header_words[str(data["content"])]),
        "recipients": recipients,
        "bound": str(_BOUND if data["bound"] else _UNBOUND),
        "size": human_size(cast("int", data["size"])),
    }


COMMAND = inspect
