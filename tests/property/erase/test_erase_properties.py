"""Names stay on their line, and runs cover what they should, whatever is given."""

from __future__ import annotations

import os
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from safehandle.erase import keystream
from safehandle.erase.fault import printable
from safehandle.erase.overwriting import length, overwrite, read_back

SEED = bytes(range(32))


@given(st.binary(max_size=80))
def test_a_printed_path_is_one_line_of_plain_text(raw: bytes) -> None:
    text = printable(os.fsdecode(raw))
    assert len(text.splitlines()) <= 1
    assert not any(unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} for char in text)
    assert not any(
        unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"} for char in text
    )


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), min_size=1, max_size=6), st.data())
def test_read_back_accepts_exactly_what_was_written(gaps: list[tuple[int, int]], data: st.DataObject) -> None:
    runs, at = [], 0
    for gap, size in gaps:
        runs.append((at + gap, at + gap + size))
        at = runs[-1][1]
    of = tuple(runs)
    descriptor = os.memfd_create("runs")
    try:
        written = overwrite(descriptor, of, keystream.position(SEED, 0), lambda _: None)
        assert written == sum(end - start for start, end in of)
        assert length(of) % 16 == 0
        assert read_back(descriptor, of, keystream.position(SEED, 0), lambda _: None)[1] == 0
        start, end = data.draw(st.sampled_from(of))
        place = data.draw(st.integers(start, end - 1))
        (old,) = os.pread(descriptor, 1, place)
        os.pwrite(descriptor, bytes([old ^ 1]), place)
        assert read_back(descriptor, of, keystream.position(SEED, 0), lambda _: None)[1] == end - start
    finally:
        os.close(descriptor)
