"""The kinds of key there are, what each is for, and what each consists of."""

from __future__ import annotations

from safehandle.errors import UsageError

MLKEM1024_P384, P384, P256 = "mlkem1024-p384", "p384", "p256"
ED25519, ECDSA_P384, ECDSA_P256 = "ed25519", "ecdsa-p384", "ecdsa-p256"

SEALING = (MLKEM1024_P384, P384, P256)
SIGNING = (ED25519, ECDSA_P384, ECDSA_P256)
DEFAULT = {"seal": MLKEM1024_P384, "sign": ED25519}
CIPHERS = {
    MLKEM1024_P384: ("ML-KEM-1024", "ECDH-P-384"),
    P384: ("ECDH-P-384",),
    P256: ("ECDH-P-256",),
    ED25519: ("EdDSA",),
    ECDSA_P384: ("ECDSA-P-384", "SHA-384"),
    ECDSA_P256: ("ECDSA-P-256", "SHA-256"),
}
"""What each kind of key consists of, by the names of the CRYPTREC list."""


def key_algorithm(algorithm: str | None, purpose: str | None) -> str:
    """Which kind of key somebody wants who may have named an algorithm, a purpose ("seal", "sign"), both or neither.

    Raises:
        UsageError: ``keys.purpose-mismatch``.
    """
    if algorithm is None:
        return DEFAULT[purpose or "seal"]
    if purpose is not None and algorithm not in (SEALING if purpose == "seal" else SIGNING):
        raise UsageError("keys.purpose-mismatch", algorithm=algorithm, purpose=purpose)
    return algorithm
