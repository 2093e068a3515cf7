"""Values of the model as JSON, and back; what a person or an attacker changed is refused with its path."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from safehandle.errors import InputError
from safehandle.model import Artifact, Cipher, DataClass, Plan, from_plain, split_private, to_plain

PLAN = Plan(
    verb="encrypt",
    contract="k-1",
    actor="sato",
    at=datetime(2026, 4, 1, 9, 0, tzinfo=UTC),
    nonce="00" * 16,
    facts=(Artifact(role="source", name="住民.csv", size=3, data_class=DataClass.SPECIFIC), Cipher(name="AES-256-GCM")),
)


def test_there_and_back() -> None:
    assert from_plain(Plan, json.loads(json.dumps(to_plain(PLAN)))) == PLAN


def test_private_fields_are_set_aside() -> None:
    public, private = split_private(PLAN)
    assert private == {"nonce": "00" * 16, "facts.0.name": "住民.csv"}
    assert "住民" not in json.dumps(public, ensure_ascii=False)


def test_what_was_redacted_reads_as_empty() -> None:
    public, _ = split_private(PLAN)
    read = from_plain(Plan, public)
    assert read.of(Artifact)[0].name == ""
    assert read.of(Cipher) == PLAN.of(Cipher)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"verb": 7}, "verb"),
        ({"at": "yesterday"}, "at"),
        ({"extra": 1}, "extra"),
        ({"facts": {}}, "facts"),
        ({"facts": [{"kind": "nonsense"}]}, "facts.0.kind"),
        ({"facts": [{"kind": "cipher", "name": "AES", "key_bits": "many"}]}, "facts.0.key_bits"),
        ({"facts": [{"kind": "cipher"}]}, "facts.0.name"),
        ({"facts": [{"kind": "cipher", "name": "AES", "key_bits": True}]}, "facts.0.key_bits"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(change: dict[str, Any], path: str) -> None:
    with pytest.raises(InputError) as refused:
        from_plain(Plan, to_plain(PLAN) | change)
    assert refused.value.code == "plain.malformed"
    assert refused.value.fields["path"] == path


@pytest.mark.parametrize("name", ["verb", "actor", "contract", "nonce", "facts"])
def test_the_digest_covers_every_field(name: str) -> None:
    changed = to_plain(PLAN) | {name: [] if name == "facts" else "other"}
    assert from_plain(Plan, changed).digest() != PLAN.digest()
