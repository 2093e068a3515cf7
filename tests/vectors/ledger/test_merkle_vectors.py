"""The public inclusion and consistency vectors of transparency-dev/merkle, good and bad."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from safehandle.ledger.proofs import verify_consistency, verify_inclusion

FOLDER = Path(__file__).parents[4] / "shared" / "vectors" / "merkle"
ABSENT = "the public Merkle vectors are not in ../shared/vectors/merkle"


def found(kind: str) -> list[Any]:
    paths = sorted((FOLDER / kind).rglob("*.json"))
    return [pytest.param(path, id=str(path.relative_to(FOLDER))) for path in paths] or [
        pytest.param(None, id="absent", marks=pytest.mark.skip(reason=ABSENT))
    ]


def raw(text: str | None) -> bytes:
    return b64decode(text or "")


@pytest.mark.parametrize("path", found("inclusion"))
def test_inclusion(path: Path) -> None:
    vector = json.loads(path.read_bytes())
    accepted = verify_inclusion(
        raw(vector["leafHash"]),
        vector["leafIdx"],
        vector["treeSize"],
        [raw(part) for part in vector["proof"] or ()],
        raw(vector["root"]),
    )
    assert accepted is not vector["wantErr"], vector["desc"]


@pytest.mark.parametrize("path", found("consistency"))
def test_consistency(path: Path) -> None:
    vector = json.loads(path.read_bytes())
    accepted = verify_consistency(
        vector["size1"],
        vector["size2"],
        [raw(part) for part in vector["proof"] or ()],
        raw(vector["root1"]),
        raw(vector["root2"]),
    )
    assert accepted is not vector["wantErr"], vector["desc"]
