"""The keystream against NIST's own example, and at any offset."""

from __future__ import annotations

import pytest

from safehandle.erase import keystream

# NIST SP 800-38A, F.5.5 CTR-AES256.Encrypt: key, initial counter, and the four output blocks.
KEY = bytes.fromhex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")
COUNTER = 0xF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF
BLOCKS = (
    "0bdf7df1591716335e9a8b15c860c502"
    "5a6e699d536119065433863c8f657b94"
    "1bc12c9c01610d5d0d8bd6a3378eca62"
    "2956e1c8693536b1bee99c73a31576b6"
)


def test_the_counter_is_the_offset_in_blocks() -> None:
    assert keystream.take(keystream.position(KEY, COUNTER * 16), 64).hex() == BLOCKS


def test_any_offset_gives_the_same_stream() -> None:
    whole = keystream.take(keystream.position(KEY, 0), 4096)
    assert keystream.take(keystream.position(KEY, 1024), 100) == whole[1024:1124]
    buffer = bytearray(3000)
    keystream.fill(keystream.position(KEY, 16), memoryview(buffer), bytes(4096))
    assert buffer == whole[16:3016]


@pytest.mark.parametrize(("seed", "offset"), [(KEY[:16], 0), (KEY, 8)])
def test_a_short_seed_or_a_crooked_offset_is_refused(seed: bytes, offset: int) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        keystream.position(seed, offset)
