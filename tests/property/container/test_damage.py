"""Every way of damaging a container is noticed, and nothing is released."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.container.made import IDENTITY, Pipe, bag, opened, stream

from safehandle.container import open_bag, open_stream, read_header
from safehandle.errors import InputError, IntegrityError, SafehandleError, SecretError

CHUNK, SEALED_CHUNK, PREFIX = 16384, 16400, 56
LONG = stream(b"".join(bytes([number % 256]) * 64 for number in range(800)))
LONG_HEAD = len(read_header(io.BytesIO(LONG)).head)
SHORT = stream(b"personal data")


def refusal(container: bytes) -> SafehandleError:
    output = io.BytesIO()
    with pytest.raises((InputError, IntegrityError, SecretError)) as caught:
        open_stream(io.BytesIO(container), [IDENTITY], output)
    return caught.value


def test_every_single_bit_of_a_small_container() -> None:
    head = len(read_header(io.BytesIO(SHORT)).head)
    codes: dict[str, int] = {}
    for at, bit in itertools.product(range(len(SHORT)), range(8)):
        damaged = bytearray(SHORT)
        damaged[at] ^= 1 << bit
        code = refusal(bytes(damaged)).code
        codes[code] = codes.get(code, 0) + 1
        if at >= head:
            assert code == "container.content-altered", (at, bit)
        elif at >= 23:
            assert code in {"container.header-damaged", "container.truncated"}, (at, bit)
    assert codes["container.content-altered"] == 8 * (len(SHORT) - head)


def test_bytes_of_a_bag(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1,2,3")
    bag([tmp_path / "a.csv"], tmp_path / "out.shc")
    whole = (tmp_path / "out.shc").read_bytes()
    for at in range(0, len(whole), 11):
        damaged = bytearray(whole)
        damaged[at] ^= 0x10
        with pytest.raises((InputError, IntegrityError)):
            open_bag(io.BytesIO(bytes(damaged)), [IDENTITY], tmp_path / "d")
        assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("pipe", [False, True])
def test_cut_at_every_chunk_and_in_between(pipe: bool) -> None:
    container = stream(b"x" * (CHUNK * 4), pipe=pipe)
    head = len(read_header(io.BytesIO(container)).head)
    ends = range(head + PREFIX, len(container), SEALED_CHUNK)
    cuts = {end + offset for end in ends for offset in (-16, -1, 0, 1, 15, 16, 17, 5000)}
    for cut in sorted(cut for cut in cuts if cut < len(container)):
        for file in (io.BytesIO(container[:cut]), Pipe(container[:cut])):
            with pytest.raises(IntegrityError) as caught:
                open_stream(file, [IDENTITY], io.BytesIO())
            assert caught.value.code == "container.truncated", cut


@given(st.integers(0, len(LONG) - 1))
def test_cut_anywhere(cut: int) -> None:
    assert refusal(LONG[:cut]).code == ("container.truncated" if cut else "container.not-a-container")


@given(st.lists(st.integers(0, 2), min_size=1, max_size=5))
def test_whole_chunks_in_any_other_order(order: list[int]) -> None:
    body = LONG[LONG_HEAD + PREFIX :]
    chunks = [body[at : at + SEALED_CHUNK] for at in range(0, 3 * SEALED_CHUNK, SEALED_CHUNK)]
    if order == [0, 1, 2]:
        return
    damaged = LONG[: LONG_HEAD + PREFIX] + b"".join(chunks[number] for number in order) + body[3 * SEALED_CHUNK :]
    assert refusal(damaged).code in {"container.content-altered", "container.truncated"}


@given(st.binary(min_size=1, max_size=40))
def test_anything_appended(more: bytes) -> None:
    assert refusal(SHORT + more).code == "container.content-altered"
    with pytest.raises(IntegrityError):
        open_stream(Pipe(SHORT + more), [IDENTITY], io.BytesIO())


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_only_ever_refused(data: bytes) -> None:
    for start in (b"", b"safehandle.container/1\n", SHORT[:60]):
        with pytest.raises((InputError, IntegrityError)):
            read_header(io.BytesIO(start + data))


@settings(deadline=None)
@given(st.integers(0, 5), st.integers(-2, 2), st.integers(1, 70_000))
def test_every_length_comes_back(chunks: int, more: int, step: int) -> None:
    plain = bytes(number % 253 for number in range(max(0, chunks * CHUNK + more)))

    class Slow(io.RawIOBase):
        """A source that gives a few bytes at a time."""

        at = 0

        def readinto(self, buffer: object) -> int:
            piece = plain[self.at : self.at + min(step, len(memoryview(buffer)))]  # type: ignore[arg-type]
            memoryview(buffer)[: len(piece)] = piece  # type: ignore[arg-type]
            self.at += len(piece)
            return len(piece)

    from tests.unit.container.made import LABEL, RECIPIENT

    from safehandle.container import seal_stream

    output = io.BytesIO()
    seal_stream(Slow(), output, [RECIPIENT], label=LABEL)  # type: ignore[arg-type]
    assert opened(output.getvalue()) == plain
