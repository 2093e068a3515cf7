"""key-new: make a key pair and keep its private half."""

from __future__ import annotations

from dataclasses import dataclass, field

from safehandle.errors import IntegrityError, UsageError
from safehandle.keys import KeyStore, Secret, StoredKey, generate, password_bits, ring
from safehandle.keys.kinds import CIPHERS, SEALING
from safehandle.keys.pkcs8 import PROTECTION
from safehandle.keys.store import ASKED, KEYRING
from safehandle.model import Cipher, Fact, KeyFact, Password, Permit, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNewRequest:
    """Which kind of key (:data:`safehandle.keys.pairs.SEALING` or ``SIGNING``), and where it is kept.

    Without a passphrase, a random one is made and kept in the operating system's keyring.
    """

    algorithm: str
    store: KeyStore
    passphrase: Secret | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """The key that was made."""

    key: StoredKey
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class KeyNew:
    """The verb."""

    @property
    def verb(self) -> str:
        return "key-new"

    def plan(self, request: KeyNewRequest) -> tuple[Fact, ...]:
        """Raises: UsageError: ``keys.algorithm-unknown``. SecretError: as :func:`safehandle.keys.ring.check`."""
        if request.algorithm not in CIPHERS:
            raise UsageError("keys.algorithm-unknown", algorithm=request.algorithm, known=", ".join(CIPHERS))
        if request.passphrase is None:
            ring.check()
        purpose = "seal" if request.algorithm in SEALING else "sign"
        kept = KEYRING if request.passphrase is None else ASKED
        ciphers = (*CIPHERS[request.algorithm], *PROTECTION)
        return (
            KeyFact(key_id="", algorithm=request.algorithm, purpose=purpose, kept=kept),
            *(Cipher(name=name) for name in ciphers),
            *_strength(request.passphrase),
        )

    def run(self, request: KeyNewRequest, plan: Plan, permit: Permit) -> NewKey:  # noqa: ARG002 - the door's signature
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        key = request.store.save(generate(request.algorithm), request.passphrase, created=plan.at)
        return NewKey(key=key, facts=(key.fact,))


def _strength(passphrase: Secret | None) -> tuple[Fact, ...]:
    if passphrase is None:
        return ()
    return (Password(bits=password_bits(passphrase.text), generated=False),)
