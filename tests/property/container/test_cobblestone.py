"""The body by hand against the library's Cobblestone-256, in both directions."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from typing import Any

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from hypothesis import given
from hypothesis import strategies as st
from tests.vectors.container import writer

from safehandle.container import body

LENGTHS = st.one_of(st.integers(0, 40_000), st.sampled_from([16383, 16384, 16385, 32768]))


def reference_reader() -> Any:
    path = Path(__file__).parents[3] / "docs" / "spec" / "shc_reader.py"
    spec = importlib.util.spec_from_file_location("shc_reader_again", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


READER = reference_reader()


@given(LENGTHS, st.binary(min_size=32, max_size=32), st.binary(max_size=40))
def test_the_reference_reader_reads_the_library(length: int, key: bytes, context: bytes) -> None:
    cipher = Cobblestone256Encryptor(key, context)
    sealed = cipher.update(bytes(length)) + cipher.finalize()
    assert len(sealed) == body.body_size(length)
    plain = io.BytesIO()
    READER.decrypt_body(io.BytesIO(sealed), key, context, len(sealed), plain.write)
    assert plain.getvalue() == bytes(length)


@given(LENGTHS, st.text(max_size=20))
def test_the_library_reads_the_writer_by_hand(length: int, note: str) -> None:
    label = {**writer.LABEL, "note": note.encode("utf-8", "replace").decode()}
    sealed = writer.body(bytes(length), label)
    context = writer.NAME + b"body\n" + writer.canonical(label)
    cipher = Cobblestone256Decryptor(writer.derived(b"body", 32), context)
    assert cipher.update(sealed) + cipher.finalize() == bytes(length)
