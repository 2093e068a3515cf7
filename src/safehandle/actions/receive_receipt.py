"""receive, of a receipt: take in the 受領書 that comes back for a delivery, and hold it against what was sent."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from safehandle.actions.deliveries import Ways, kept_papers, key_exchange, place_target, via
from safehandle.errors import InputError, IntegrityError
from safehandle.files import whole_file
from safehandle.keys import PublicKey
from safehandle.model import Contract, Fact, Permit, Plan
from safehandle.model.delivery import Acknowledgement, Collection
from safehandle.transfer import Receipt, Remote, join, manifest, method_for, papers, read_small, receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRequest:
    """The receipt for which delivery, and where it is: at the place beside the delivery, or in ``file`` with its
    signature in ``file.sig`` (as ``ssh-keygen -Y sign`` names it)."""

    place: str
    name: str
    ways: Ways
    file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """A receipt whose signature held and that speaks of every file we sent. It may say that some were bad."""

    receipt: Receipt
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReceiveReceipt:
    """The verb is ``receive``, as for a delivery: something comes in from the other side."""

    contract: Contract
    folder: Path

    @property
    def verb(self) -> str:
        return "receive"

    def plan(self, request: ReceiptRequest) -> tuple[Fact, ...]:
        place = None if request.file else self.contract.place(request.place)
        way = "hand" if request.file else via(place)
        return (Collection(place=request.place, via=way, what="receipt", name=request.name), key_exchange(place))

    def run(self, request: ReceiptRequest, plan: Plan, permit: Permit) -> Acknowledged:  # noqa: ARG002 - an act's shape
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        kept = kept_papers(self.folder, request.name)
        sent = _read(kept / manifest.NAME)
        content, signature = self._fetch(request)
        found, signer = papers.read_receipt(content, signature, sent, self._theirs())
        for name, data in ((receipt.NAME, content), (receipt.SIGNATURE_NAME, signature)):
            with whole_file(kept / name, overwrite=True) as file:
                file.write(data)
        fact = Acknowledgement(
            direction="received",
            manifest=found.manifest_sha256,
            signer=signer.id,
            files=len(found.files),
            bad=len(found.bad),
            ident=request.name,
            receiver=found.receiver,
        )
        return Acknowledged(receipt=found, facts=(fact,))

    def _theirs(self) -> tuple[PublicKey, ...]:
        """The client's keys; a receipt that we signed ourselves would prove nothing."""
        ours = {person.key for person in self.contract.people}
        theirs = {one.signing_key for one in self.contract.recipients if one.signing_key}
        return tuple(PublicKey.decode(key) for key in sorted(theirs - ours))

    def _fetch(self, request: ReceiptRequest) -> tuple[bytes, bytes]:
        if request.file is not None:
            return _read(request.file), _read(request.file.with_name(f"{request.file.name}.sig"))
        target = place_target(self.contract, request.place, request.ways)
        with closing(method_for(target.address.scheme).connect(target)) as remote:
            folder = join(target.address.folder, request.name)
            return _small(remote, folder, receipt.NAME), _small(remote, folder, receipt.SIGNATURE_NAME)


def _small(remote: Remote, folder: str, name: str) -> bytes:
    found = remote.look(join(folder, name))
    if found is None:
        raise InputError("receive.no-receipt", name=folder.rpartition("/")[2])
    if found.size > receipt.LARGEST:
        raise IntegrityError("transfer.papers-too-large", name=name, most=receipt.LARGEST)
    return read_small(remote, join(folder, name), found.size)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        code = "files.missing" if isinstance(error, FileNotFoundError) else "files.unreadable"
        raise InputError(code, path=str(path), reason=error.strerror or "") from error
