"""Against a ledger that was set back: what was known of it is remembered elsewhere, and less is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from safehandle.errors import IntegrityError, OutputError
from safehandle.files import whole_file
from safehandle.ledger.checkpoint import Checkpoint
from safehandle.ledger.entry import Entry
from safehandle.ledger.held import kept_checkpoints
from safehandle.ledger.restoring import restorings


@dataclass(frozen=True, slots=True)
class Memory:
    """The last states that this user saw of ledgers: a file each in ``folder``, which does not lie beside any ledger.

    A ledger is told by its state after the first entry, so that a contract founded anew is not taken for its namesake.
    """

    folder: Path

    def recall(self, first: Checkpoint) -> Checkpoint | None:
        """What was remembered; a memory that cannot be read is none, for it protects and proves nothing to others."""
        with suppress(OSError, UnicodeDecodeError, IntegrityError):
            return Checkpoint.decode(self._path(first).read_text("utf-8"))
        return None

    def remember(self, first: Checkpoint, state: Checkpoint) -> None:
        """Replace what was remembered. Where that cannot be written, the ledger goes on without."""
        if self.recall(first) == state:
            return
        with suppress(OSError, OutputError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole_file(self._path(first), overwrite=True) as file:
                file.write(state.text.encode())

    def _path(self, first: Checkpoint) -> Path:
        return self.folder / f"{sha256(first.text.encode()).hexdigest()[:32]}.seen"


def known_states(contract_folder: Path | None) -> Iterator[Checkpoint]:
    """The largest of the checkpoints that the contract folder keeps."""
    if found := kept_states(contract_folder):
        yield max(found, key=lambda state: state.size)


def kept_states(contract_folder: Path | None) -> tuple[Checkpoint, ...]:
    """All checkpoints that the contract folder keeps. Their signatures are not looked at: they only warn."""
    found = []
    for path in kept_checkpoints(contract_folder) if contract_folder else ():
        with suppress(OSError, UnicodeDecodeError, IntegrityError):
            found.append(Checkpoint.decode(path.read_text("utf-8").partition("\n\n")[0] + "\n"))
    return tuple(found)


class States(Protocol):
    """As much of a ledger as is compared."""

    def head(self) -> Checkpoint: ...
    def at(self, size: int, /) -> Checkpoint: ...
    def entries(self) -> Iterator[Entry]: ...


def missing(ledger: States, known: Iterable[Checkpoint]) -> tuple[Checkpoint, ...]:
    """Those of the known states that a ledger does not begin with, and that no recorded restoring names."""
    size = ledger.head().size
    strange = tuple(state for state in known if state.size > size or ledger.at(state.size).root != state.root)
    if not strange:
        return ()
    told = [restoring for entry in ledger.entries() for restoring in restorings(entry)]
    return tuple(state for state in strange if not any((state.size, state.root.hex()) in one.named for one in told))
