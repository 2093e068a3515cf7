"""The plan as a file: its SHA-256 is the digest, and one changed byte is another plan or none."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta, timezone

import pytest

from safehandle.errors import InputError
from safehandle.model import Artifact, Plan

PLAN = Plan(
    verb="encrypt",
    contract="K-1",
    actor="sato",
    at=datetime(2026, 11, 21, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=9))),
    nonce="ab" * 16,
    facts=(Artifact(role="source", name="住民一覧.csv", size=10),),
)


def test_it_comes_back_and_its_hash_is_the_digest() -> None:
    data = PLAN.encode()
    assert Plan.decode(data) == PLAN
    assert hashlib.sha256(data).hexdigest() == PLAN.digest()


def test_every_changed_byte_makes_another_plan_or_none() -> None:
    data = PLAN.encode()
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1
        try:
            other = Plan.decode(bytes(changed))
        except InputError:
            continue
        assert other.digest() != PLAN.digest()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        PLAN.encode() + b"\n",
        json.dumps(json.loads(PLAN.encode()), indent=1).encode(),
        PLAN.encode().replace(b'"verb":"encrypt"', b'"verb":"wipe","verb":"encrypt"'),
        PLAN.encode().replace(b'"actor"', b'"actress"'),
        PLAN.encode().replace(b'"kind":"artifact"', b'"kind":"nonsense"'),
    ],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"plain\.malformed"):
        Plan.decode(data)
