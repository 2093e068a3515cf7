"""A key pair as recipient and as identity: HPKE (RFC 9180), base mode."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from safehandle.container.schedule import FILE_KEY
from safehandle.container.stanzas import Stanza

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import KDF, KEM, Suite

    from safehandle.keys.pairs import PrivateKey, PublicKey


_TAG = 16


def _kem(algorithm: str) -> tuple[KEM, KDF]:
    """ML-KEM-1024 with P-384 is KEM 0x0051 of draft-ietf-hpke-pq, the others are RFC 9180's 0x0011 and 0x0010."""
    from cryptography.hazmat.primitives.hpke import KDF, KEM

    return {
        "mlkem1024-p384": (KEM.MLKEM1024_P384, KDF.HKDF_SHA512),
        "p384": (KEM.P384, KDF.HKDF_SHA384),
        "p256": (KEM.P256, KDF.HKDF_SHA384),
    }[algorithm]


def _suite(algorithm: str) -> Suite:
    from cryptography.hazmat.primitives.hpke import AEAD, Suite

    return Suite(*_kem(algorithm), AEAD.AES_256_GCM)


def _info(algorithm: str, key_id: str) -> bytes:
    return f"safehandle.container/1 {algorithm} {key_id}".encode()


@dataclass(frozen=True, slots=True)
class KeyRecipient:
    """The holder of the private half of ``key``. A stanza names the key by its id, never a person."""

    key: PublicKey

    def outline(self) -> Stanza:
        kem, _ = _kem(self.key.algorithm)
        return Stanza(type=self.key.algorithm, key_id=self.key.id, wrapped=bytes(kem.enc_length() + FILE_KEY + _TAG))

    def wrap(self, file_key: bytes) -> Stanza:
        algorithm, key_id = self.key.algorithm, self.key.id
        wrapped = _suite(algorithm).encrypt(file_key, self.key.hpke, _info(algorithm, key_id))
        return Stanza(type=algorithm, key_id=key_id, wrapped=wrapped)


@dataclass(frozen=True, slots=True)
class KeyIdentity:
    """A private key to open with."""

    key: PrivateKey = field(repr=False)

    def fits(self, stanza: Stanza) -> bool:
        return (stanza.type, stanza.key_id) == (self.key.algorithm, self.key.id)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        from cryptography.exceptions import InvalidTag

        try:
            info = _info(stanza.type, stanza.key_id)
            file_key = _suite(stanza.type).decrypt(stanza.wrapped, self.key.hpke, info)
        except (InvalidTag, ValueError):  # ValueError: an encapsulated key that is no point, or cut off
            return None
        return file_key if len(file_key) == FILE_KEY else None
