"""Kept archives of ours and of others: what comes out, or the failure each must give."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from safehandle.archive import unpack
from safehandle.errors import SafehandleError

HERE = Path(__file__).parent
VECTORS: list[dict[str, Any]] = tomllib.loads((HERE / "vectors.toml").read_text(encoding="utf-8"))["vector"]


def test_every_archive_is_listed() -> None:
    assert {vector["file"] for vector in VECTORS} == {path.name for path in HERE.glob("*.zip")}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["file"])
def test_vector(vector: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    if "expect" in vector:
        with pytest.raises(SafehandleError) as raised:
            unpack(HERE / vector["file"], out, "Vector-Pass-1")
        assert raised.value.code == vector["expect"]
        assert not out.exists()
        return
    found = unpack(HERE / vector["file"], out, "Vector-Pass-1")
    assert (out / "資料" / "表.csv").read_text(encoding="utf-8") == "氏名,住所\n"
    assert (out / "空.txt").read_bytes() == b""
    assert sorted(path.name for path in out.iterdir()) == ["空.txt", "資料"]
    assert (found.bits, bool(found.manifest_sha256)) == (vector["bits"], vector.get("manifest", False))
