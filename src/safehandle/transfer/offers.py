"""Which SSH algorithms are offered: from the CRYPTREC list, less what SSH itself uses unsafely.

Sources: the CRYPTREC list (:mod:`safehandle.algorithms`, which knows SSH's names), RFC 4253, 5647 (GCM), 5656 (ECC),
6668 (SHA-2 MACs), 8268 and 8270 (Diffie-Hellman groups of 3072 bits and more), 8332 (RSA with SHA-2), 8709 (Ed25519).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from safehandle.algorithms import listed
from safehandle.errors import RemoteError

SMALLEST_MODULUS = 3072
"""Bits of an RSA host key or of a Diffie-Hellman group; 112-bit strength ends in 2030 (CRYPTREC LS-0003)."""

# In order of preference. Not here although their parts are listed: the CBC modes (their use in SSH leaks plaintext,
# RFC 4344) and diffie-hellman-group14 (2048 bits). Not listed: ChaCha20-Poly1305, Curve25519, UMAC, SHA-1, MD5, 3DES.
_KEY_EXCHANGES = (
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "ecdh-sha2-nistp521",
    "diffie-hellman-group16-sha512",
    "diffie-hellman-group-exchange-sha256",
)
_HOST_KEYS = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
_CIPHERS = ("aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "aes256-ctr", "aes128-ctr")
_MACS = (
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Names as SSH negotiates them, the most wanted first."""

    key_exchanges: tuple[str, ...]
    host_keys: tuple[str, ...]
    ciphers: tuple[str, ...]
    macs: tuple[str, ...]


@cache
def offer() -> Offer:
    """What we offer, by the list's edition that this release knows."""
    return Offer(
        key_exchanges=_listed(_KEY_EXCHANGES),
        host_keys=_listed(_HOST_KEYS),
        ciphers=_listed(_CIPHERS),
        macs=_listed(_MACS),
    )


def _listed(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if listed(name))


def key_type(algorithm: str) -> str:
    """The type of key that a host key algorithm uses: both RSA ones use the same."""
    return "ssh-rsa" if algorithm.startswith("rsa-") else algorithm


def has_own_mac(cipher: str) -> bool:
    """Whether a cipher authenticates by itself, so that no MAC is negotiated."""
    return cipher.endswith("-gcm@openssh.com")


def check(what: str, negotiated: str, allowed: tuple[str, ...], *, host: str) -> None:
    """Hold a negotiated name against the offer; libraries have negotiated what nobody offered before.

    Raises:
        RemoteError: ``transfer.weak-algorithms``.
    """
    if negotiated not in allowed:
        raise RemoteError("transfer.weak-algorithms", host=host, what=what, offered=negotiated)
