"""acknowledge: take in the 受領書 that the reader page made, and hold it against what was sealed here."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from safehandle.actions.page_receipts import Sealing, sealing_of
from safehandle.container import Identity, read_header, unlock
from safehandle.container.reader.receipt import PageReceipt, read_page_receipt, receipt_code
from safehandle.errors import IntegrityError
from safehandle.files import opened
from safehandle.model import Artifact, ContainerOpened, DataClass, Fact, Permit, Plan, Record, SealedContainer


class Entry(Protocol):
    """As much of a ledger's entry as is read."""

    @property
    def number(self) -> int: ...
    @property
    def record(self) -> Record: ...


class Log(Protocol):
    """As much of the ledger as is read."""

    def entries(self) -> Iterable[Entry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeRequest:
    """The receipt as it came back. With ``container`` (its first part is enough) and ``identities`` that open it, the
    受領コード is checked; without either it is not, and the record says so."""

    receipt: bytes
    container: Path | None = None
    identities: tuple[Identity, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAcknowledged:
    """A receipt that agrees with what was sealed. ``code_checked`` says whether its code was checked, and holds."""

    receipt: PageReceipt
    sealed_by: int
    code_checked: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """The verb."""

    log: Log

    @property
    def verb(self) -> str:
        return "acknowledge"

    def plan(self, request: AcknowledgeRequest) -> tuple[Fact, ...]:
        """State which container the receipt is about.

        Raises:
            InputError: ``reader.receipt-malformed``.
            IntegrityError: ``reader.receipt-unknown``.
        """
        receipt = read_page_receipt(request.receipt)
        self._sealing(receipt)
        digest, size = hashlib.sha256(request.receipt).hexdigest(), len(request.receipt)
        return (
            SealedContainer(identity=receipt.identity, number=receipt.number, size=0),
            Artifact(role="receipt", name=receipt.number, size=size, sha256=digest, data_class=DataClass.OTHER),
        )

    def run(self, request: AcknowledgeRequest, plan: Plan, permit: Permit) -> PageAcknowledged:  # noqa: ARG002
        """Hold it against what was sealed.

        Raises:
            IntegrityError: ``reader.receipt-differs``, ``reader.receipt-other-container`` or ``reader.receipt-code``.
            SecretError: ``container.wrong-secret``.
        """
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        receipt = read_page_receipt(request.receipt)
        sealing = self._sealing(receipt)
        sealing.hold(receipt)
        checked = request.container is not None and bool(request.identities)
        if request.container is not None and checked:
            _hold_code(receipt, request.container, request.identities)
        fact = ContainerOpened(
            entry=sealing.entry,
            identity=receipt.identity,
            manifest=receipt.manifest,
            files=receipt.files,
            size=receipt.size,
            opened=receipt.at,
            paper=receipt.paper,
            receipt=hashlib.sha256(request.receipt).hexdigest(),
            code_checked=checked,
            by=receipt.by,
        )
        return PageAcknowledged(receipt=receipt, sealed_by=sealing.entry, code_checked=checked, facts=(fact,))

    def _sealing(self, receipt: PageReceipt) -> Sealing:
        return sealing_of(receipt, ((entry.number, entry.record) for entry in self.log.entries()))


def _hold_code(receipt: PageReceipt, container: Path, identities: tuple[Identity, ...]) -> None:
    with opened(container) as file:
        if read_header(file).identity != receipt.identity:
            raise IntegrityError("reader.receipt-other-container", number=receipt.number)
        file.seek(0)
        file_key = unlock(file, identities)
    if not hmac.compare_digest(receipt_code(receipt, file_key).encode(), receipt.code.encode()):
        raise IntegrityError("reader.receipt-code", number=receipt.number)
