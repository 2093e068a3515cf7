"""What is written over old content: the keystream of AES-256-CTR (NIST SP 800-38A section 6.5).

The seed is the key, and the counter block of the sixteen bytes at ``offset`` is ``offset / 16`` as a 128-bit big-endian
number. Unlike zeros it cannot be compressed or shared by whatever lies below, it shows a device whose addresses wrap
round, it can be taken up at any offset, and whoever has the seed can check it again later.
"""

from __future__ import annotations

import secrets
from typing import Protocol

SEED_BYTES = 32
_ZEROS = bytes(1 << 20)


class Fills(Protocol):
    """A position in the keystream."""

    def update(self, data: bytes, /) -> bytes: ...

    def update_into(self, data: bytes, buffer: memoryview, /) -> int: ...


def new_seed() -> bytes:
    """A fresh random seed. It is public: it protects nothing but the proof that this very run wrote the medium."""
    return secrets.token_bytes(SEED_BYTES)


def position(seed: bytes, offset: int) -> Fills:
    """The keystream from ``offset`` (a multiple of 16) on.

    Raises:
        ValueError: the seed is not 32 bytes long or the offset no multiple of 16.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if len(seed) != SEED_BYTES or offset % 16:
        raise ValueError((len(seed), offset))
    counter = (offset // 16).to_bytes(16, "big")
    return Cipher(algorithms.AES(seed), modes.CTR(counter)).encryptor()


def take(stream: Fills, count: int) -> bytes:
    """The next ``count`` bytes, at most 1 MiB."""
    return stream.update(_ZEROS[:count])


def fill(stream: Fills, buffer: memoryview, zeros: bytes) -> None:
    """Fill ``buffer`` with what comes next; ``zeros`` is at least as long, and made once by the caller."""
    stream.update_into(zeros if len(buffer) == len(zeros) else zeros[: len(buffer)], buffer)
