"""The contract's key as wipe finds it: in the key store, beside what contract.toml recorded when it was made."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from safehandle.container import KeyIdentity, KeyRecipient
from safehandle.erase import KeyHolding, survey
from safehandle.errors import InputError
from safehandle.keys import KeyStore, PublicKey, Secret, StoredKey
from safehandle.model import Contract
from safehandle.model.erasure import KeyCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyGiven:
    """Which key to destroy, and what is known of copies and plaintext (see :class:`safehandle.erase.KeyHolding`)."""

    ident: str
    store: KeyStore
    passphrase: Secret | None = field(default=None, repr=False)
    copies: tuple[KeyCopy, ...] = ()
    copies_complete: bool = False
    plaintext: tuple[str, ...] | None = None


def holding(given: KeyGiven, contract: Contract | None) -> KeyHolding:
    """Look at the key. Touches nothing.

    Raises:
        UsageError, InputError: as :meth:`safehandle.keys.KeyStore.show`.
    """
    stored = given.store.show(given.ident)
    recorded = contract.sealing_key if contract is not None else ""
    return KeyHolding(
        key_id=stored.id,
        purpose=stored.public.purpose,
        public=stored.public.encode(),
        recorded=recorded,
        known=stored.kept != "keyring",
        residue=_residue(stored),
        copies=given.copies,
        copies_complete=given.copies_complete,
        plaintext=given.plaintext,
        opens=lambda: _opens(given, recorded),
        destroy=lambda: _destroy(given),
    )


def _residue(stored: StoredKey) -> bool:
    """Whether overwriting the key's file may leave its old blocks where they are."""
    found = survey([stored.path])
    return bool(found.refused) or any(residual.needs_acceptance for residual in found.residuals)


def _opens(given: KeyGiven, recorded: str) -> bool:
    """Seal 32 random bytes to the recorded key and open them with the kept one, if it is there."""
    try:
        private = given.store.load(given.ident, given.passphrase)
    except InputError:
        return False
    data = secrets.token_bytes(32)
    stanza = KeyRecipient(PublicKey.decode(recorded)).wrap(data)
    return KeyIdentity(private).fits(stanza) and KeyIdentity(private).unwrap(stanza) == data


def _destroy(given: KeyGiven) -> None:
    given.store.destroy(given.ident)
