"""Archives made by hand, right or wrong in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from safehandle.archive import records
from safehandle.archive.behind import beside
from safehandle.archive.forms import Encrypted, File
from safehandle.archive.records import Member

PASSWORD = "K7MW-3XQ9-PASS"


@dataclass(frozen=True)
class Piece:
    """One entry: its raw name, content, mode, and whether it is encrypted."""

    name: bytes
    data: bytes = b"x"
    mode: int = 0o100600
    encrypted: bool = True


Forge = Callable[[Sequence[Piece]], Path]


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Write an archive of these entries, whatever their names are."""

    def make(pieces: Sequence[Piece]) -> Path:
        path = tmp_path / "forged.zip"
        members = []
        with path.open("wb", buffering=0) as raw, beside() as aside:
            file = File(raw)
            form = Encrypted(file, PASSWORD.encode(), aside)
            for piece in pieces:
                member = Member(name=piece.name, mtime_ns=0, mode=piece.mode, encrypted=piece.encrypted)
                member.size, member.offset = len(piece.data), file.position
                if not piece.encrypted:
                    member.compressed = member.size
                data = form.enclose(member, piece.data)
                file.write(data if piece.encrypted else data + piece.data)
                members.append(member)
            file.write(records.directory(members, file.position))
        return path

    return make


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with Japanese names, an empty file, an empty folder and something that deflates."""
    root = tmp_path / "納品物"
    (root / "資料").mkdir(parents=True)
    (root / "空").mkdir()
    (root / "空のファイル").write_bytes(b"")
    (root / "資料" / "一覧表.csv").write_text("氏名,住所\n" * 20_000, encoding="utf-8")
    (root / "資料" / "ガギグ.txt").write_text("テスト", encoding="utf-8")
    (root / "run.sh").write_text("#!/bin/sh\n", encoding="utf-8")
    (root / "run.sh").chmod(0o750)
    return root
