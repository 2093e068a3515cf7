"""Hashing beside a transfer gives what hashing in line gives."""

from __future__ import annotations

import hashlib
import os
import threading

import pytest

from safehandle.transfer.hashing import AHEAD, Hash

CONTENT = os.urandom(300_000)


@pytest.mark.parametrize("beside", [False, True])
def test_pieces_are_hashed_in_order_and_after_what_came_before(beside: bool) -> None:
    digest = Hash(hashlib.sha256(CONTENT[:1000]), beside=beside)
    size = len(CONTENT) // (3 * AHEAD)
    for begin in range(1000, len(CONTENT), size):
        digest.update(CONTENT[begin : begin + size])
    assert digest.hexdigest() == hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize("beside", [False, True])
def test_a_buffer_may_be_filled_anew_at_once(beside: bool) -> None:
    digest, buffer = Hash(beside=beside), bytearray(1000)
    for number in range(100):
        buffer[:] = bytes([number]) * 1000
        digest.update(memoryview(buffer))
    assert digest.hexdigest() == hashlib.sha256(b"".join(bytes([n]) * 1000 for n in range(100))).hexdigest()


def test_no_thread_is_left_when_it_is_given_up() -> None:
    before = threading.active_count()
    digest = Hash(beside=True)
    digest.update(CONTENT)
    digest.close()
    digest.close()
    assert threading.active_count() == before
