"""Real archives, ours and of others, mutated at will: extracted as they were, or refused by a documented error."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from safehandle.archive import unpack
from safehandle.cli.messages import archive as told
from safehandle.cli.messages import files as told_of_files
from safehandle.errors import SafehandleError

VECTORS = Path(__file__).parents[2] / "vectors" / "archive"
PASSWORD = "Vector-Pass-1"
ARCHIVES = [path.read_bytes() for path in sorted(VECTORS.glob("*.zip"))]
CONTENTS = {"氏名,住所\n".encode(), b""}
DOCUMENTED = told.MESSAGES.keys() | told_of_files.MESSAGES.keys()

RECORDS = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x06\x06",
    b"PK\x06\x07",
    b"PK\x07\x08",
    b"\x01\x99\x07\x00",
)
NUMBERS = [
    number.to_bytes(size, "little")
    for size in (1, 2, 4, 8)
    for number in {0, 1, 8, 12, 99, (1 << 8 * size) - 1, 1 << 8 * size - 1, (1 << 8 * size - 1) - 1}
]
texts = st.sampled_from([*NUMBERS, *RECORDS, b"../x", b"/x", b"CON", b"\x00", b"\\", "が".encode(), b"\xff\xfe"])


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """One to four changes; most hit a field of a record, for noise elsewhere fails the MAC and teaches nothing."""
    raw = draw(st.sampled_from(ARCHIVES))
    for _ in range(draw(st.integers(1, 4))):
        record = draw(st.sampled_from(RECORDS))
        places = [at for at in range(len(raw)) if raw.startswith(record, at)] or [0]
        at = min(draw(st.sampled_from(places)) + draw(st.integers(0, 70)), len(raw))
        change = draw(st.sampled_from(["put", "put", "put", "insert", "cut", "double", "end"]))
        text, size = draw(texts), draw(st.integers(1, 90))
        raw = {
            "put": raw[:at] + text + raw[at + len(text) :],
            "insert": raw[:at] + text + raw[at:],
            "cut": raw[:at] + raw[at + size :],
            "double": raw[: at + size] + raw[at:],
            "end": raw[:at],
        }[change]
    return raw


@settings(max_examples=250, deadline=None)
@given(raw=mutated())
def test_a_mutated_archive_is_refused_by_name_or_gives_what_was_sealed(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        archive, out = Path(place, "a.zip"), Path(place, "around", "out")
        out.parent.mkdir()
        archive.write_bytes(raw)
        try:
            found = unpack(archive, out, PASSWORD).files
        except SafehandleError as error:
            refused = error.code
        else:
            assert sorted(Path(place).iterdir()) == [archive, out.parent]
            assert list(out.parent.iterdir()) == [out]
            assert_genuine(out, {file.path for file in found})
            return
        assert refused in DOCUMENTED
        assert sorted(Path(place).rglob("*")) == [archive, out.parent]


def assert_genuine(out: Path, names: set[str]) -> None:
    """Only what was named came out, and nothing that was not sealed."""
    inside = [Path(folder, name) for folder, _, files in os.walk(out) for name in files]
    assert {str(path.relative_to(out)) for path in inside} == names
    for path in inside:
        assert not path.is_symlink()
        assert path.name == "manifest-sha256.txt" or path.read_bytes() in CONTENTS
