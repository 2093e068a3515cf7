"""Key pairs: for sealing (HPKE, RFC 9180) and for signing (EdDSA, ECDSA).

A public key travels as one line of text. A signing key is written as OpenSSH writes it (``ssh-ed25519 AAAA…``), because
that is what ``ssh-keygen -Y verify`` wants to be told; a sealing key is ``<algorithm>:<base64>`` over the encoding that
its KEM defines: the uncompressed point (SEC 1), for the hybrid the ML-KEM-1024 key followed by that point.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM1024PrivateKey, MLKEM1024PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM1024P384PrivateKey, MLKEM1024P384PublicKey

from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.keys.kinds import CIPHERS, ECDSA_P256, ECDSA_P384, ED25519, MLKEM1024_P384, P256, P384, SEALING

HpkePublicKey = MLKEM1024P384PublicKey | ec.EllipticCurvePublicKey
HpkePrivateKey = MLKEM1024P384PrivateKey | ec.EllipticCurvePrivateKey
PrivatePart = MLKEM1024PrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
"""What one PKCS#8 block holds; a hybrid key has two."""

_MLKEM1024_BYTES = 1568  # FIPS 203, table 3
_CURVES: dict[str, ec.EllipticCurve] = {
    MLKEM1024_P384: ec.SECP384R1(),
    P384: ec.SECP384R1(),
    P256: ec.SECP256R1(),
    ECDSA_P384: ec.SECP384R1(),
    ECDSA_P256: ec.SECP256R1(),
}
_HASHES: dict[str, hashes.HashAlgorithm] = {ECDSA_P384: hashes.SHA384(), ECDSA_P256: hashes.SHA256()}
_SHAPES: dict[str, tuple[type[PrivatePart], ...]] = {
    MLKEM1024_P384: (MLKEM1024PrivateKey, ec.EllipticCurvePrivateKey),
    P384: (ec.EllipticCurvePrivateKey,),
    P256: (ec.EllipticCurvePrivateKey,),
    ED25519: (ed25519.Ed25519PrivateKey,),
    ECDSA_P384: (ec.EllipticCurvePrivateKey,),
    ECDSA_P256: (ec.EllipticCurvePrivateKey,),
}
_SSH_NAMES = {ED25519: "ssh-ed25519", ECDSA_P384: "ecdsa-sha2-nistp384", ECDSA_P256: "ecdsa-sha2-nistp256"}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key. ``algorithm`` is one of :mod:`safehandle.keys.kinds`, ``raw`` the encoded key.

    Raises:
        InputError: ``keys.public-malformed`` if ``raw`` is no key of that algorithm.
    """

    algorithm: str
    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        try:
            self._build()
        except (KeyError, ValueError, TypeError):
            raise InputError("keys.public-malformed", algorithm=self.algorithm) from None

    def _build(self) -> HpkePublicKey | ed25519.Ed25519PublicKey:
        if self.algorithm == ED25519:
            return ed25519.Ed25519PublicKey.from_public_bytes(self.raw)
        split = _MLKEM1024_BYTES if self.algorithm == MLKEM1024_P384 else 0
        if len(self.raw) <= split or self.raw[split] != 4:
            raise ValueError  # only the uncompressed form, so that a key has one encoding and one id
        point = ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[self.algorithm], self.raw[split:])
        if split:
            return MLKEM1024P384PublicKey(MLKEM1024PublicKey.from_public_bytes(self.raw[:split]), point)
        return point

    @property
    def id(self) -> str:
        """The first 20 hex digits of SHA-256 over :meth:`encode`."""
        return hashlib.sha256(self.encode().encode()).hexdigest()[:20]

    @property
    def purpose(self) -> str:
        """``"seal"`` or ``"sign"``."""
        return "seal" if self.algorithm in SEALING else "sign"

    @property
    def ciphers(self) -> tuple[str, ...]:
        """The algorithms it consists of, by the names of the CRYPTREC list."""
        return CIPHERS[self.algorithm]

    @property
    def hpke(self) -> HpkePublicKey:
        """What ``cryptography.hazmat.primitives.hpke.Suite`` takes.

        Raises:
            UsageError: ``keys.not-for-sealing``.
        """
        key = self._build()
        if self.purpose != "seal" or isinstance(key, ed25519.Ed25519PublicKey):
            raise UsageError("keys.not-for-sealing", key=self.id, algorithm=self.algorithm)
        return key

    def verify(self, signature: bytes, data: bytes) -> None:
        """Check an Ed25519 signature (RFC 8032) or a DER-encoded ECDSA one (SHA-256 with P-256, SHA-384 with P-384).

        Raises:
            UsageError: ``keys.not-for-signing``.
            IntegrityError: ``keys.signature-invalid``.
        """
        key = self._build()
        try:
            if isinstance(key, ed25519.Ed25519PublicKey):
                key.verify(signature, data)
            elif isinstance(key, ec.EllipticCurvePublicKey) and self.algorithm in _HASHES:
                key.verify(signature, data, ec.ECDSA(_HASHES[self.algorithm]))
            else:
                raise UsageError("keys.not-for-signing", key=self.id, algorithm=self.algorithm)
        except InvalidSignature:
            raise IntegrityError("keys.signature-invalid", key=self.id) from None

    def ssh_blob(self) -> bytes:
        """The key as SSH's wire format has it (RFC 4253 section 6.6, RFC 5656, RFC 8709)."""
        key = self._build()
        if self.purpose != "sign" or isinstance(key, MLKEM1024P384PublicKey):
            raise UsageError("keys.not-for-signing", key=self.id, algorithm=self.algorithm)
        line = key.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
        return b64decode(line.split()[1])

    def encode(self) -> str:
        """One line of text, as contract.toml holds it."""
        if self.purpose == "sign":
            return f"{_SSH_NAMES[self.algorithm]} {b64encode(self.ssh_blob()).decode()}"
        return f"{self.algorithm}:{b64encode(self.raw).decode()}"

    @classmethod
    def decode(cls, text: str) -> PublicKey:
        """Read what :meth:`encode` writes, or a line of an OpenSSH ``.pub`` file (a comment after it is ignored).

        Raises:
            InputError: ``keys.public-malformed`` or ``keys.public-unsupported``.
        """
        head, colon, tail = text.strip().partition(":")
        if colon and head in SEALING:
            try:
                return cls(head, b64decode(tail, validate=True))
            except ValueError:
                raise InputError("keys.public-malformed", algorithm=head) from None
        words = text.split(maxsplit=2)
        algorithm = {name: algorithm for algorithm, name in _SSH_NAMES.items()}.get(words[0] if words else "")
        if algorithm is None or len(words) < 2:
            raise InputError("keys.public-unsupported", start=text.strip()[:24])
        return _from_ssh(algorithm, words)


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """A private key. ``parts`` are its one or two halves, ML-KEM first. Nothing secret is in its repr."""

    public: PublicKey
    parts: tuple[PrivatePart, ...] = field(compare=False)

    def __repr__(self) -> str:
        return f"PrivateKey(id={self.id!r})"

    @property
    def id(self) -> str:
        """The public key's id."""
        return self.public.id

    @property
    def algorithm(self) -> str:
        """One of :mod:`safehandle.keys.kinds`."""
        return self.public.algorithm

    @property
    def hpke(self) -> HpkePrivateKey:
        """What ``cryptography.hazmat.primitives.hpke.Suite`` takes.

        Raises:
            UsageError: ``keys.not-for-sealing``.
        """
        match self.parts:
            case (MLKEM1024PrivateKey() as lattice, ec.EllipticCurvePrivateKey() as curve):
                return MLKEM1024P384PrivateKey(lattice, curve)
            case (ec.EllipticCurvePrivateKey() as curve,) if self.public.purpose == "seal":
                return curve
        raise UsageError("keys.not-for-sealing", key=self.id, algorithm=self.algorithm)

    def sign(self, data: bytes) -> bytes:
        """Sign; the form is the one that :meth:`PublicKey.verify` takes.

        Raises:
            UsageError: ``keys.not-for-signing``.
        """
        key = self.parts[0]
        if isinstance(key, ed25519.Ed25519PrivateKey):
            return key.sign(data)
        if isinstance(key, ec.EllipticCurvePrivateKey) and self.algorithm in _HASHES:
            return key.sign(data, ec.ECDSA(_HASHES[self.algorithm]))
        raise UsageError("keys.not-for-signing", key=self.id, algorithm=self.algorithm)

    @classmethod
    def of(cls, algorithm: str, parts: tuple[PrivatePart, ...]) -> PrivateKey:
        """Put a key together from its halves.

        Raises:
            InputError: ``keys.private-malformed`` if they are not what ``algorithm`` consists of.
        """
        shape = _SHAPES.get(algorithm, ())
        if not parts or len(parts) != len(shape) or not all(map(isinstance, parts, shape)):
            raise InputError("keys.private-malformed", algorithm=algorithm)
        return cls(PublicKey(algorithm, b"".join(map(_public_raw, parts))), parts)


