"""What the ledger says to a receipt that came back from the reader page. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safehandle.container.reader.receipt import PageReceipt
from safehandle.errors import IntegrityError
from safehandle.model import Artifact, Done, Record, SealedContainer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """Entry ``entry`` sealed a container; ``manifests`` are (SHA-256, files, bytes) of what it holds."""

    entry: int
    manifests: tuple[tuple[str, int, int], ...]

    def hold(self, receipt: PageReceipt) -> None:
        """Hold what a receipt says of the content against what was sealed.

        Raises:
            IntegrityError: ``reader.receipt-differs``.
        """
        if (receipt.manifest, receipt.files, receipt.size) not in self.manifests:
            raise IntegrityError("reader.receipt-differs", number=receipt.number)


def sealing_of(receipt: PageReceipt, records: Iterable[tuple[int, Record]]) -> Sealing:
    """How the container was sealed that the receipt is about. ``records`` are the ledger's, each with its number.

    Raises:
        IntegrityError: ``reader.receipt-unknown``: no such container was sealed here.
    """
    for number, record in records:
        if not isinstance(record, Done):
            continue
        if not any(isinstance(fact, SealedContainer) and fact.identity == receipt.identity for fact in record.facts):
            continue
        manifests = (fact for fact in record.facts if isinstance(fact, Artifact) and fact.role == "manifest")
        if found := tuple((fact.sha256, fact.files, fact.size) for fact in manifests):
            return Sealing(entry=number, manifests=found)
    raise IntegrityError("reader.receipt-unknown", number=receipt.number)
