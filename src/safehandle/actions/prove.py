"""prove-delivery: one folder that shows, without us, who sent what to whom, by whose approval, and who received it."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from safehandle.actions.delivery_evidence import Evidence, Log, SignedFile, gather
from safehandle.documents import DeliveryProofSheet, Party, SignedPaper, delivery_proof_text, render_delivery_proof
from safehandle.errors import InputError, IntegrityError
from safehandle.files import whole_folder
from safehandle.keys import PublicKey
from safehandle.model import Contract, Fact, Permit, Plan
from safehandle.model.delivery import DeliveryProof
from safehandle.transfer import manifest
from safehandle.transfer import slip as slips

README, SHEET, SUMS, SIGNERS = "はじめに.txt", "受渡しの証明.pdf", "SHA256SUMS", "allowed_signers"
LOG_KEY = "ledger/ledger-key.pub"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpointed:
    """The ledger's newest signed checkpoint: its ``size`` in entries, and ``prove``, which gives the text of the
    tlog-proof of one entry against it. ``key`` is the log's public key."""

    size: int
    key: str
    prove: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveRequest:
    """Which delivery, and the folder that is to appear. ``approvals`` are files besides the contract folder's own.

    A delivery that was not acknowledged yet is only proved ``without_receipt``, and the sheet says so.
    """

    name: str
    output: Path
    approvals: tuple[Path, ...] = ()
    without_receipt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedDelivery:
    """The folder, what lies in it with its SHA-256 (hex), and what it proves. ``missing``: approvals without a file."""

    folder: Path
    files: Mapping[str, str]
    evidence: Evidence
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveDelivery:
    """The verb. ``folder`` is where the papers are kept; ``checkpointed`` is None where nothing was signed yet."""

    contract: Contract
    folder: Path
    log: Log
    checkpointed: Checkpointed | None

    @property
    def verb(self) -> str:
        return "prove-delivery"

    def plan(self, request: ProveRequest) -> tuple[Fact, ...]:
        """What would be proved. Everything that the folder will claim is checked already.

        Raises:
            InputError: ``prove.not-acknowledged``, ``prove.no-checkpoint``, and as
                :func:`safehandle.actions.delivery_evidence.gather`.
            IntegrityError: as there.
        """
        found, checkpointed = self._evidence(request)
        return (_fact(found, checkpointed),)

    def run(self, request: ProveRequest, plan: Plan, permit: Permit) -> ProvedDelivery:  # noqa: ARG002 - an act's shape
        found, checkpointed = self._evidence(request)
        fact = _fact(found, checkpointed)
        if not plan.covers((fact,)):
            raise IntegrityError("plan.changed")
        proofs = {f"ledger/{number}-{kind}.tlog-proof": checkpointed.prove(number) for number, kind in found.entries}
        sheet = self._sheet(found, plan, checkpointed)
        files = {
            **{paper.file: paper.content for paper in found.signed},
            **{f"{paper.file}.sig": paper.signature for paper in found.signed},
            manifest.NAME: found.papers.manifest,
            **{name: text.encode() for name, text in proofs.items()},
            LOG_KEY: f"{checkpointed.key}\n".encode(),
            SIGNERS: "".join(map(_allowed, found.signed)).encode(),
            README: delivery_proof_text(sheet, tuple(proofs)),
            SHEET: render_delivery_proof(sheet),
        }
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        with whole_folder(request.output) as folder:
            for name, content in (files | {SUMS: manifest.write(hashes)}).items():
                (folder / name).parent.mkdir(mode=0o700, exist_ok=True)
                (folder / name).write_bytes(content)
        return ProvedDelivery(folder=request.output, files=hashes, evidence=found, facts=(fact,))

    def _evidence(self, request: ProveRequest) -> tuple[Evidence, Checkpointed]:
        found = gather(self.contract, self.folder, self.log, request.name, request.approvals)
        if found.receipt is None and not request.without_receipt:
            raise InputError("prove.not-acknowledged", name=request.name)
        last = max(number for number, _ in found.entries)
        if self.checkpointed is None or self.checkpointed.size <= last:
            raise InputError("prove.no-checkpoint", name=request.name, number=last)
        return found, self.checkpointed

    def _sheet(self, found: Evidence, plan: Plan, checkpointed: Checkpointed) -> DeliveryProofSheet:
        slip = found.papers.slip
        return DeliveryProofSheet(
            number=slip.delivery,
            at=plan.at,
            contract=self.contract,
            sender=_party(slip.sender),
            receiver=_party(slip.receiver),
            sent=slip.made,
            files=len(slip.files),
            size=slip.size,
            manifest=found.delivery.manifest,
            entries=tuple(number for number, _ in found.entries),
            checkpoint=checkpointed.size,
            signed=tuple(map(_signed, found.signed)),
            received=found.receipt.at if found.receipt else None,
            bad=len(found.receipt.bad) if found.receipt else None,
            missing=found.missing,
        )


def _fact(found: Evidence, checkpointed: Checkpointed) -> DeliveryProof:
    return DeliveryProof(
        manifest=found.delivery.manifest,
        entries=tuple(number for number, _ in found.entries),
        checkpoint=checkpointed.size,
        approvals=tuple(approval.ident for approval in found.approvals),
        receipt=found.receipt is not None,
        ident=found.delivery.ident,
    )


def _party(side: slips.Party) -> Party:
    return Party(organisation=side.organisation, department=side.affiliation, person=side.person)


def _signed(paper: SignedFile) -> SignedPaper:
    return SignedPaper(
        file=paper.file,
        principal=paper.principal,
        name=paper.name,
        namespace=paper.namespace,
        fingerprint=_fingerprint(paper.key),
    )


def _fingerprint(key: PublicKey) -> str:
    """As ``ssh-keygen -l`` prints it."""
    return f"SHA256:{b64encode(hashlib.sha256(key.ssh_blob()).digest()).decode().rstrip('=')}"


def _allowed(paper: SignedFile) -> str:
    """A line of an allowed signers file (ssh-keygen(1)): each key for its own role only."""
    return f'{paper.principal} namespaces="{paper.namespace}" {paper.key.encode()}\n'
