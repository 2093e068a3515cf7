"""A checkpoint: the state of a ledger in three lines, signed (C2SP tlog-checkpoint on signed-note, Ed25519)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from safehandle.errors import IntegrityError
from safehandle.ledger.tree import HASH_SIZE

if TYPE_CHECKING:
    from safehandle.keys.notes import NoteSignature, Verifier
    from safehandle.keys.pairs import PrivateKey
    from safehandle.model import Contract

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_NOT_IN_NAMES = re.compile(r"[\s+/\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The tree of the log ``origin`` at ``size`` entries; ``root`` is its 32-byte hash."""

    origin: str
    size: int
    root: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The note's text: origin, size, root in base64, a line each."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def decode(cls, text: str) -> Checkpoint:
        """Read a note's text. Extension lines are refused: no log of ours writes any.

        Raises:
            IntegrityError: ``ledger.checkpoint-malformed``.
        """
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0] or not _SIZE.fullmatch(lines[1]):
            raise IntegrityError("ledger.checkpoint-malformed")
        try:
            root = b64decode(lines[2], validate=True)
        except ValueError:
            root = b""
        checkpoint = cls(lines[0], int(lines[1]), root)
        if len(root) != HASH_SIZE or checkpoint.text != text:
            raise IntegrityError("ledger.checkpoint-malformed")
        return checkpoint

    def sign(self, private: PrivateKey) -> str:
        """The signed note; the key's name is the origin."""
        from safehandle.keys.notes import sign_note

        return sign_note(self.text, self.origin, private)


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint whose signature held. ``signatures``: the log's own, and those of known witnesses."""

    checkpoint: Checkpoint
    signatures: tuple[NoteSignature, ...]
    note: str = field(repr=False)


def open_checkpoint(note: str, logs: Iterable[Verifier], witnesses: Iterable[Verifier] = ()) -> SignedCheckpoint:
    """Check a signed checkpoint: the log itself must have signed it (one of its keys, old or new); witnesses may have.

    Raises:
        IntegrityError: ``ledger.checkpoint-malformed``, ``ledger.checkpoint-unsigned``, ``keys.note-malformed``,
            ``keys.signature-invalid``.
    """
    from safehandle.keys.notes import open_note

    logs = tuple(logs)
    opened = open_note(note, (*logs, *witnesses))
    checkpoint = Checkpoint.decode(opened.text)
    own = [log for log in logs if log.name == checkpoint.origin]
    if not any(signature.verifier in own for signature in opened.signatures):
        raise IntegrityError("ledger.checkpoint-unsigned", origin=checkpoint.origin)
    return SignedCheckpoint(checkpoint, opened.signatures, note)


def claimed_origin(note: str) -> str:
    """The origin that a note claims, before anything is checked: what one has to know to choose the key."""
    return note.partition("\n")[0]


def log_verifier(origin: str, public: str) -> Verifier:
    """What checks the checkpoints of the log ``origin``; ``public`` is its key as contract.toml holds it.

    Raises:
        InputError: ``keys.public-malformed`` or ``keys.public-unsupported``.
    """
    from safehandle.keys.notes import Verifier
    from safehandle.keys.pairs import PublicKey

    return Verifier(origin, PublicKey.decode(public))


def origin_of(contract: Contract) -> str:
    """The name of a contract's log, ``<vendor>/<client>/<contract id>``: it names the key in signed notes too."""
    parts = (contract.contractor, contract.client, contract.ident)
    return "/".join(_NOT_IN_NAMES.sub("-", part.strip()) for part in parts if part.strip())
