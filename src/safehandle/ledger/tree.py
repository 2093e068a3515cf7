"""The Merkle tree over the entries (RFC 9162 section 2.1, SHA-256), and the frontier that lets it grow.

A *frontier* is the list of the roots of the perfect subtrees that a tree falls into, the largest first: one hash per
set bit of the size. It is all that appending needs, and the root of the tree follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

HASH_SIZE = 32
EMPTY_ROOT = sha256().digest()
"""The root of a tree without leaves (RFC 9162 section 2.1.1)."""

STORED_LEVELS = 8
"""Stores keep the roots of perfect subtrees at every eighth level: 1/255 more hashes than entries."""

_BLOCK = 1 << STORED_LEVELS


def leaf_hash(body: bytes) -> bytes:
    """The hash of one entry's bytes."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root of a perfect subtree over hashes of one level; their number is a power of two."""
    level = hashes
    while len(level) > 1:
        pairs = iter(level)
        level = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
    return level[0]


class Node(NamedTuple):
    """The root of a perfect subtree of ``2**level`` leaves; ``position`` counts such subtrees from the left."""

    level: int
    position: int
    hash: bytes


def _bits(number: int) -> list[int]:
    """The powers of two that a number is the sum of, the largest first."""
    return [1 << shift for shift in range(number.bit_length() - 1, -1, -1) if number >> shift & 1]


class Frontier:
    """A tree as far as it has grown. ``size`` is its number of leaves."""

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)
        if len(self._peaks) != size.bit_count() or any(len(peak) != HASH_SIZE for peak in self._peaks):
            raise ValueError("a frontier has one hash per set bit of the size")

    @classmethod
    def decode(cls, size: int, data: bytes) -> Frontier:
        """Read what :meth:`encode` writes. Raises ValueError if it does not fit ``size``."""
        return cls(size, (data[i : i + HASH_SIZE] for i in range(0, len(data), HASH_SIZE)))

    def encode(self) -> bytes:
        """The hashes one after another, the largest subtree's first."""
        return b"".join(self._peaks)

    @property
    def root(self) -> bytes:
        """The root of the tree at this size."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def peaks(self) -> Iterator[tuple[int, int, bytes]]:
        """The perfect subtrees: first leaf, the leaf after the last, root."""
        start = 0
        for peak, bit in zip(self._peaks, _bits(self.size), strict=True):
            yield start, start + bit, peak
            start += bit

    def append(self, leaf: bytes) -> list[Node]:
        """Add a leaf's hash. Returns the nodes to store that it completes."""
        return self._add(leaf, 0)

    def extend(self, leaves: Sequence[bytes]) -> list[Node]:
        """Add many leaves' hashes; whole blocks are folded level by level, which is what makes a verifier fast."""
        completed: list[Node] = []
        start = 0
        while start < len(leaves):
            whole = self.size % _BLOCK == 0 and len(leaves) - start >= _BLOCK
            count, level = (_BLOCK, STORED_LEVELS) if whole else (1, 0)
            completed += self._add(perfect_root(leaves[start : start + count]), level)
            start += count
        return completed

    def add_block(self, root: bytes) -> None:
        """Add a perfect subtree of 256 leaves to a tree that is made of such."""
        self._add(root, STORED_LEVELS)

    def _add(self, root: bytes, level: int) -> list[Node]:
        added = 1 << level
        index = self.size >> level
        completed = [Node(level, index, root)] if level else []
        while index & 1:
            root = node_hash(self._peaks.pop(), root)
            index >>= 1
            level += 1
            if level % STORED_LEVELS == 0:
                completed.append(Node(level, index, root))
        self._peaks.append(root)
        self.size += added
        return completed
