"""SSHSIG: the signatures that ``ssh-keygen -Y sign`` makes and ``ssh-keygen -Y verify`` checks (PROTOCOL.sshsig).

A signature is bound to a *namespace*, so that one made for one purpose is worth nothing for another.
"""

from __future__ import annotations

import hashlib
import struct
import textwrap
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from safehandle.errors import InputError, IntegrityError
from safehandle.keys.kinds import ED25519
from safehandle.keys.pairs import PrivateKey, PublicKey

MANIFEST, APPROVAL, RECEIPT = "manifest@safehandle", "approval@safehandle", "receipt@safehandle"
ACT = "act@safehandle"
"""One namespace per role."""

_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = ("sha256", "sha512")
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAX_CHARACTERS = 16_384


@dataclass(frozen=True, slots=True)
class _Signature:
    public: PublicKey
    namespace: str
    hash_name: str
    raw: bytes  # as PublicKey.verify takes it


def sign(message: bytes, namespace: str, private: PrivateKey) -> str:
    """Sign with SHA-512; the result is the armoured text of a ``.sig`` file.

    Raises:
        UsageError: ``keys.not-for-signing``.
    """
    blob = private.public.ssh_blob()
    (algorithm, _) = _take(blob)
    raw = private.sign(_to_be_signed(message, namespace, "sha512"))
    signature = _string(algorithm) + _string(raw if private.algorithm == ED25519 else _ssh_ecdsa(raw))
    body = _MAGIC + struct.pack(">I", _VERSION)
    for field in (blob, namespace.encode(), b"", b"sha512", signature):
        body += _string(field)
    return "\n".join([_BEGIN, *textwrap.wrap(b64encode(body).decode(), 70), _END, ""])


def verify(text: str, message: bytes, namespace: str, allowed: Iterable[PublicKey]) -> PublicKey:
    """Check a signature and say which of the ``allowed`` keys made it.

    Raises:
        IntegrityError: ``keys.sshsig-malformed``, ``keys.sshsig-namespace`` (made for another purpose),
            ``keys.sshsig-stranger`` (by a key that is not allowed) or ``keys.signature-invalid``.
    """
    signature = _parse(text)
    if signature.namespace != namespace:
        raise IntegrityError("keys.sshsig-namespace", found=signature.namespace[:80], expected=namespace)
    if signature.public not in set(allowed):
        raise IntegrityError("keys.sshsig-stranger", key=signature.public.id)
    signature.public.verify(signature.raw, _to_be_signed(message, namespace, signature.hash_name))
    return signature.public


def signer(text: str) -> PublicKey:
    """The key that a signature claims to be by. It proves nothing before :func:`verify`."""
    return _parse(text).public


def _parse(text: str) -> _Signature:
    lines = text.strip().splitlines()
    try:
        if len(text) > _MAX_CHARACTERS or lines[0] != _BEGIN or lines[-1] != _END:
            raise IntegrityError("keys.sshsig-malformed")
        body = b64decode("".join(lines[1:-1]), validate=True)
        if body[:6] != _MAGIC or struct.unpack_from(">I", body, 6) != (_VERSION,):
            raise IntegrityError("keys.sshsig-malformed")
        fields, rest = [], body[10:]
        for _ in range(5):
            field, rest = _take(rest)
            fields.append(field)
        blob, namespace, _reserved, hash_name, signature = fields
        public = PublicKey.decode(f"{_take(blob)[0].decode()} {b64encode(blob).decode()}")
        raw = _raw(public, signature)
        name = hash_name.decode()
        spoken = namespace.decode()
    except (IndexError, ValueError, struct.error, InputError):
        raise IntegrityError("keys.sshsig-malformed") from None
    if rest or name not in _HASHES or not spoken:
        raise IntegrityError("keys.sshsig-malformed")
    return _Signature(public, spoken, name, raw)


def _raw(public: PublicKey, signature: bytes) -> bytes:
    algorithm, rest = _take(signature)
    value, rest = _take(rest)
    if rest or algorithm != _take(public.ssh_blob())[0]:
        raise ValueError
    if public.algorithm == ED25519:
        return value
    r, rest = _take(value)
    s, rest = _take(rest)
    if rest:
        raise ValueError
    return encode_dss_signature(int.from_bytes(r), int.from_bytes(s))


def _to_be_signed(message: bytes, namespace: str, hash_name: str) -> bytes:
    digest = hashlib.new(hash_name, message).digest()
    return _MAGIC + b"".join(map(_string, (namespace.encode(), b"", hash_name.encode(), digest)))


def _ssh_ecdsa(der: bytes) -> bytes:
    return b"".join(_string(_mpint(number)) for number in decode_dss_signature(der))


def _mpint(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1)  # RFC 4251 section 5: a leading zero keeps it positive


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _take(data: bytes) -> tuple[bytes, bytes]:
    (length,) = struct.unpack_from(">I", data)
    if length > len(data) - 4:
        raise ValueError
    return data[4 : 4 + length], data[4 + length :]
