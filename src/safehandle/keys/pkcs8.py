"""The encrypted PEM form of a private key: PKCS#8 EncryptedPrivateKeyInfo under PBES2 (RFC 5958, RFC 8018).

Written here because the library's own writer uses 2,048 rounds; 600,000 of PBKDF2-HMAC-SHA-512 are what stands between
a stolen file and the key. ``openssl pkey`` and the library read the result. A hybrid key is two blocks, ML-KEM first.
"""

from __future__ import annotations

import os
import re
import textwrap
from base64 import b64decode, b64encode
from typing import TypeVar

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM1024PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.x509 import ObjectIdentifier

from safehandle.errors import InputError, SecretError
from safehandle.keys.pairs import PrivatePart
from safehandle.keys.passwords import normalise_password
from safehandle.keys.secret import Secret

ROUNDS = 600_000
PROTECTION = ("PBKDF2-HMAC-SHA-512", "AES-256-CBC")
"""What a key file is encrypted with, by the names of the CRYPTREC list."""
MAX_ROUNDS = 10_000_000
"""More than this is not a key file but an attempt to keep us busy: minutes of work before a passphrase can be wrong."""

_PBES2 = ObjectIdentifier("1.2.840.113549.1.5.13")
_PBKDF2 = ObjectIdentifier("1.2.840.113549.1.5.12")
_HMAC_SHA512 = ObjectIdentifier("1.2.840.113549.2.11")
_AES256_CBC = ObjectIdentifier("2.16.840.1.101.3.4.1.42")
_BEGIN, _END = "-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----END ENCRYPTED PRIVATE KEY-----"
_BLOCK = re.compile(f"{_BEGIN}([A-Za-z0-9+/=\\s]*){_END}")
_MAX_BLOCKS = 2

T = TypeVar("T")


@asn1.sequence
class _Algorithm:
    oid: ObjectIdentifier
    parameters: asn1.TLV


@asn1.sequence
class _HmacSha512:
    oid: ObjectIdentifier
    parameters: asn1.Null


@asn1.sequence
class _Pbkdf2Parameters:
    salt: bytes
    rounds: int
    prf: _HmacSha512


@asn1.sequence
class _AnyPbkdf2Parameters:  # as others may have written them
    salt: bytes
    rounds: int
    length: int | None
    prf: _Algorithm | None


@asn1.sequence
class _Pbkdf2:
    oid: ObjectIdentifier
    parameters: _Pbkdf2Parameters


@asn1.sequence
class _Aes256Cbc:
    oid: ObjectIdentifier
    iv: bytes


@asn1.sequence
class _Pbes2Parameters:
    derivation: _Pbkdf2
    cipher: _Aes256Cbc


@asn1.sequence
class _AnyPbes2Parameters:
    derivation: _Algorithm
    cipher: _Algorithm


@asn1.sequence
class _Pbes2:
    oid: ObjectIdentifier
    parameters: _Pbes2Parameters


@asn1.sequence
class _EncryptedPrivateKeyInfo:
    algorithm: _Pbes2
    data: bytes


@asn1.sequence
class _AnyEncryptedPrivateKeyInfo:
    algorithm: _Algorithm
    data: bytes


def encrypt(parts: tuple[PrivatePart, ...], passphrase: Secret) -> str:
    """One PEM block per part, each with its own salt."""
    return "".join(_encrypt(part, passphrase) for part in parts)


def decrypt(pem: str, passphrase: Secret) -> tuple[PrivatePart, ...]:
    """Read the blocks of a PEM text; what stands outside of them is ignored, as RFC 7468 allows.

    Raises:
        InputError: ``keys.pem-malformed``, ``keys.pem-unsupported`` (not PBES2 with PBKDF2, or not a kind of key that
            is used here) or ``keys.pem-rounds`` (over :data:`MAX_ROUNDS`).
        SecretError: ``keys.passphrase-wrong``.
    """
    blocks = _blocks(pem)
    for block in blocks:
        _check_cost(block)
    return tuple(_load(block, passphrase) for block in blocks)


