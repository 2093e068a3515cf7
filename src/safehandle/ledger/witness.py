"""Witnessing without a server: the client's office remembers the last checkpoint it saw, and signs what extends it.

What travels is a file of the form that c2sp.org/tlog-witness posts to a witness (an old size, a consistency proof, a
checkpoint), and back comes the checkpoint with a cosignature.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.errors import InputError, IntegrityError
from safehandle.files import whole_file
from safehandle.ledger.checkpoint import Checkpoint, SignedCheckpoint, open_checkpoint
from safehandle.ledger.locking import SideFileLock
from safehandle.ledger.proofs import verify_consistency
from safehandle.ledger.tree import EMPTY_ROOT, HASH_SIZE

if TYPE_CHECKING:
    from safehandle.keys.notes import Verifier
    from safehandle.keys.pairs import PublicKey

_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")
_MOST_HASHES = 63  # c2sp.org/tlog-witness


@dataclass(frozen=True, slots=True)
class WitnessRequest:
    """A checkpoint to be witnessed, and the proof that it extends the one of size ``old``; nothing is checked yet."""

    old: int
    path: tuple[bytes, ...]
    note: str

    def encode(self) -> str:
        """The file's text."""
        return "\n".join([f"old {self.old}", *(b64encode(part).decode() for part in self.path)]) + f"\n\n{self.note}"

    def write(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the file; raises as :func:`safehandle.files.whole_file` does."""
        with whole_file(path, overwrite=overwrite) as file:
            file.write(self.encode().encode())

    @classmethod
    def decode(cls, text: str) -> WitnessRequest:
        """Read a file's text; a checkpoint alone is a request at first sight.

        Raises:
            IntegrityError: ``ledger.request-malformed``.
        """
        if not text.startswith("old "):
            return cls(0, (), text)
        head, blank, note = text.partition("\n\n")
        lines = head.split("\n")
        old = _OLD.fullmatch(lines[0])
        try:
            path = tuple(b64decode(line, validate=True) for line in lines[1:])
        except ValueError:
            raise IntegrityError("ledger.request-malformed") from None
        whole = blank and len(path) <= _MOST_HASHES and all(len(part) == HASH_SIZE for part in path)
        if old is None or not whole:
            raise IntegrityError("ledger.request-malformed")
        return cls(int(old[1]), path, note)


@dataclass(frozen=True, slots=True)
class WitnessBook:
    """What this office has seen of others' ledgers: in ``folder`` the last signed checkpoint of each origin."""

    folder: Path

    def last(self, origin: str) -> Checkpoint:
        """The last checkpoint seen of a log; one of size 0 if none was.

        Raises:
            IntegrityError: ``ledger.witness-damaged``.
        """
        path = self._path(origin)
        if not path.exists():
            return Checkpoint(origin, 0, EMPTY_ROOT)
        seen = path.read_text("utf-8").partition("\n\n")[0] + "\n"
        try:
            checkpoint = Checkpoint.decode(seen)
        except IntegrityError:
            raise IntegrityError("ledger.witness-damaged", path=str(path)) from None
        if checkpoint.origin != origin:
            raise IntegrityError("ledger.witness-damaged", path=str(path))
        return checkpoint

    def check(self, request: WitnessRequest, logs: Iterable[Verifier]) -> tuple[Checkpoint, SignedCheckpoint]:
        """Check a request against what was seen last, and return that and the new checkpoint. Remembers nothing.

        Raises:
            InputError: ``ledger.witness-other-size``: the proof is not from the checkpoint that was seen last.
            IntegrityError: ``ledger.witness-fork``: the new checkpoint does not extend that one; and what
                :func:`safehandle.ledger.checkpoint.open_checkpoint` raises.
        """
        signed = open_checkpoint(request.note, logs)
        new, seen = signed.checkpoint, self.last(signed.checkpoint.origin)
        if request.old != seen.size:
            raise InputError("ledger.witness-other-size", seen=seen.size, old=request.old)
        # Nothing is proved from an empty ledger: the first sight is taken on trust, and held against them from then on.
        first = seen.size == 0 and not request.path and new.size > 0
        if not first and not verify_consistency(seen.size, new.size, request.path, seen.root, new.root):
            raise IntegrityError("ledger.witness-fork", origin=new.origin, seen=seen.size, size=new.size)
        return seen, signed

    def accept(self, request: WitnessRequest, logs: Iterable[Verifier]) -> SignedCheckpoint:
        """:meth:`check`, and remember. It is on the disk when this returns: only then may a cosignature be given."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = SideFileLock(self.folder / "lock")
        try:
            with lock.held():
                _, signed = self.check(request, logs)
                with whole_file(self._path(signed.checkpoint.origin), overwrite=True) as file:
                    file.write(signed.note.encode())
        finally:
            lock.close()
        return signed

    def _path(self, origin: str) -> Path:
        # An origin is the other side's text: its hash makes a harmless name.
        return self.folder / f"{sha256(origin.encode()).hexdigest()[:32]}.checkpoint"


@dataclass(frozen=True, slots=True)
class Submission:
    """A request together with the book that it is checked against and the keys that may sign for the log."""

    book: WitnessBook
    request: WitnessRequest
    logs: tuple[Verifier, ...]

    def check(self) -> tuple[Checkpoint, SignedCheckpoint]:
        """See :meth:`WitnessBook.check`."""
        return self.book.check(self.request, self.logs)

    def accept(self) -> SignedCheckpoint:
        """See :meth:`WitnessBook.accept`."""
        return self.book.accept(self.request, self.logs)


def cosigner(name: str, public: PublicKey) -> Verifier:
    """What checks the cosignatures (c2sp.org/tlog-cosignature, Ed25519) that a witness gives under that name."""
    from safehandle.keys.notes import COSIGNATURE, Verifier

    return Verifier(name, public, COSIGNATURE)
