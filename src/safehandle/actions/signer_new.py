"""signer-new: make a key and a certificate of one's own for signing documents, as a PKCS#12 file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from safehandle.documents import Signer, load_signer, make_signer
from safehandle.errors import IntegrityError, SecretError
from safehandle.files import whole_file
from safehandle.keys import Secret, password_bits
from safehandle.model import Cipher, Contract, Fact, KeyFact, Password, Permit, Plan

ALGORITHM = "ecdsa-p256"
# What signs, and what a PKCS#12 file of today is protected with (RFC 9579: PBES2 and PBMAC1's kin).
_CIPHERS = ("ECDSA", "SHA-256", "AES-256-CBC", "PBKDF2-HMAC-SHA-256")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerNewRequest:
    """Where the file goes, and what opens it. ``name`` stands on the certificate."""

    output: Path
    passphrase: Secret = field(repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSigner:
    """The signer that was made; its fingerprint is what the city is told on another way."""

    signer: Signer
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SignerNew:
    """The verb: a new key like any other."""

    contract: Contract

    @property
    def verb(self) -> str:
        return "key-new"

    def plan(self, request: SignerNewRequest) -> tuple[Fact, ...]:
        if not request.passphrase.text:
            raise SecretError("documents.signer-passphrase")
        return (
            KeyFact(key_id="", algorithm=ALGORITHM, purpose="sign"),
            *(Cipher(name=name) for name in _CIPHERS),
            Password(bits=password_bits(request.passphrase.text), generated=False),
        )

    def run(self, request: SignerNewRequest, plan: Plan, permit: Permit) -> NewSigner:  # noqa: ARG002 - the door's
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        passphrase = request.passphrase.text.encode()
        name = request.name or self.contract.contractor or self.contract.ident
        pkcs12 = make_signer(name, passphrase, plan.at)
        signer = load_signer(pkcs12, passphrase)
        with whole_file(request.output) as file:
            file.write(pkcs12)
        key = KeyFact(key_id=signer.fingerprint, algorithm=ALGORITHM, purpose="sign")
        return NewSigner(signer=signer, facts=(key,))
