"""The arithmetic of AE-2 against an independent counter mode and the keys of RFC 6070's function."""

from __future__ import annotations

import hashlib
import os

import pytest
from Cryptodome.Cipher import AES
from Cryptodome.Util import Counter as Blocks

from safehandle.archive.aes import Counter, derive


@pytest.mark.parametrize("bits", [128, 192, 256])
def test_counter_is_little_endian_and_starts_at_one(bits: int) -> None:
    key, data = os.urandom(bits // 8), os.urandom(3_500_017)  # over three windows of counter blocks
    oracle = AES.new(key, AES.MODE_CTR, counter=Blocks.new(128, initial_value=1, little_endian=True))
    assert Counter(key).crypt(data) == oracle.encrypt(data)


def test_pieces_of_any_size_make_the_same_stream() -> None:
    key, data = os.urandom(32), os.urandom(1_400_000)
    whole, pieces = Counter(key).crypt(data), Counter(key, size=100)
    made, at, step = bytearray(), 0, 1
    while at < len(data):
        made += pieces.crypt(data[at : at + step])
        at, step = at + step, step * 3 % 70_001 + 1
    assert made == whole


def test_the_third_byte_of_the_counter_turns_over() -> None:
    """After 256 windows (256 MiB) a byte above the window's own must change."""
    key = os.urandom(32)
    counter = Counter(key)
    oracle = AES.new(key, AES.MODE_CTR, counter=Blocks.new(128, initial_value=1, little_endian=True))
    piece = bytes(1 << 22)
    for _ in range(63):
        counter.crypt(piece)
        oracle.encrypt(piece)
    for _ in range(2):
        assert counter.crypt(piece) == oracle.encrypt(piece)


def test_keys_are_pbkdf2_hmac_sha1_with_1000_iterations() -> None:
    salt = os.urandom(16)
    raw = hashlib.pbkdf2_hmac("sha1", b"secret", salt, 1000, 66)
    assert derive(b"secret", salt) == (raw[:32], raw[32:64], raw[64:])
    assert derive(b"secret", salt[:8], 128).cipher == hashlib.pbkdf2_hmac("sha1", b"secret", salt[:8], 1000, 34)[:16]
