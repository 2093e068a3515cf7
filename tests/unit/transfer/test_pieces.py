"""The channel's buffer: what comes out is what went in, and an end is an end."""

from __future__ import annotations

import threading

import pytest
from paramiko.buffered_pipe import PipeTimeout

from safehandle.transfer.links.pieces import Pieces


def test_pieces_come_out_in_order_and_may_be_cut() -> None:
    pieces = Pieces()
    for piece in (b"abc", b"defgh"):
        pieces.feed(piece)
    assert pieces.read_ready()
    assert [pieces.read(2), pieces.read(9), pieces.read(4), pieces.read(4)] == [b"ab", b"c", b"defg", b"h"]
    assert not pieces.read_ready()


def test_reading_waits_and_gives_up() -> None:
    pieces = Pieces()
    with pytest.raises(PipeTimeout):
        pieces.read(1, 0.01)
    feeder = threading.Timer(0.05, pieces.feed, [b"late"])
    feeder.start()
    assert pieces.read(9, 5) == b"late"
    feeder.join()


def test_what_came_before_the_end_is_still_read() -> None:
    pieces = Pieces()
    pieces.feed(b"last")
    pieces.close()
    assert [pieces.read(9, 1), pieces.read(9, 1), pieces.read(9, None)] == [b"last", b"", b""]
