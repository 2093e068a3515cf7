"""A proof in a file: that one entry is in a ledger, for somebody who has neither (C2SP tlog-proof).

The entry's bytes travel in the file's ``extra`` line, and its private part after a newline if it is meant to be shown;
the proof speaks for them, since the leaf is made of them.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.errors import IntegrityError
from safehandle.files import whole_file
from safehandle.ledger.checkpoint import SignedCheckpoint, open_checkpoint
from safehandle.ledger.entry import Entry
from safehandle.ledger.proofs import verify_inclusion
from safehandle.ledger.tree import HASH_SIZE, leaf_hash

if TYPE_CHECKING:
    from safehandle.keys.notes import Verifier

FIRST_LINE = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as it is written. ``note`` is the signed checkpoint; nothing here has been checked yet."""

    entry: Entry
    path: tuple[bytes, ...]
    note: str

    def encode(self) -> str:
        """The file's text."""
        extra = self.entry.body if self.entry.private is None else self.entry.body + b"\n" + self.entry.private
        lines = [FIRST_LINE, f"extra {_base64(extra)}", f"index {self.entry.number}", *map(_base64, self.path)]
        return "\n".join(lines) + f"\n\n{self.note}"

    def write(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the file; raises as :func:`safehandle.files.whole_file` does."""
        with whole_file(path, overwrite=overwrite) as file:
            file.write(self.encode().encode())

    @classmethod
    def decode(cls, text: str) -> Proof:
        """Read a file's text.

        Raises:
            IntegrityError: ``ledger.proof-malformed``.
        """
        head, blank, note = text.partition("\n\n")
        lines = head.split("\n")
        if not blank or len(lines) < 3 or lines[0] != FIRST_LINE or not lines[1].startswith("extra "):
            raise IntegrityError("ledger.proof-malformed")
        index = _INDEX.fullmatch(lines[2])
        try:
            body, newline, private = b64decode(lines[1].removeprefix("extra "), validate=True).partition(b"\n")
            path = tuple(b64decode(line, validate=True) for line in lines[3:])
        except ValueError:
            raise IntegrityError("ledger.proof-malformed") from None
        if index is None or any(len(part) != HASH_SIZE for part in path):
            raise IntegrityError("ledger.proof-malformed")
        return cls(Entry(int(index[1]), body, private if newline else None), path, note)

    def verify(self, logs: Iterable[Verifier], witnesses: Iterable[Verifier] = ()) -> SignedCheckpoint:
        """Check everything, and return the checkpoint that the entry is proved to lie before.

        Raises:
            IntegrityError: ``ledger.proof-false``, ``ledger.private-altered``, ``ledger.entry-malformed``, and what
                :func:`safehandle.ledger.checkpoint.open_checkpoint` raises.
        """
        signed = open_checkpoint(self.note, logs, witnesses)
        state = signed.checkpoint
        leaf = leaf_hash(self.entry.body)
        if not verify_inclusion(leaf, self.entry.number, state.size, self.path, state.root):
            raise IntegrityError("ledger.proof-false", number=self.entry.number)
        private, commitment = self.entry.private, self.entry.head.commitment
        if private is not None and sha256(private).hexdigest().encode() != commitment:
            raise IntegrityError("ledger.private-altered", number=self.entry.number)
        return signed


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
