"""The tree and its proofs against the definitions of RFC 9162, written down literally."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from safehandle.ledger.proofs import consistency_path, inclusion_path, verify_consistency, verify_inclusion
from safehandle.ledger.tree import EMPTY_ROOT, Frontier, leaf_hash

LEAVES = [leaf_hash(bytes([index & 255, index >> 8])) for index in range(1200)]
sizes = st.integers(1, len(LEAVES))


def tree_hash(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162 section 2.1.1, over leaf hashes."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + tree_hash(leaves[:split]) + tree_hash(leaves[split:])).digest()


def nodes(level: int, start: int, end: int) -> list[bytes]:
    """What a store keeps: leaves, and every eighth level."""
    assert level % 8 == 0
    return [tree_hash(LEAVES[i << level : (i + 1) << level]) for i in range(start, end)]


@given(sizes, st.integers(1, 700))
def test_a_frontier_has_the_root_of_the_definition_however_it_grew(size: int, chunk: int) -> None:
    one_by_one, in_chunks = Frontier(), Frontier()
    completed = [node for leaf in LEAVES[:size] for node in one_by_one.append(leaf)]
    also = [
        node for start in range(0, size, chunk) for node in in_chunks.extend(LEAVES[start : min(start + chunk, size)])
    ]
    assert one_by_one.root == in_chunks.root == tree_hash(LEAVES[:size])
    assert completed == also
    assert [node.hash for node in completed] == nodes(8, 0, size >> 8)
    assert Frontier.decode(size, in_chunks.encode()).root == in_chunks.root


def test_the_empty_tree() -> None:
    assert Frontier().root == EMPTY_ROOT == sha256(b"").digest()


@given(sizes, st.data())
def test_an_inclusion_proof_holds_for_its_leaf_alone(size: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != number)) if size > 1 else size
    root = tree_hash(LEAVES[:size])
    path = inclusion_path(nodes, number, size)
    assert verify_inclusion(LEAVES[number], number, size, path, root)
    assert not verify_inclusion(LEAVES[number], other, size, path, root)
    assert not verify_inclusion(LEAVES[number] + b"\0", number, size, path, root)
    assert not verify_inclusion(LEAVES[number], number, size, (*path, root), root)


@given(sizes, st.data())
def test_a_consistency_proof_holds_for_its_trees_alone(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    old_root, new_root = tree_hash(LEAVES[:old]), tree_hash(LEAVES[:new])
    path = consistency_path(nodes, old, new)
    assert verify_consistency(old, new, path, old_root, new_root)
    forged = tree_hash([*LEAVES[: old - 1], leaf_hash(b"forged")])
    assert not verify_consistency(old, new, path, forged, new_root)
    assert not verify_consistency(old, new, (*path, new_root), old_root, new_root)
