"""Packets from a hostile server, and papers with any names in them."""

from __future__ import annotations

import struct
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.transfer.scripted import ScriptedLink, packet

from safehandle.errors import IntegrityError, SafehandleError
from safehandle.files import Names
from safehandle.transfer import Incoming, Meter, manifest, receipt, slip, wire
from safehandle.transfer.download import Download
from safehandle.transfer.pump import Pump
from safehandle.transfer.session import Session

KINDS = st.sampled_from([wire.STATUS, wire.HANDLE, wire.DATA, wire.NAME, wire.ATTRS, wire.EXTENDED_REPLY, 0, 255])


@given(st.lists(st.tuples(KINDS, st.integers(0, 3), st.binary(max_size=60)), max_size=12))
def test_whatever_a_server_says_is_an_answer_or_a_refusal(said: list[tuple[int, int, bytes]]) -> None:
    def answer(kind: int, number: int, body: bytes) -> bytes:
        if not said:
            return b""
        reply_kind, shift, content = said.pop()
        return packet(reply_kind, struct.pack(">I", max(0, number - shift)) + content)

    session = Session(ScriptedLink(answer))
    with suppress(SafehandleError):
        list(session.entries("f"))
    with suppress(SafehandleError):
        session.look("a")
    with suppress(SafehandleError):
        list(Pump[Download](session).run(iter([Download(Incoming(path="a", size=9), session, Meter())])))


@given(st.binary(max_size=200))
def test_any_bytes_as_a_paper_are_read_or_refused(content: bytes) -> None:
    for read in (manifest.read, slip.read, receipt.read):
        with suppress(IntegrityError):
            read(content)


@given(st.lists(st.text(max_size=30), max_size=8))
def test_a_manifest_comes_back_as_it_was(paths: list[str]) -> None:
    names = Names(windows=False)
    hashes = {path: f"{number:064x}" for number, path in enumerate(paths) if names.add(path) is None}
    if hashes:
        assert manifest.read(manifest.write(hashes)) == hashes


@given(st.text(max_size=40))
def test_paths_travel_as_they_are(text: str) -> None:
    name = text.encode("utf-8", "replace").decode()
    body = memoryview(wire.path(name))
    assert wire.Reader(body).text() == name


@given(st.binary(max_size=40))
def test_names_that_are_no_text_travel_as_they_are(raw: bytes) -> None:
    assert wire.path(wire.Reader(memoryview(wire.string(raw))).text()) == wire.string(raw)
