"""report register: write a register out of the ledger, and compare such a file with the ledger again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from safehandle.actions.contract_then import contract_then
from safehandle.documents import (
    Difference,
    Entry,
    Evidence,
    Form,
    Period,
    Register,
    Seal,
    Statement,
    compare,
    find_form,
    find_register,
    gather,
    project,
    readable,
)
from safehandle.errors import InputError, IntegrityError
from safehandle.files import whole_file
from safehandle.model import Artifact, Contract, DataClass, Fact, Permit, Plan, RegisterExport

FOLDER = "documents"


class State(Protocol):
    """The ledger at one size."""

    @property
    def origin(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def root(self) -> bytes: ...
    @property
    def text(self) -> str: ...


class LoggedEntry(Entry, Protocol):
    """An entry with its own bytes."""

    @property
    def body(self) -> bytes: ...
    @property
    def kind(self) -> str: ...


class Log(Protocol):
    """As much of the ledger as a register needs."""

    def head(self) -> State: ...
    def at(self, size: int, /) -> State: ...
    def entries(self, start: int = 0, end: int | None = None) -> Iterator[LoggedEntry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRegisterRequest:
    """Which register, in which form, for which period, to where.

    ``note`` is a signed checkpoint (C2SP) whose state the register shows; without one it shows the ledger as it is now.
    ``verifier`` is the C2SP verifier key that the HTML form checks the note with.
    """

    register: str
    form: str
    output: Path | BinaryIO
    period: Period = Period()  # noqa: RUF009 - frozen
    lang: str = "ja"
    note: str = ""
    verifier: str = ""
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedRegister:
    """What was written."""

    register: Register
    sha256: str
    size: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRegister:
    """A register file beside the ledger: what it states of itself, and where it differs."""

    statement: Statement
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ReportRegister:
    """The verb."""

    contract: Contract
    log: Log

    @property
    def verb(self) -> str:
        return "report"

    def plan(self, request: ReportRegisterRequest) -> tuple[Fact, ...]:
        kind, form = find_register(request.register), find_form(request.form)
        state = self._state(request.note)
        return (
            RegisterExport(
                register=kind.ident,
                form=form.name,
                period=str(request.period),
                size=state.size,
                root=state.root.hex(),
            ),
        )

    def _state(self, note: str) -> State:
        if not note:
            return self.log.head()
        origin, _, rest = note.partition("\n")
        size = rest.partition("\n")[0]
        state = self.log.at(int(size)) if size.isdecimal() and len(size) < 16 else self.log.head()
        if origin != state.origin or not note.startswith(f"{state.text}\n"):
            raise IntegrityError("report.other-checkpoint", origin=origin, size=size)
        return state

    def run(self, request: ReportRegisterRequest, plan: Plan, permit: Permit) -> ReportedRegister:  # noqa: ARG002
        (planned,) = plan.of(RegisterExport)
        state = self.log.at(planned.size)
        if state.root.hex() != planned.root or replace(planned, rows=0) != planned:
            raise IntegrityError("plan.changed")
        register = self._projected(request, state)
        digest, size = _written(find_form(request.form), register, request)
        output = Artifact(
            role="output",
            name=request.output.name if isinstance(request.output, Path) else "-",
            size=size,
            sha256=digest,
            data_class=DataClass.PERSONAL,
        )
        facts = (replace(planned, rows=len(register.rows)), output)
        return ReportedRegister(register=register, sha256=digest, size=size, facts=facts)

    def _projected(self, request: ReportRegisterRequest, state: State) -> Register:
        register = projected(
            self.log, state, request.register, contract=self.contract, period=request.period, lang=request.lang
        )
        register = replace(register, seal=replace(register.seal, note=request.note))
        return replace(register, evidence=self._evidence(register, request)) if request.form == "html" else register

    def _evidence(self, register: Register, request: ReportRegisterRequest) -> Evidence:
        bodies = (entry.body for entry in self.log.entries(0, register.seal.size))
        return gather(register, bodies, request.verifier if request.note else "")


def projected(  # noqa: PLR0913 - what a register is made of
    log: Log, state: State, kind: str, *, contract: Contract, period: Period, lang: str
) -> Register:
    """A register from the ledger as it was at ``state``, with the names that contract.toml had then."""
    if state.size == 0:
        raise InputError("report.nothing-recorded")
    (last,) = log.entries(state.size - 1, state.size)
    seal = Seal(origin=state.origin, size=state.size, root=state.root.hex(), at=_whole_second(last.at))
    contract = contract_then(log.entries(0, state.size), contract)
    entries = log.entries(0, state.size)
    return project(find_register(kind), entries, contract=contract, seal=seal, period=period, lang=lang)


def _whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _written(form: Form, register: Register, request: ReportRegisterRequest) -> tuple[str, int]:
    """Write it whole, and return the SHA-256 (hex) and size of what was written."""
    if not isinstance(request.output, Path):
        buffer = io.BytesIO()
        form.write(register, buffer)
        request.output.write(buffer.getbuffer())
        return hashlib.sha256(buffer.getbuffer()).hexdigest(), buffer.tell()
    with whole_file(request.output, overwrite=request.overwrite) as file:
        form.write(register, file)
        file.seek(0)
        digest = hashlib.sha256()
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
        size = file.tell()
    return digest.hexdigest(), size


def compare_register(contract: Contract, log: Log, path: Path) -> ComparedRegister:
    """Write the register that a file claims to be again, from the ledger as it was then, and compare cell by cell.

    Raises:
        UsageError: ``documents.not-readable``, ``documents.no-such-register``.
        InputError: ``files.missing``, ``documents.malformed``.
        IntegrityError: ``documents.no-statement``; ``report.beyond-ledger``: it states more entries than there are.
    """
    form = readable(path)
    try:
        with path.open("rb") as file:
            table = form.read(file)
    except FileNotFoundError:
        raise InputError("files.missing", path=str(path)) from None
    stated = table.statement
    if not 0 < stated.size <= log.head().size:
        raise IntegrityError("report.beyond-ledger", stated=stated.size, size=log.head().size)
    fresh = projected(log, log.at(stated.size), stated.kind, contract=contract, period=stated.period, lang=stated.lang)
    return ComparedRegister(statement=stated, differences=compare(table, fresh))
