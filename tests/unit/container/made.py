"""Containers for the tests; sealed to a P-256 key, because that opens in a millisecond."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from safehandle.container import KeyIdentity, KeyRecipient, Label, Sealed, open_stream, seal, seal_stream
from safehandle.files import whole_file
from safehandle.keys.pairs import generate

KEY = generate("p256")
RECIPIENT, IDENTITY = KeyRecipient(KEY.public), KeyIdentity(KEY)
LABEL = Label(
    created=datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=9))),
    contract="ab" * 32,
    erase_by=date(2027, 3, 31),
)


class Pipe(io.BytesIO):
    """A binary file that cannot be seeked."""

    def seekable(self) -> bool:
        return False


def stream(plain: bytes, *, pipe: bool = False) -> bytes:
    """A container of a stream."""
    output = Pipe() if pipe else io.BytesIO()
    seal_stream(io.BytesIO(plain), output, [RECIPIENT], label=LABEL)
    return output.getvalue()


def opened(container: bytes) -> bytes:
    """What is in a container of a stream."""
    output = io.BytesIO()
    open_stream(io.BytesIO(container), [IDENTITY], output)
    return output.getvalue()


def bag(paths: list[Path], path: Path) -> Sealed:
    """Seal files into ``path``."""
    with whole_file(path) as output:
        return seal(paths, output, [RECIPIENT], label=LABEL, bag_info={"Contact-Name": "架空 太郎"})


def plant(top: Path) -> Path:
    """A folder with everything that a name or a file can be."""
    (top / "資料" / "空フォルダ").mkdir(parents=True)
    (top / "資料" / "住民一覧.csv").write_text("番号,氏名\n1,架空 花子\n", encoding="utf-8")
    (top / "資料" / "か\u3099.txt").write_text("decomposed")
    (top / "資料" / "empty").touch()
    (top / "資料" / ("あ" * 85)).write_text("255 bytes of name")
    (top / "資料" / "深い" / "a b").mkdir(parents=True)
    (top / "資料" / "深い" / "a b" / "大.bin").write_bytes(bytes(range(256)) * 9000)
    script = top / "資料" / "run.sh"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    return top / "資料"
