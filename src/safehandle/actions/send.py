"""send: deliver files to a registered place, sealed unless told otherwise, with papers that prove what was sent."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from safehandle.actions.deliveries import (
    Ways,
    connection_fact,
    keep_papers,
    kept_papers,
    key_exchange,
    place_target,
    via,
)
from safehandle.actions.encrypt import Encrypt, EncryptRequest
from safehandle.actions.inspect import inspect
from safehandle.errors import IntegrityError, OutputError, SafehandleError, UsageError
from safehandle.files import Entry, survey
from safehandle.keys import PrivateKey, PublicKey, Secret
from safehandle.model import Approval, Artifact, Contract, DataClass, Fact, KeyFact, Permit, Plan, SealedContainer
from safehandle.model.delivery import Attempts, Delivery
from safehandle.model.movement import Destination, Handover
from safehandle.transfer import (
    Delivered,
    Moved,
    Outgoing,
    Parcel,
    Party,
    Sealing,
    Sender,
    Slip,
    SlipApproval,
    SlipFile,
    Verification,
    from_entry,
    method_for,
    papers,
)

CONTAINER = ".shc"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRequest:
    """What to send, where to, and how it is protected.

    Containers (``.shc``) go as they are; everything else is sealed into one first, for the registered recipients
    ``to`` or under ``password``, unless ``plain``. ``name`` is the delivery's name at the place, ``recipient`` the
    registered one who is to receive it, ``key`` signs the papers. With ``bind`` the plan states the SHA-256 of every
    file, so that what is approved is the content. ``outbox`` is where a container is made; it stays there if the
    connection breaks, so that sending it again goes on from what has arrived.
    """

    sources: tuple[Path, ...]
    place: str
    name: str
    key: PrivateKey = field(repr=False)
    outbox: Path
    ways: Ways
    recipient: str = ""
    to: tuple[str, ...] = ()
    password: Secret | None = field(default=None, repr=False)
    generated: bool = False
    plain: bool = False
    purpose: str = ""
    data_class: DataClass = DataClass.PERSONAL
    return_by: date | None = None
    erase_by: date | None = None
    receipt_due: date | None = None
    verification: Verification = Verification.ACKNOWLEDGED
    approvals: tuple[Approval, ...] = ()
    checkpoint: str = ""
    bind: bool = False

    @property
    def seals(self) -> bool:
        """Whether a container has to be made first."""
        return not self.plain and not self.of_containers

    @property
    def of_containers(self) -> bool:
        """Whether what is sent are containers already."""
        return all(source.suffix == CONTAINER for source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A delivery that stands at the place under its name. ``papers`` is the folder with our copy of its papers."""

    delivered: Delivered
    slip: Slip
    papers: Path
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Send:
    """The verb. ``folder`` is where the papers are kept; ``Ways.progress`` is told the bytes that went."""

    contract: Contract
    folder: Path

    @property
    def verb(self) -> str:
        return "send"

    def plan(self, request: SendRequest) -> tuple[Fact, ...]:
        if not request.sources:
            raise UsageError("send.nothing")
        place = self.contract.place(request.place)
        signer = request.key.public
        return (
            *self._content(request),
            Destination(place=request.place, via=via(place), encrypted=not request.plain),
            key_exchange(place),
            KeyFact(key_id=signer.id, algorithm=signer.algorithm, purpose="sign"),
            *self._parties(request),
        )

    def _parties(self, request: SendRequest) -> Iterator[Fact]:
        """Who hands it to whom, where somebody was named: whoever signs the slip, and the one who is to receive it."""
        signer = request.key.public
        if request.recipient:
            people = (person for person in self.contract.people if person.key)
            ours = next((one.ident for one in people if PublicKey.decode(one.key) == signer), "")
            yield Handover(ours=ours, theirs=request.recipient, direction="delivered")

    def _content(self, request: SendRequest) -> Iterator[Fact]:
        if request.seals:
            yield from Encrypt(self.contract).plan(_sealing(request))
            return
        for entry in survey(request.sources).files:
            digest = _hash(entry) if request.bind else ""
            role = "source" if request.plain else "container"
            yield Artifact(role=role, name=entry.path, size=entry.size, sha256=digest, data_class=request.data_class)
            if not request.plain:
                header = inspect(entry.source)
                yield SealedContainer(identity=header.identity, number=header.number, size=entry.size)

    def run(self, request: SendRequest, plan: Plan, permit: Permit) -> Sent:
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        target = place_target(self.contract, request.place, request.ways)
        if kept_papers(self.folder, request.name).exists():
            raise OutputError("send.name-used", name=request.name)
        with self._payload(request, plan, permit) as (entries, contained):
            sealed = tuple(_sealed(entry) for entry in entries if not request.plain)
            made: dict[str, bytes] = {}

            def documents(moved: Mapping[str, Moved]) -> Mapping[str, bytes]:
                _hold(plan, moved)
                made.update(papers.write(self._slip(request, plan, permit, moved, sealed), request.key))
                return made

            sender = Sender(
                connect=lambda: method_for(target.address.scheme).connect(target),
                folder=target.address.folder,
                parcel=Parcel(name=request.name, payload=tuple(map(_outgoing, entries)), documents=documents),
                verification=request.verification,
                jobs=request.ways.jobs,
                patience=request.ways.patience,
                failed=lambda code: permit.failed(code, (tried(),)),
                again=permit.again,
            )

            def tried() -> Attempts:
                return Attempts(place=request.place, failures=sender.failures)

            try:
                delivered = sender.send()
            except SafehandleError as error:
                error.facts = (tried(),)  # type: ignore[attr-defined]
                raise
        found = papers.read(made, [request.key.public])
        return Sent(
            delivered=delivered,
            slip=found.slip,
            papers=keep_papers(self.folder, request.name, made),
            facts=(self._fact(request, delivered, found), connection_fact(delivered.route), *contained),
        )

    @contextmanager
    def _payload(
        self, request: SendRequest, plan: Plan, permit: Permit
    ) -> Iterator[tuple[Sequence[Entry], tuple[Fact, ...]]]:
        """What goes, and the facts of the containers in it: made first if they have to be.

        A container that was made for this stays only if it may be needed.
        """
        if not request.seals:
            yield survey(request.sources).files, plan.of(SealedContainer)
            return
        container = _container(request)
        container.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Encrypt(self.contract).run(_sealing(request), plan, permit)
        try:
            yield survey([container]).files, made.facts
        except SafehandleError as error:
            if error.code in request.ways.passing:
                error.fields["kept"] = str(container)
            else:
                shutil.rmtree(container.parent)
            raise
        shutil.rmtree(container.parent)

    def _slip(
        self,
        request: SendRequest,
        plan: Plan,
        permit: Permit,
        moved: Mapping[str, Moved],
        sealed: tuple[Sealing, ...],
    ) -> Slip:
        contract = self.contract
        person, recipient = contract.person(plan.actor), contract.recipient(request.recipient)
        return Slip(
            delivery=request.name,
            contract=contract.ident,
            title=contract.title,
            sender=Party(
                organisation=contract.contractor,
                person=person.name if person else plan.actor,
                affiliation=person.affiliation if person else "",
            ),
            receiver=Party(organisation=contract.client, person=recipient.name if recipient else ""),
            purpose=request.purpose,
            data_class=request.data_class,
            route=request.place,
            made=plan.at,
            return_by=request.return_by,
            erase_by=request.erase_by,
            files=tuple(SlipFile(path=path, size=file.size, sha256=file.sha256) for path, file in moved.items()),
            sealed=sealed,
            approvals=tuple(_approval(approval) for approval in request.approvals),
            ledger_entry=permit.intent,
            checkpoint=request.checkpoint,
        )

    def _fact(self, request: SendRequest, delivered: Delivered, found: papers.Papers) -> Delivery:
        return Delivery(
            direction="sent",
            place=request.place,
            recipient=request.recipient,
            ident=request.name,
            manifest=hashlib.sha256(found.manifest).hexdigest(),
            slip=found.hashes["ukewatashi.json"],
            signer=found.signer.id,
            files=len(found.slip.files),
            size=found.slip.size,
            verification=delivered.verification,
            resumed=delivered.resumed,
            failures=delivered.failures,
            receipt_due=request.receipt_due,
        )


