"""Which SSH algorithms are offered: from the CRYPTREC list, less what SSH itself uses unsafely.

A place may want its keys agreed on in a post-quantum way instead ("pqc"). SSH's ways of that are hybrids: ML-KEM-768 is
on the list, but Curve25519 and Streamlined NTRU Prime are not, and so none of them is as a whole. What is offered to
such a place is stated in the plan, and the policy decides.

Sources: the CRYPTREC list (:mod:`safehandle.algorithms`, which knows SSH's names), RFC 4253, 5647 (GCM), 5656 (ECC),
6668 (SHA-2 MACs), 8268 and 8270 (Diffie-Hellman groups of 3072 bits and more), 8332 (RSA with SHA-2), 8709 (Ed25519);
draft-ietf-sshm-mlkem-hybrid-kex, draft-ietf-sshm-ntruprime-ssh.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from safehandle.algorithms import listed
from safehandle.errors import RemoteError, UsageError

SMALLEST_MODULUS = 3072
"""Bits of an RSA host key or of a Diffie-Hellman group; 112-bit strength ends in 2030 (CRYPTREC LS-0003)."""

# In order of preference. Not here although their parts are listed: the CBC modes (their use in SSH leaks plaintext,
# RFC 4344), diffie-hellman-group14 (2048 bits), and chacha20-poly1305@openssh.com, which is not the ChaCha20-Poly1305
# of RFC 8439. Not listed: Curve25519, UMAC, SHA-1, MD5, 3DES.
_KEY_EXCHANGES = (
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "ecdh-sha2-nistp521",
    "diffie-hellman-group16-sha512",
    "diffie-hellman-group-exchange-sha256",
)
_POST_QUANTUM = (
    "mlkem768x25519-sha256",
    "sntrup761x25519-sha512",
    "sntrup761x25519-sha512@openssh.com",
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


RECOMMENDED, POST_QUANTUM = "", "pqc"
"""What a place may say of its algorithms."""


@cache
def offer(algorithms: str = RECOMMENDED) -> Offer:
    """What we offer, by the list's edition that this release knows.

    Raises:
        UsageError: ``transfer.algorithms-unknown``.
    """
    if algorithms not in (RECOMMENDED, POST_QUANTUM):
        raise UsageError("transfer.algorithms-unknown", algorithms=algorithms)
    return Offer(
        key_exchanges=_POST_QUANTUM if algorithms == POST_QUANTUM else _listed(_KEY_EXCHANGES),
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
