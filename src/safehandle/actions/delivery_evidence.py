"""What there is to show of a delivery that we sent: its entries in the ledger, and the signed papers that they name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeGuard

from safehandle.actions.deliveries import kept_papers
from safehandle.errors import InputError, IntegrityError
from safehandle.keys import PublicKey, read_approval, sshsig
from safehandle.model import Approval, Contract, Done, Fact, Intent, Record
from safehandle.model.delivery import Acknowledgement, Delivery
from safehandle.transfer import Papers, Receipt, manifest, papers, receipt, slip

_MARKS = (b'"kind":"delivery"', b'"kind":"acknowledgement"')


class LedgerEntry(Protocol):
    """As much of an entry as is read."""

    @property
    def number(self) -> int: ...
    @property
    def body(self) -> bytes: ...
    @property
    def record(self) -> Record: ...


class Log(Protocol):
    """As much of the ledger as is read."""

    def entry(self, number: int, /) -> LedgerEntry: ...
    def entries(self) -> Iterable[LedgerEntry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFile:
    """A paper with the signature that held: in which ``namespace``, by whom (``principal``, ``name``)."""

    file: str
    content: bytes
    signature: bytes
    namespace: str
    key: PublicKey
    principal: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything found and checked. ``entries`` are numbers of the ledger, each with what it is.

    ``missing`` are the ids of approvals that the intent names and whose files are not known here.
    """

    delivery: Delivery
    papers: Papers
    receipt: Receipt | None
    entries: tuple[tuple[int, str], ...]
    approvals: tuple[Approval, ...]
    missing: tuple[str, ...]
    signed: tuple[SignedFile, ...]


@dataclass(frozen=True, slots=True)
class _Recorded:
    delivery: Delivery
    sent: int
    intent: int
    acknowledgement: Acknowledgement | None = None
    acknowledged: int = 0

    @property
    def entries(self) -> tuple[tuple[int, str], ...]:
        sent = ((self.intent, "intent"), (self.sent, "done"))
        return sent if self.acknowledgement is None else (*sent, (self.acknowledged, "acknowledgement"))


def gather(contract: Contract, folder: Path, log: Log, name: str, approvals: Iterable[Path] = ()) -> Evidence:
    """Find and check everything about the delivery ``name``; ``folder`` is where the papers are kept.

    The papers are held against the ledger: it says by their hashes which they were, and which keys signed them.

    Raises:
        InputError: ``prove.unknown``, ``files.missing``, ``files.unreadable``, ``approve.missing``.
        IntegrityError: ``prove.papers-differ``, or what :mod:`safehandle.transfer.papers` and
            :func:`safehandle.keys.read_approval` raise.
    """
    found = _recorded(log, name)
    if found is None:
        raise InputError("prove.unknown", name=name)
    kept = kept_papers(folder, name)
    contents = {paper: _read(kept / paper) for paper in papers.NAMES}
    hashes = (_sha256(contents[manifest.NAME]), _sha256(contents[slip.NAME]))
    if hashes != (found.delivery.manifest, found.delivery.slip):
        raise IntegrityError("prove.papers-differ", path=str(kept))
    key = _signer(contents[slip.SIGNATURE_NAME], found.delivery.signer, kept / slip.SIGNATURE_NAME)
    checked = papers.read(contents, [key])
    signed = [
        SignedFile(
            file=slip.NAME,
            content=contents[slip.NAME],
            signature=contents[slip.SIGNATURE_NAME],
            namespace=sshsig.MANIFEST,
            key=key,
            principal="sender",
            name=checked.slip.sender.person or checked.slip.sender.organisation,
        )
    ]
    answer = None
    if found.acknowledgement is not None:
        answer, paper = _receipt(kept, checked, found.acknowledgement)
        signed.append(paper)
    intent = log.entry(found.intent).record
    wanted = tuple(one for one in intent.approvals if not one.voided) if isinstance(intent, Intent) else ()
    given = tuple(_approvals(contract, folder, wanted, approvals))
    present = {paper.file for paper in given}
    return Evidence(
        delivery=replace(found.delivery, ident=name),
        papers=checked,
        receipt=answer,
        entries=found.entries,
        approvals=tuple(one for one in wanted if _approval_file(one) in present),
        missing=tuple(one.ident for one in wanted if _approval_file(one) not in present),
        signed=(*signed, *given),
    )


def _recorded(log: Log, name: str) -> _Recorded | None:
    found: _Recorded | None = None
    for entry in log.entries():
        if not any(mark in entry.body for mark in _MARKS) or not isinstance(record := entry.record, Done):
            continue
        for fact in record.facts:
            if isinstance(fact, Delivery) and fact.direction == "sent" and fact.ident == name:
                found = _Recorded(fact, entry.number, record.intent)
            elif found and _acknowledges(fact, found.delivery):
                found = replace(found, acknowledgement=fact, acknowledged=entry.number)
    return found


def _acknowledges(fact: Fact, delivery: Delivery) -> TypeGuard[Acknowledgement]:
    return isinstance(fact, Acknowledgement) and (fact.direction, fact.manifest) == ("received", delivery.manifest)


def _receipt(kept: Path, sent: Papers, told: Acknowledgement) -> tuple[Receipt, SignedFile]:
    content, signature = _read(kept / receipt.NAME), _read(kept / receipt.SIGNATURE_NAME)
    key = _signer(signature, told.signer, kept / receipt.SIGNATURE_NAME)
    answer, _ = papers.read_receipt(content, signature, sent.manifest, [key])
    return answer, SignedFile(
        file=receipt.NAME,
        content=content,
        signature=signature,
        namespace=sshsig.RECEIPT,
        key=key,
        principal="receiver",
        name=answer.receiver or sent.slip.receiver.person or sent.slip.receiver.organisation,
    )


def _approvals(
    contract: Contract, folder: Path, wanted: tuple[Approval, ...], named: Iterable[Path]
) -> Iterator[SignedFile]:
    """The files of those approvals, each once. One that was named must hold; one that merely lies there may not."""
    found: dict[str, tuple[Path, Approval]] = {}
    for path in sorted((folder / "approvals").glob("*.json")):
        with suppress(InputError, IntegrityError):
            approval = read_approval(path, contract)
            found[approval.ident] = path, approval
    for path in named:
        approval = read_approval(path, contract)
        found[approval.ident] = path, approval
    for number, one in enumerate(wanted, 1):
        if one.ident not in found or found[one.ident][1] != one:
            continue
        path, _ = found[one.ident]
        signature = _read(path.with_name(f"{path.name}.sig"))
        person = contract.person(one.approver)
        yield SignedFile(
            file=_approval_file(one),
            content=_read(path),
            signature=signature,
            namespace=sshsig.APPROVAL,
            key=sshsig.signer(signature.decode("ascii", "replace")),
            principal=f"approver-{number}",
            name=person.name if person else one.approver,
        )


def _approval_file(approval: Approval) -> str:
    """A name that a shell takes as it is, whatever somebody called the approval."""
    return f"approvals/{_sha256(approval.ident.encode())[:12]}.json"


def _signer(signature: bytes, ident: str, path: Path) -> PublicKey:
    """The key that signed, if it is the one that the ledger names: contract.toml may know a later one."""
    key = sshsig.signer(signature.decode("ascii", "replace"))
    if key.id != ident:
        raise IntegrityError("prove.papers-differ", path=str(path))
    return key


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        code = "files.missing" if isinstance(error, FileNotFoundError) else "files.unreadable"
        raise InputError(code, path=str(path), reason=error.strerror or "") from error


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
