"""The arithmetic of WinZip's AE-1 and AE-2: keys from a password, AES with a little-endian counter, an 80-bit MAC.

Source: WinZip, "AES Encryption Information: Encryption Specification AE-1 and AE-2". The format fixes
PBKDF2-HMAC-SHA-1 with 1,000 iterations and HMAC-SHA-1 cut to 80 bits; neither can be chosen better.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import hmac

ITERATIONS = 1000
SALT_SIZE = {128: 8, 192: 12, 256: 16}
"""Bytes of salt by bits of key."""
CHECK_SIZE = 2
TAG_SIZE = 10

_BLOCK = 16
_WINDOW = 1 << 20
"""Bytes of counter blocks in one window: 65,536 blocks, which differ in their lowest two bytes only."""
_PIECE = 1 << 18

Buffer = bytes | bytearray | memoryview


class Keys(NamedTuple):
    """What one password and one salt give: the AES key, the MAC key, and two bytes that tell most wrong passwords."""

    cipher: bytes
    mac: bytes
    check: bytes


def derive(password: bytes, salt: bytes, bits: int = 256) -> Keys:
    """Derive the keys of one entry. A salt is never used twice: the counter always starts at 1."""
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    size = bits // 8
    keys = PBKDF2HMAC(SHA1(), 2 * size + CHECK_SIZE, salt, ITERATIONS).derive(password)  # noqa: S303 - the format's
    return Keys(keys[:size], keys[size : 2 * size], keys[2 * size :])


def mac(key: bytes) -> hmac.HMAC:
    """A running HMAC-SHA-1; an entry's tag is the first :data:`TAG_SIZE` bytes of its digest."""
    import hmac

    return hmac.new(key, digestmod="sha1")


class Counter:
    """AES in counter mode as the format has it: a 128-bit counter, little-endian, that starts at 1.

    No library offers that counter at speed, so the key stream is OpenSSL's ECB over prepared counter blocks.
    """

    __slots__ = ("_blocks", "_encrypt", "_left", "_position", "_stream", "_window")

    def __init__(self, key: bytes, *, size: int = _PIECE) -> None:
        """``size`` is how many bytes are expected; it bounds the buffer, not the stream."""
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES
        from cryptography.hazmat.primitives.ciphers.modes import ECB

        self._encrypt = Cipher(AES(key), ECB()).encryptor()  # noqa: S305 - on counters: this is CTR
        self._blocks: Buffer = _first_window()
        self._window = 0
        self._position = _BLOCK  # the first block is number 1
        self._stream = bytearray(min(_PIECE, (size + 2 * _BLOCK - 1) & -_BLOCK) + _BLOCK)
        self._left = memoryview(b"")

    def crypt(self, data: Buffer) -> bytearray:
        """The next bytes of the stream, encrypted or decrypted."""
        made = bytearray(len(data))
        self.crypt_into(data, memoryview(made))
        return made

    def crypt_into(self, data: Buffer, target: memoryview) -> None:
        """The same into ``target``, which is as long as ``data``."""
        from Cryptodome.Util.strxor import strxor

        source, done = memoryview(data), 0
        while done < len(source):
            if not self._left:
                self._refill()
            count = min(len(source) - done, len(self._left))
            strxor(source[done : done + count], self._left[:count], output=target[done : done + count])  # type: ignore[arg-type]
            self._left = self._left[count:]
            done += count

    def _refill(self) -> None:
        if self._position == _WINDOW:
            self._next_window()
        # The library wants room for one block more than it fills.
        count = min(len(self._stream) - _BLOCK, _WINDOW - self._position)
        blocks = memoryview(self._blocks)[self._position : self._position + count]
        self._encrypt.update_into(blocks, self._stream)
        self._position += count
        self._left = memoryview(self._stream)[:count]

    def _next_window(self) -> None:
        self._window += 1
        self._position = 0
        blocks = self._blocks if isinstance(self._blocks, bytearray) else bytearray(self._blocks)
        for place, byte in enumerate(self._window.to_bytes(6, "little"), start=2):
            # A higher byte changes only when every byte below it has turned over.
            if self._window % (1 << 8 * (place - 2)) == 0:
                blocks[place::_BLOCK] = bytes([byte]) * (_WINDOW // _BLOCK)
        self._blocks = blocks


@cache
def _first_window() -> bytes:
    blocks = bytearray(_WINDOW)
    blocks[0::_BLOCK] = bytes(range(256)) * 256
    blocks[1::_BLOCK] = b"".join(bytes([high]) * 256 for high in range(256))
    return bytes(blocks)
