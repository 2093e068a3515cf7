"""Inclusion and consistency proofs (RFC 9162 section 2.1.3 and 2.1.4): made from stored nodes, checked from nothing.

The verifiers also refuse what a textbook verifier lets pass: a tree of size 0 includes nothing and proves nothing about
a later one, and an empty or short hash is no root.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hmac import compare_digest

from safehandle.ledger.tree import EMPTY_ROOT, HASH_SIZE, STORED_LEVELS, node_hash, perfect_root

Nodes = Callable[[int, int, int], Sequence[bytes]]
"""``nodes(level, start, end)``: the hashes ``start`` up to ``end`` of level 0 or of a stored level."""


def root_at(nodes: Nodes, size: int) -> bytes:
    """The root of the tree of the first ``size`` leaves."""
    return _root_between(nodes, 0, size) if size else EMPTY_ROOT


def inclusion_path(nodes: Nodes, number: int, size: int) -> tuple[bytes, ...]:
    """The hashes from the sibling of leaf ``number`` up to the child of the root of the tree of ``size`` leaves."""
    if not 0 <= number < size:
        raise ValueError("the tree has no such leaf")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if number < split:
            path.append(_root_between(nodes, split, end))
            end = split
        else:
            path.append(_root_between(nodes, start, split))
            start = split
    return tuple(reversed(path))


def consistency_path(nodes: Nodes, old: int, new: int) -> tuple[bytes, ...]:
    """The hashes that show that the tree of ``new`` leaves begins with the tree of ``old`` leaves."""
    if not 0 < old <= new:
        raise ValueError("a proof goes from a tree with leaves to one at least as large")
    path: list[bytes] = []
    start, end = 0, new
    while old != end:
        split = start + _split(end - start)
        if old <= split:
            path.append(_root_between(nodes, split, end))
            end = split
        else:
            path.append(_root_between(nodes, start, split))
            start = split
    if start:  # the old tree is not a subtree that both sides know the root of
        path.append(_root_between(nodes, start, end))
    return tuple(reversed(path))


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def _root_between(nodes: Nodes, start: int, end: int) -> bytes:
    size = end - start
    if size & (size - 1) == 0 and start % size == 0:
        level = size.bit_length() - 1
        above_stored = level % STORED_LEVELS
        base = level - above_stored
        found = nodes(base, start >> base, end >> base)
        if len(found) != 1 << above_stored:
            raise LookupError(f"level {base} lacks nodes between {start} and {end}")
        return perfect_root(found)
    split = start + _split(size)
    return node_hash(_root_between(nodes, start, split), _root_between(nodes, split, end))


def verify_inclusion(leaf: bytes, number: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether ``leaf`` (a leaf hash) is number ``number`` (from 0) of ``size`` leaves under ``root``."""
    if not 0 <= number < size or not _are_hashes(leaf, root, *path):
        return False
    sides = _sides(number, size - 1, len(path))
    if sides is None:
        return False
    current = leaf
    for sibling, on_the_left in zip(path, sides, strict=True):
        current = node_hash(sibling, current) if on_the_left else node_hash(current, sibling)
    return compare_digest(current, root)


def verify_consistency(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the tree of ``new`` leaves with ``new_root`` begins with the tree of ``old`` leaves with ``old_root``.

    Nothing follows from an empty tree to a larger one, so that is never accepted as a proof.
    """
    if old == new:
        right = old > 0 or old_root == EMPTY_ROOT
        return right and old >= 0 and not path and compare_digest(old_root, new_root)
    if not 0 < old < new or not path or not _are_hashes(old_root, new_root, *path):
        return False
    # A perfect old tree is a node of the new one, so its root is where the climb begins; the proof leaves it out.
    first, *rest = path if old & (old - 1) else (old_root, *path)
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    sides = _sides(node, last, len(rest))
    if sides is None:
        return False
    in_old = in_new = first
    for sibling, on_the_left in zip(rest, sides, strict=True):
        if on_the_left:
            in_old = node_hash(sibling, in_old)
        in_new = node_hash(sibling, in_new) if on_the_left else node_hash(in_new, sibling)
    return compare_digest(in_old, old_root) and compare_digest(in_new, new_root)


def _sides(node: int, last: int, steps: int) -> list[bool] | None:
    """For each step from a node up to the root whether the sibling is on the left; None if it is not so many steps.

    ``node`` and ``last`` are indices of one level: the node's, and that of the level's last node.
    """
    sides = []
    for _ in range(steps):
        if last == 0:
            return None
        on_the_left = bool(node & 1) or node == last
        sides.append(on_the_left)
        while on_the_left and not node & 1 and node:  # the right edge has no sibling on these levels
            node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    return sides if last == 0 else None


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)
