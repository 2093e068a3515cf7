"""ledger-witness: confirm with our signature that another's ledger extends what we saw of it before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from safehandle.errors import IntegrityError
from safehandle.files import whole_file
from safehandle.keys import PrivateKey, cosign_note
from safehandle.model import Fact, KeyFact, Permit, Plan, Witnessed


class Seen(Protocol):
    """A state of the other's ledger."""

    @property
    def origin(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def root(self) -> bytes: ...


class Signed(Protocol):
    """A checkpoint of the other's ledger whose signature held."""

    @property
    def checkpoint(self) -> Seen: ...
    @property
    def note(self) -> str: ...


T = TypeVar("T")


class Submission(Protocol):
    """A request to be witnessed, together with the book that it is checked against."""

    def check(self) -> tuple[Seen, Signed]:
        """Check it against what was seen last; returns that, and the new checkpoint. Remembers nothing."""

    def accept(self) -> Signed:
        """Check it and remember, on the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessActRequest:
    """What to witness, under which name and key, and where the cosigned checkpoint goes."""

    submission: Submission
    name: str
    key: PrivateKey = field(repr=False)
    output: Path
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigned:
    """The checkpoint with our cosignature under it."""

    note: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """The verb."""

    @property
    def verb(self) -> str:
        return "ledger-witness"

    def plan(self, request: WitnessActRequest) -> tuple[Fact, ...]:
        seen, signed = request.submission.check()
        new = signed.checkpoint
        public = request.key.public
        return (
            Witnessed(origin=new.origin, old=seen.size, size=new.size, root=new.root.hex()),
            KeyFact(key_id=public.id, algorithm=public.algorithm, purpose="sign"),
        )

    def run(self, request: WitnessActRequest, plan: Plan, permit: Permit) -> Cosigned:  # noqa: ARG002
        facts = self.plan(request)
        if not plan.covers(facts):
            raise IntegrityError("plan.changed")
        # Remembered before it is signed: whoever is killed in between may sign the same state again, never another.
        signed = request.submission.accept()
        note = cosign_note(signed.note, request.name, request.key, datetime.now(plan.at.tzinfo))
        with whole_file(request.output, overwrite=request.overwrite) as file:
            file.write(note.encode())
        return Cosigned(note=note, facts=facts)
