"""The key schedule: all that a container needs, from its one random file key (docs/spec/container.md, section 4)."""

from __future__ import annotations

import base64
import hashlib
import hmac

FILE_KEY = 32
"""Bytes of a file key."""

_NAME = b"safehandle.container/1 "


def _derive(file_key: bytes, purpose: bytes, length: int) -> bytes:
    """HKDF-SHA-512 (RFC 5869) without salt."""
    prk = hmac.digest(bytes(64), file_key, "sha512")
    return hmac.digest(prk, _NAME + purpose + b"\x01", "sha512")[:length]


def encoded(data: bytes) -> str:
    """Base64 (RFC 4648 section 4) with padding."""
    return base64.b64encode(data).decode()


def header_mac(file_key: bytes, lines: bytes) -> bytes:
    """HMAC-SHA-512 of the first two lines, in base64 (88 bytes)."""
    return base64.b64encode(hmac.digest(_derive(file_key, b"header", 64), lines, "sha512"))


def content_mac(file_key: bytes, digest: bytes) -> bytes:
    """HMAC-SHA-512 (64 bytes) of what stands for the content: a bag's tag manifest, or a raw stream's SHA-256."""
    return hmac.digest(_derive(file_key, b"content", 64), digest, "sha512")


def body_key(file_key: bytes) -> bytes:
    """The Cobblestone-256 key (32 bytes)."""
    return _derive(file_key, b"body", 32)


def body_context(label: bytes) -> bytes:
    """The Cobblestone context: a domain label and the immutable part of the header, as its canonical JSON."""
    return _NAME + b"body\n" + label


def check(head: bytes) -> bytes:
    """The unkeyed check (16 hex digits) over everything before it."""
    return hashlib.sha256(head).hexdigest()[:16].encode()
