"""A contract's key as erasure sees it: who holds it, what else holds it, and what it does not protect."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from safehandle.model.erasure import KeyCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolding:
    """The key that a contract's data was kept under, and the conditions of destroying it (docs/erasure.md).

    ``public`` is the key as it is kept, ``recorded`` as it was written down when it was made: the commitment.
    ``known`` says whether a person knows its passphrase, ``residue`` whether its file's old blocks may stay on their
    medium. ``copies`` are all known copies, ``copies_complete`` the statement that there are no others; ``plaintext``
    the places where the data lay unprotected, None where nobody has said. ``opens`` seals something to the recorded
    key and tries to open it with the kept one; ``destroy`` takes the kept one out of the world.
    """

    key_id: str
    purpose: str
    public: str
    recorded: str
    known: bool
    residue: bool
    copies: tuple[KeyCopy, ...]
    copies_complete: bool
    plaintext: tuple[str, ...] | None
    opens: Callable[[], bool] = field(compare=False, repr=False)
    destroy: Callable[[], None] = field(compare=False, repr=False)

    @property
    def unaccounted(self) -> int:
        """How many copies nobody can account for; one more where nobody says that there are no others."""
        return sum(not copy.receipt for copy in self.copies) + (not self.copies_complete)

    def digest(self) -> str:
        """SHA-256 (hex) over the key and all that is said of it, so that what was approved is what is done."""
        copies = [[copy.where, copy.receipt] for copy in self.copies]
        said = [self.public, self.recorded, self.known, self.residue, copies, self.copies_complete, self.plaintext]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()
