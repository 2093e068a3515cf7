"""ledger-key: give the ledger a new signing key, which the old one signs for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from safehandle.contract import FILE_NAME, changes, digest, parse_contract, read_text, set_values, write_text
from safehandle.errors import IntegrityError, UsageError
from safehandle.keys import KeyStore, PrivateKey, PublicKey, Secret, generate, sign_note
from safehandle.model import Cipher, ContractVersion, Fact, LedgerKey, Permit, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerKeyRequest:
    """The old key, and where the new one is kept: under ``passphrase``, or with one in the keyring."""

    folder: Path
    old: PrivateKey = field(repr=False)
    store: KeyStore
    passphrase: Secret | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLedgerKey:
    """The new key's public half. The old key is kept: nobody signs with it any more."""

    new: PublicKey
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ChangeLedgerKey:
    """The verb. ``text`` makes what the old key signs from the new public key; ``origin`` is the old key's name."""

    origin: str
    text: Callable[[str], str]

    @property
    def verb(self) -> str:
        return "ledger-key"

    def plan(self, request: LedgerKeyRequest) -> tuple[Fact, ...]:
        old = request.old.public
        contract = parse_contract(read_text(request.folder / FILE_NAME))
        if not contract.ledger_key:
            raise UsageError("checkpoint.no-key")
        if PublicKey.decode(contract.ledger_key) != old:
            raise UsageError("checkpoint.other-key", key=old.id, expected=PublicKey.decode(contract.ledger_key).id)
        return (LedgerKey(old=old.encode(), new=""), Cipher(name="Ed25519"))

    def run(self, request: LedgerKeyRequest, plan: Plan, permit: Permit) -> ChangedLedgerKey:  # noqa: ARG002
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        made = generate("ed25519")
        request.store.save(made, request.passphrase, created=plan.at)
        new = made.public.encode()
        note = sign_note(self.text(new), self.origin, request.old)
        before = read_text(request.folder / FILE_NAME)
        after = set_values(before, "keys", {"ledger": new})
        write_text(request.folder, after, replaces=before)
        return ChangedLedgerKey(
            new=made.public,
            facts=(
                LedgerKey(old=request.old.public.encode(), new=new, note=note),
                *changes(parse_contract(before), parse_contract(after)),
                ContractVersion(digest=digest(after), text=after),
            ),
        )