def _container(request: SendRequest) -> Path:
    return request.outbox / request.name / f"{request.name}{CONTAINER}"


def _sealing(request: SendRequest) -> EncryptRequest:
    return EncryptRequest(
        sources=survey(request.sources),
        output=_container(request),
        to=request.to,
        password=request.password,
        generated=request.generated,
        data_class=request.data_class,
        bind=request.bind,
    )


def _hash(entry: Entry) -> str:
    with from_entry(entry)() as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _outgoing(entry: Entry) -> Outgoing:
    return Outgoing(path=entry.path, size=entry.size, source=from_entry(entry))


def _sealed(entry: Entry) -> Sealing:
    header = inspect(entry.source)
    keys = tuple(stanza.key_id for stanza in header.stanzas if stanza.key_id)
    return Sealing(path=entry.path, identity=header.identity, number=header.number, keys=keys)


def _hold(plan: Plan, moved: Mapping[str, Moved]) -> None:
    """What went must be what the plan named, where it named it by its hash."""
    for artifact in plan.of(Artifact):
        if artifact.sha256 and artifact.name in moved and moved[artifact.name].sha256 != artifact.sha256:
            raise IntegrityError("plan.changed")


def _approval(approval: Approval) -> SlipApproval:
    return SlipApproval(
        ident=approval.ident, approver=approval.approver, at=approval.at, document=approval.client_document
    )
