"""Which server, how it must prove itself, and how we prove ourselves to it."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from safehandle.errors import RemoteError, UsageError
from safehandle.keys.secret import Secret
from safehandle.transfer.offers import RECOMMENDED, Offer, offer

_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """An SSH server. ``pins`` are fingerprints (``SHA256:…``, as ``ssh-keygen -l`` prints) confirmed by another route.

    ``algorithms`` is as in :func:`~safehandle.transfer.offers.offer`.

    Raises:
        UsageError: ``transfer.pin-malformed``.
    """

    host: str
    port: int = 22
    pins: tuple[str, ...] = ()
    algorithms: str = RECOMMENDED

    def __post_init__(self) -> None:
        for pin in self.pins:
            if not _FINGERPRINT.fullmatch(pin):
                raise UsageError("transfer.pin-malformed", pin=pin)

    @property
    def offer(self) -> Offer:
        """What we offer it."""
        return offer(self.algorithms)

    @property
    def shown(self) -> str:
        """``host:port``, as messages and the ledger have it."""
        return f"{self.host}:{self.port}"

    def knows(self, fingerprint: str) -> bool:
        """Whether a fingerprint is pinned."""
        return sum(hmac.compare_digest(fingerprint, pin) for pin in self.pins) > 0

    def refusal(self, fingerprint: str) -> RemoteError:
        """Why a host key that is not pinned is refused: ``transfer.host-key-unknown`` or ``transfer.host-key-changed``.

        There is no "accept new".
        """
        code = "transfer.host-key-changed" if self.pins else "transfer.host-key-unknown"
        return RemoteError(code, host=self.shown, shown=fingerprint, pinned=self.pins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How we log in: by a key file (with a certificate, if one is given), else by the agent, else by the password.

    ``password`` is asked only when it is needed: for the key file if that is locked, or for the account.
    """

    user: str
    key_file: Path | None = None
    certificate: Path | None = None
    agent: bool = False
    password: Callable[[], Secret] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostKey:
    """A public host key as a server shows it."""

    algorithm: str
    bits: int
    fingerprint: str


def fingerprint(key: bytes) -> str:
    """The fingerprint of a public key in SSH's wire format (RFC 4253 section 6.6)."""
    return "SHA256:" + b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")
