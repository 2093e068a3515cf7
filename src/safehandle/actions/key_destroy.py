"""key-destroy: take a private key out of the world, as far as this machine can."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.errors import IntegrityError
from safehandle.keys import KeyStore, StoredKey
from safehandle.keys.store import KEYRING
from safehandle.model import Fact, Permit, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDestroyRequest:
    """Which key of which store."""

    ident: str
    store: KeyStore


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyedKey:
    """The key that is gone from here. ``residuals`` names what destroying it here does not reach.

    ``copies``: copies and back-ups of the key file; ``keyring-copies``: back-ups of the keyring; ``old-blocks``: what
    flash media, copy-on-write file systems and snapshots still hold of the file, encrypted under its passphrase.
    """

    key: StoredKey
    residuals: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class KeyDestroy:
    """The verb."""

    @property
    def verb(self) -> str:
        return "key-destroy"

    def plan(self, request: KeyDestroyRequest) -> tuple[Fact, ...]:
        """Raises: UsageError, InputError: as :meth:`safehandle.keys.store.KeyStore.show`."""
        return (request.store.show(request.ident).fact,)

    def run(self, request: KeyDestroyRequest, plan: Plan, permit: Permit) -> DestroyedKey:  # noqa: ARG002 - the door's
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        key = request.store.destroy(request.ident)
        copies = ("keyring-copies",) if key.kept == KEYRING else ("copies", "old-blocks")
        return DestroyedKey(key=key, residuals=copies, facts=(key.fact,))
