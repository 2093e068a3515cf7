"""The worked example of docs/spec/ledger.md, checked by the implementation line by line."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from safehandle.keys.pairs import PrivateKey
from safehandle.ledger import Checkpoint, Entry, Proof, log_verifier, open_checkpoint, verify
from safehandle.ledger.tree import Frontier, leaf_hash

PAGE = (Path(__file__).parents[3] / "docs" / "spec" / "ledger.md").read_text("utf-8")
EXAMPLE = PAGE.partition("## Worked example")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"```\w+\n(.*?\n)```", EXAMPLE, re.DOTALL)
ENTRIES = [
    Entry(number, body.strip().encode(), private.strip().encode())
    for number, (body, private) in enumerate(zip(BLOCKS[0:9:3], BLOCKS[1:9:3], strict=True))
]
ROOT, SEED, PUBLIC, VERIFIER = BLOCKS[9].split("\n")[:4]
NOTE, PROOF = BLOCKS[10], BLOCKS[11]
ORIGIN = "みどり情報/川原市/r8-tax"


def test_entries_are_read_and_their_hashes_are_right() -> None:
    for entry, leaf in zip(ENTRIES, BLOCKS[2:9:3], strict=True):
        assert leaf_hash(entry.body).hex() == leaf.strip()
        assert entry.private is not None
        assert json.loads(entry.body)["private"] == sha256(entry.private).hexdigest()
        assert type(entry.record).__name__.lower() == entry.kind
    assert [entry.kind for entry in ENTRIES] == ["intent", "done", "refused"]


def test_the_tree_has_the_root() -> None:
    report = verify(ENTRIES)
    assert (report.holds, report.root.hex(), report.open_intents) == (True, ROOT, ())


def test_the_checkpoint_is_the_one_that_the_seed_signs() -> None:
    frontier = Frontier()
    frontier.extend([leaf_hash(entry.body) for entry in ENTRIES])
    key = PrivateKey.of("ed25519", (Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SEED)),))
    assert key.public.encode() == PUBLIC
    assert log_verifier(ORIGIN, PUBLIC).encode() == VERIFIER
    assert Checkpoint(ORIGIN, 3, frontier.root).sign(key) == NOTE
    assert open_checkpoint(NOTE, [log_verifier(ORIGIN, PUBLIC)]).checkpoint.root.hex() == ROOT


def test_the_proof_holds() -> None:
    proof = Proof.decode(PROOF)
    assert proof.encode() == PROOF
    assert proof.verify([log_verifier(ORIGIN, PUBLIC)]).checkpoint.size == 3
    assert proof.entry.body == ENTRIES[1].body
