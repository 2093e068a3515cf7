"""encrypt: seal files, folders or a stream into a container."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from safehandle.actions.sources import source_facts
from safehandle.container import KeyRecipient, Label, PasswordRecipient, Recipient, Sealed, seal, seal_stream
from safehandle.errors import IntegrityError, UsageError
from safehandle.files import LeftOut, Listing, whole_file
from safehandle.keys import PublicKey, Secret, password_bits
from safehandle.keys.passwords import normalise_password
from safehandle.model import (
    Addressee,
    Artifact,
    Cipher,
    Contract,
    DataClass,
    Fact,
    Password,
    Permit,
    Plan,
    Progress,
    SealedContainer,
)

CONTENT_ALGORITHMS = ("AES-256-GCM", "HKDF-SHA-512", "HMAC-SHA-512", "SHA-256")
PASSWORD_ALGORITHM = "PBKDF2-HMAC-SHA-512"  # noqa: S105 - an algorithm's name
KEY_ALGORITHMS = {"mlkem1024-p384": "ML-KEM-1024+P-384", "p384": "ECDH-P-384", "p256": "ECDH-P-256"}

CONTRACT = "contract"
"""The addressee that means the contract's own key, for what is stored rather than sent."""

LISTED_FILES = 1000
"""Up to this many files are listed one by one in the ledger; more are bound by the manifest's SHA-256 alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptRequest:
    """What to seal, for whom, and where to.

    Exactly one of ``sources`` (what :func:`safehandle.survey` found) and ``stream`` is given; ``output`` is a path, or
    an open binary file for a pipe. ``to`` names registered recipients (or :data:`CONTRACT`); with a ``password`` they
    are recorded as those who will be told it, without one each needs a key. With ``bind`` the plan states the SHA-256
    of every file, so that what is approved is the content; otherwise files are hashed once, while they are sealed.
    """

    sources: Listing | None = None
    stream: BinaryIO | None = None
    name: str = ""
    output: Path | BinaryIO
    to: tuple[str, ...] = ()
    password: Secret | None = field(default=None, repr=False)
    generated: bool = False
    data_class: DataClass = DataClass.PERSONAL
    overwrite: bool = False
    bind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Encrypted:
    """A container that was made, and what stayed outside."""

    sealed: Sealed
    left_out: tuple[LeftOut, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Encrypt:
    """The verb. ``progress`` is told how many bytes of plaintext were sealed."""

    contract: Contract
    progress: Progress | None = None

    @property
    def verb(self) -> str:
        return "encrypt"

    def plan(self, request: EncryptRequest) -> tuple[Fact, ...]:
        if (request.sources is None) == (request.stream is None):
            raise UsageError("encrypt.sources")
        password = () if request.password is None else (_strength(request, request.password),)
        return (*_sources(request), *self._addressees(request), *password, *self._ciphers(request))

    def run(self, request: EncryptRequest, plan: Plan, permit: Permit) -> Encrypted:
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        recipients = self._recipients(request)
        label = Label(created=plan.at, contract=contract_digest(self.contract.ident), algorithms=CONTENT_ALGORITHMS)
        with _output(request) as output:
            if request.sources is None:
                assert request.stream is not None  # noqa: S101 - the plan saw to it
                sealed = seal_stream(request.stream, output, recipients, label=label, progress=self.progress)
            else:
                sealed = seal(
                    request.sources,
                    output,
                    recipients,
                    label=label,
                    bag_info=_bag_info(self.contract, plan, permit),
                    progress=self.progress,
                    expected=_expected(plan) if request.bind else None,
                )
        left_out = request.sources.left_out if request.sources else ()
        return Encrypted(sealed=sealed, left_out=left_out, facts=_facts(sealed, request.data_class))

    def _addressees(self, request: EncryptRequest) -> Iterator[Addressee]:
        means = "key" if request.password is None else "password"
        for ident in request.to or ("",):
            key = "" if means == "password" or not ident else self._key(ident)
            yield Addressee(
                recipient=self.contract.ident if ident == CONTRACT else ident,
                means=means,
                key_id=PublicKey.decode(key).id if key else "",
            )

    def _key(self, ident: str) -> str:
        """The public key of a recipient. An unregistered one has none; refusing it is the policy's business."""
        if ident == CONTRACT:
            if not self.contract.sealing_key:
                raise UsageError("encrypt.no-contract-key")
            return self.contract.sealing_key
        recipient = self.contract.recipient(ident)
        if recipient is not None and not recipient.key:
            raise UsageError("encrypt.recipient-without-key", recipient=ident)
        return recipient.key if recipient else ""

    def _ciphers(self, request: EncryptRequest) -> Iterator[Cipher]:
        """What protects the content, and what protects its key."""
        if request.password is not None:
            keys = {PASSWORD_ALGORITHM}
        else:
            known = (self._key(ident) for ident in request.to)
            keys = {KEY_ALGORITHMS[PublicKey.decode(key).algorithm] for key in known if key}
        for name in (*CONTENT_ALGORITHMS, *sorted(keys)):
            yield Cipher(name=name)

    def _recipients(self, request: EncryptRequest) -> list[Recipient]:
        if request.password is not None:
            return [PasswordRecipient(normalise_password(request.password.text))]
        return [KeyRecipient(PublicKey.decode(self._key(ident))) for ident in request.to]


def contract_digest(ident: str) -> str:
    """The digest (hex) by which a container's header names its contract without giving its id away to a stranger."""
    return hashlib.sha256(b"safehandle.contract/1\n" + ident.encode()).hexdigest()


def _sources(request: EncryptRequest) -> tuple[Artifact, ...]:
    if request.sources is None:
        return (Artifact(role="source", name=request.name, size=0, data_class=request.data_class),)
    return source_facts(request.sources, request.data_class, bind=request.bind)


def _expected(plan: Plan) -> dict[str, str]:
    return {artifact.name: artifact.sha256 for artifact in plan.of(Artifact) if artifact.role == "source"}


def _strength(request: EncryptRequest, password: Secret) -> Password:
    return Password(bits=password_bits(password.text), generated=request.generated)


@contextmanager
def _output(request: EncryptRequest) -> Iterator[BinaryIO]:
    if isinstance(request.output, Path):
        with whole_file(request.output, overwrite=request.overwrite) as file:
            yield file
    else:
        yield request.output


def _bag_info(contract: Contract, plan: Plan, permit: Permit) -> dict[str, str]:
    """What ``bag-info.txt`` says beside date and sums (RFC 8493 section 2.2.2)."""
    info = {
        "Source-Organization": contract.contractor,
        "External-Identifier": f"{contract.ident}#{permit.intent}",
        "Contact-Name": plan.actor,
        "External-Description": contract.title,
    }
    return {name: value for name, value in info.items() if value}


def _facts(sealed: Sealed, data_class: DataClass) -> tuple[Fact, ...]:
    files = sealed.files if len(sealed.files) <= LISTED_FILES else ()
    return (
        SealedContainer(identity=sealed.identity, number=sealed.number, size=sealed.size),
        Artifact(
            role="manifest",
            size=sum(file.size for file in sealed.files),
            sha256=sealed.manifest_sha256,
            files=len(sealed.files),
            data_class=data_class,
        ),
        *(
            Artifact(role="file", name=file.path, size=file.size, sha256=file.sha256, data_class=data_class)
            for file in files
        ),
    )
