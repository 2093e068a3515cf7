"""init: give a new contract its keys, and make its first entry in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from safehandle.contract import changes, digest, parse_contract, set_values, write_text
from safehandle.errors import IntegrityError
from safehandle.keys import KeyStore, PrivateKey, Secret, generate
from safehandle.model import Change, Cipher, Contract, ContractVersion, Fact, KeyFact, Permit, Plan

SEALING, SIGNING = "mlkem1024-p384", "ed25519"
_CIPHERS = (Cipher(name="ML-KEM-1024"), Cipher(name="ECDH P-384"), Cipher(name="Ed25519"))


@dataclass(frozen=True, slots=True, kw_only=True)
class InitRequest:
    """Where the new contract.toml lies, and where its keys go: under ``passphrase``, or with one in the keyring."""

    folder: Path
    text: str
    store: KeyStore
    passphrase: Secret | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Initialised:
    """The contract with its keys, and what the ledger records of it."""

    contract: Contract
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Init:
    """The verb."""

    @property
    def verb(self) -> str:
        return "init"

    def plan(self, request: InitRequest) -> tuple[Fact, ...]:
        return (*_additions(request.text), *_CIPHERS)

    def run(self, request: InitRequest, plan: Plan, _permit: Permit) -> Initialised:
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        sealing, signing = generate(SEALING), generate(SIGNING)
        for key in (sealing, signing):
            request.store.save(key, request.passphrase, created=plan.at)
        public = {"sealing": sealing.public.encode(), "ledger": signing.public.encode()}
        text = set_values(request.text, "keys", public)
        write_text(request.folder, text, replaces=request.text)
        version = ContractVersion(digest=digest(text), text=text)
        return Initialised(
            contract=parse_contract(text),
            facts=(*_additions(text), _fact(sealing), _fact(signing), version),
        )


def _additions(text: str) -> tuple[Change, ...]:
    """Everything that the new contract states, as changes from nothing."""
    return changes(Contract(ident="", profile=""), parse_contract(text))


def _fact(key: PrivateKey) -> KeyFact:
    public = key.public
    return KeyFact(key_id=public.id, algorithm=public.algorithm, purpose=public.purpose, public=public.encode())
