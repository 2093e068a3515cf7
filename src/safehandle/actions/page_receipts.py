"""What the ledger says to a receipt that came back from the reader page. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from safehandle.container.reader.receipt import PageReceipt
from safehandle.errors import IntegrityError
from safehandle.model import Artifact, Done, Record, SealedContainer


def sealing_of(receipt: PageReceipt, records: Iterable[tuple[int, Record]]) -> int:
    """The number of the entry by which the container was sealed that the receipt is about.

    ``records`` are the ledger's, each with its number.

    Raises:
        IntegrityError: ``reader.receipt-unknown`` (no such container was sealed here) or ``reader.receipt-differs``
            (its content was another).
    """
    for number, record in records:
        if not isinstance(record, Done):
            continue
        if not any(isinstance(fact, SealedContainer) and fact.identity == receipt.identity for fact in record.facts):
            continue
        manifests = [fact for fact in record.facts if isinstance(fact, Artifact) and fact.role == "manifest"]
        if manifests:
            stated = (receipt.manifest, receipt.files, receipt.size)
            if all((fact.sha256, fact.files, fact.size) != stated for fact in manifests):
                raise IntegrityError("reader.receipt-differs", number=receipt.number)
            return number
    raise IntegrityError("reader.receipt-unknown", number=receipt.number)