def generate(algorithm: str = MLKEM1024_P384) -> PrivateKey:
    """Make a key pair.

    Raises:
        UsageError: ``keys.algorithm-unknown``.
    """
    if algorithm not in _SHAPES:
        raise UsageError("keys.algorithm-unknown", algorithm=algorithm, known=", ".join(_SHAPES))
    return PrivateKey.of(algorithm, tuple(_new_part(kind, algorithm) for kind in _SHAPES[algorithm]))


def _new_part(kind: type[PrivatePart], algorithm: str) -> PrivatePart:
    if kind is MLKEM1024PrivateKey:
        return MLKEM1024PrivateKey.generate()
    if kind is ed25519.Ed25519PrivateKey:
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(_CURVES[algorithm])


def _public_raw(part: PrivatePart) -> bytes:
    public = part.public_key()
    if isinstance(public, ec.EllipticCurvePublicKey):
        return public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return public.public_bytes_raw()


def _from_ssh(algorithm: str, words: list[str]) -> PublicKey:
    try:
        key = serialization.load_ssh_public_key(" ".join(words[:2]).encode())
    except (ValueError, UnsupportedAlgorithm):
        raise InputError("keys.public-malformed", algorithm=algorithm) from None
    if isinstance(key, ed25519.Ed25519PublicKey):
        return PublicKey(algorithm, key.public_bytes_raw())
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise InputError("keys.public-malformed", algorithm=algorithm)
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return PublicKey(algorithm, point)
