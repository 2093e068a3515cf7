"""checkpoint: sign the state of the ledger and hand it out, so that nobody can rewrite what lies before it unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from safehandle.errors import IntegrityError, OutputError, UsageError
from safehandle.files import whole_file
from safehandle.keys import PrivateKey, PublicKey, sign_note
from safehandle.model import Clock, Contract, Fact, Handout, KeyFact, Permit, Plan

FOLDER = "checkpoints"
SUFFIX = ".checkpoint"


class State(Protocol):
    """The ledger at one size: what a checkpoint says of it."""

    @property
    def origin(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def root(self) -> bytes: ...
    @property
    def text(self) -> str: ...


class Log(Protocol):
    """As much of the ledger as a checkpoint needs."""

    def head(self) -> State: ...
    def at(self, size: int, /) -> State: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointRequest:
    """To whom the checkpoint goes, the ledger's signing key, and where a copy is to lie beside the one that is kept."""

    to: str
    key: PrivateKey = field(repr=False)
    output: Path | None = None
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOutCheckpoint:
    """A signed checkpoint (C2SP tlog-checkpoint), and the file in the contract folder that holds it."""

    note: str
    path: Path
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class HandOut:
    """The verb. ``folder`` is the contract folder; ``clock`` says what the machine's clock is worth."""

    contract: Contract
    log: Log
    folder: Path
    clock: Callable[[], Clock] | None = None

    @property
    def verb(self) -> str:
        return "checkpoint"

    def plan(self, request: CheckpointRequest) -> tuple[Fact, ...]:
        if not request.to.strip():
            raise UsageError("checkpoint.to-nobody")
        key = self._key(request)
        state = self.log.head()
        return (Handout(size=state.size, root=state.root.hex(), to=request.to), key)

    def _key(self, request: CheckpointRequest) -> KeyFact:
        if not self.contract.ledger_key:
            raise UsageError("checkpoint.no-key")
        public = PublicKey.decode(self.contract.ledger_key)
        if request.key.public != public:
            raise UsageError("checkpoint.other-key", key=request.key.public.id, expected=public.id)
        return KeyFact(key_id=public.id, algorithm=public.algorithm, purpose="sign")

    def run(self, request: CheckpointRequest, plan: Plan, permit: Permit) -> HandedOutCheckpoint:  # noqa: ARG002
        (handout,) = plan.of(Handout)
        state = self.log.at(handout.size)
        key = self._key(request)
        if state.root.hex() != handout.root or not plan.covers([key]):
            raise IntegrityError("plan.changed")
        note, path = keep_checkpoint(state, request.key, self.folder)
        if request.output is not None:
            with whole_file(request.output, overwrite=request.overwrite) as file:
                file.write(note.encode())
        return HandedOutCheckpoint(note=note, path=path, facts=(handout, key, *((self.clock(),) if self.clock else ())))


def keep_checkpoint(state: State, key: PrivateKey, contract_folder: Path) -> tuple[str, Path]:
    """Sign a state of the ledger; returns the note, and the file of the contract folder that keeps it from now on.

    For every act that hands out a checkpoint with what it makes. Its facts then have a Handout.
    """
    note = sign_note(state.text, state.origin, key)
    folder = contract_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{state.size:09}-{state.root.hex()[:8]}{SUFFIX}"
    _write_once(path, note)
    return note, path


def _write_once(path: Path, note: str) -> None:
    try:
        with whole_file(path) as file:
            file.write(note.encode())
    except OutputError:
        # Ed25519 signs the same text the same way: the state was handed out before, perhaps to somebody else.
        if not path.is_file() or path.read_bytes() != note.encode():
            raise
