"""An implementation that shares no code with ours (aics-tlog) accepts what we make, and rejects what we would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.unit.ledger.records import ORIGIN, done, intent

from safehandle.keys.notes import cosign_note
from safehandle.keys.pairs import generate
from safehandle.ledger import Checkpoint, Ledger, Proof, WitnessRequest, cosigner, log_verifier, open_ledger

KEY, CITY = generate("ed25519"), generate("ed25519")


@pytest.fixture(scope="module")
def theirs() -> Any:
    return pytest.importorskip("aics_tlog", reason="aics-tlog is not installed (it needs Python 3.12)")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("independent") / "ledger.db", ORIGIN, create=True) as made:
        for index in range(150):
            made.append(done(made.append(intent(index))))
        yield made


def accepted(theirs: Any, note: str, **more: Any) -> Any:
    key = theirs.parse_vkey(log_verifier(ORIGIN, KEY.public.encode()).encode())
    return theirs.verify_checkpoint(theirs.parse_note(note), key, **more)


def test_the_same_entries_have_the_same_root(theirs: Any, ledger: Ledger) -> None:
    tree = theirs.MerkleTree([entry.body for entry in ledger.entries()])
    assert tree.root() == ledger.head().root


def test_our_checkpoint_is_accepted_and_a_forged_one_is_not(theirs: Any, ledger: Ledger) -> None:
    note = ledger.head().sign(KEY)
    verdict = accepted(theirs, note)
    assert (verdict.ok, verdict.origin, verdict.size, verdict.root) == (True, ORIGIN, 300, ledger.head().root)
    assert not accepted(theirs, note.replace("\n300\n", "\n301\n")).ok
    assert not accepted(theirs, ledger.head().sign(generate("ed25519"))).ok
    assert not accepted(theirs, Checkpoint("another/log", 300, ledger.head().root).sign(KEY)).ok


def test_our_cosignature_is_accepted_and_one_over_another_state_is_not(theirs: Any, ledger: Ledger) -> None:
    witness = theirs.parse_vkey(cosigner("川原市", CITY.public).encode())
    note = cosign_note(ledger.head().sign(KEY), "川原市", CITY, datetime(2026, 11, 21, tzinfo=UTC))
    assert accepted(theirs, note, witness_keys=[witness], quorum=1).cosignature_count == 1
    other = cosign_note(ledger.at(299).sign(KEY), "川原市", CITY, datetime(2026, 11, 21, tzinfo=UTC))
    moved = ledger.head().sign(KEY) + other.splitlines(keepends=True)[-1]
    assert not accepted(theirs, moved, witness_keys=[witness], quorum=1).ok


@pytest.mark.parametrize("number", [0, 1, 150, 255, 256, 299])
def test_our_proof_is_accepted_for_its_entry_alone(theirs: Any, ledger: Ledger, number: int, tmp_path: Path) -> None:
    made = ledger.prove(number)
    proof = Proof.decode(Proof(made.entry, made.path, made.checkpoint.sign(KEY)).encode())
    root = ledger.head().root
    assert theirs.verify_leaf_inclusion(proof.entry.body, number, 300, proof.path, root)
    assert not theirs.verify_leaf_inclusion(proof.entry.body, (number + 1) % 300, 300, proof.path, root)
    assert not theirs.verify_leaf_inclusion(proof.entry.body + b" ", number, 300, proof.path, root)


@pytest.mark.parametrize("old", [1, 2, 128, 255, 256, 299, 300])
def test_our_consistency_proof_is_accepted_from_its_state_alone(theirs: Any, ledger: Ledger, old: int) -> None:
    state = ledger.at(old)
    new, path = ledger.consistency(state)
    request = WitnessRequest.decode(WitnessRequest(old, path, new.sign(KEY)).encode())
    assert theirs.verify_consistency(old, new.size, state.root, new.root, request.path)
    assert not theirs.verify_consistency(old, new.size, bytes(32), new.root, request.path)