def rounds(pem: str) -> int:
    """The lowest number of PBKDF2 rounds among the blocks, checked as :func:`decrypt` does but without a passphrase."""
    return min(map(_check_cost, _blocks(pem)))


def _encrypt(part: PrivatePart, passphrase: Secret) -> str:
    plain = part.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    salt, iv = os.urandom(32), os.urandom(16)
    key = PBKDF2HMAC(hashes.SHA512(), 32, salt, ROUNDS).derive(_bytes(passphrase))
    padder = padding.PKCS7(128).padder()
    padded = padder.update(plain) + padder.finalize()
    encryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).encryptor()
    prf = _HmacSha512(oid=_HMAC_SHA512, parameters=asn1.Null())
    derivation = _Pbkdf2(oid=_PBKDF2, parameters=_Pbkdf2Parameters(salt=salt, rounds=ROUNDS, prf=prf))
    parameters = _Pbes2Parameters(derivation=derivation, cipher=_Aes256Cbc(oid=_AES256_CBC, iv=iv))
    info = _EncryptedPrivateKeyInfo(
        algorithm=_Pbes2(oid=_PBES2, parameters=parameters), data=encryptor.update(padded) + encryptor.finalize()
    )
    body = "\n".join(textwrap.wrap(b64encode(asn1.encode_der(info)).decode(), 64))
    return f"{_BEGIN}\n{body}\n{_END}\n"


def _blocks(pem: str) -> list[bytes]:
    blocks = _BLOCK.findall(pem)
    if not 0 < len(blocks) <= _MAX_BLOCKS or pem.count(_BEGIN) != len(blocks):
        raise InputError("keys.pem-malformed")
    try:
        return [b64decode("".join(block.split()), validate=True) for block in blocks]
    except ValueError:
        raise InputError("keys.pem-malformed") from None


def _check_cost(block: bytes) -> int:
    info = _decode(_AnyEncryptedPrivateKeyInfo, block)
    if info.algorithm.oid != _PBES2:
        raise InputError("keys.pem-unsupported", what=info.algorithm.oid.dotted_string)
    derivation = _parse(_AnyPbes2Parameters, info.algorithm).derivation
    if derivation.oid != _PBKDF2:
        raise InputError("keys.pem-unsupported", what=derivation.oid.dotted_string)
    count = _parse(_AnyPbkdf2Parameters, derivation).rounds
    if not 0 < count <= MAX_ROUNDS:
        raise InputError("keys.pem-rounds", rounds=count, limit=MAX_ROUNDS)
    return count


def _decode(kind: type[T], data: bytes) -> T:
    try:
        return asn1.decode_der(kind, data)
    except ValueError:
        raise InputError("keys.pem-malformed") from None


def _parse(kind: type[T], algorithm: _Algorithm) -> T:
    try:
        parsed: T = algorithm.parameters.parse(kind)
    except ValueError:
        raise InputError("keys.pem-malformed") from None
    return parsed


def _load(block: bytes, passphrase: Secret) -> PrivatePart:
    try:
        key = serialization.load_der_private_key(block, _bytes(passphrase))
    except UnsupportedAlgorithm:
        raise InputError("keys.pem-unsupported", what="?") from None
    except (ValueError, TypeError):  # TypeError: an empty passphrase counts as none
        # CBC has no tag: a damaged block looks the same as a wrong passphrase, and the message says so.
        raise SecretError("keys.passphrase-wrong") from None
    if isinstance(key, (MLKEM1024PrivateKey, ec.EllipticCurvePrivateKey, ed25519.Ed25519PrivateKey)):
        return key
    raise InputError("keys.pem-unsupported", what=type(key).__name__)


def _bytes(passphrase: Secret) -> bytes:
    return normalise_password(passphrase.text).encode()
