"""Any tree that can be surveyed comes back as it was, with names shown or hidden, and its manifest is right."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from safehandle.archive import pack, unpack
from safehandle.errors import SafehandleError
from safehandle.files import Names, survey, whole_file

PASSWORD = "property-based"
names = st.text(st.characters(codec="utf-8", exclude_characters="/\\\0"), min_size=1, max_size=12)
contents = st.one_of(
    st.binary(max_size=300), st.builds(lambda piece, times: piece * times, st.binary(min_size=1), st.integers(1, 900))
)
trees = st.dictionaries(st.lists(names, min_size=1, max_size=3).map("/".join), contents, min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(tree=trees, hide_names=st.booleans())
def test_what_goes_in_comes_out(tree: dict[str, bytes], hide_names: bool) -> None:
    seen = Names(windows=False)
    tree = {path: data for path, data in tree.items() if seen.add(f"r/{path}") is None} or {"x": b"x"}
    with tempfile.TemporaryDirectory() as place:
        root = Path(place, "r")
        for path, data in tree.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        with whole_file(Path(place, "a.zip")) as file:
            packed = pack(survey([root]), file, PASSWORD, hide_names=hide_names)
        found = unpack(Path(place, "a.zip"), Path(place, "out"), PASSWORD)
        assert found.files == packed.files
        assert found.manifest_sha256 == packed.manifest_sha256
        for path, data in tree.items():
            there = Path(place, "out", unicodedata.normalize("NFC", f"r/{path}"))
            assert there.read_bytes() == data
        assert {file.sha256 for file in packed.files} == {hashlib.sha256(data).hexdigest() for data in tree.values()}


@settings(max_examples=150, deadline=None)
@given(noise=st.binary(max_size=400), at=st.integers(0, 2000))
def test_noise_is_refused_by_name_and_never_crashes(noise: bytes, at: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "x").write_bytes(b"content " * 20)
        with whole_file(Path(place, "a.zip")) as file:
            pack(survey([Path(place, "x")]), file, PASSWORD)
        raw = bytearray(Path(place, "a.zip").read_bytes())
        raw[at % len(raw) : at % len(raw) + len(noise)] = noise
        Path(place, "a.zip").write_bytes(raw)
        try:
            found = unpack(Path(place, "a.zip"), Path(place, "out"), PASSWORD)
        except SafehandleError as error:
            refused = error.code
        else:
            assert [file.sha256 for file in found.files] == [hashlib.sha256(b"content " * 20).hexdigest()]
            return
        assert refused.startswith("archive.")
        assert not Path(place, "out").exists()
