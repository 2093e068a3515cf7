"""Servers that break the protocol, and listings that no honest server gives."""

from __future__ import annotations

import hashlib
import struct
from functools import partial

import pytest
from tests.unit.transfer.scripted import Answer, ScriptedLink, packet, reply, status

from safehandle.errors import RemoteError
from safehandle.transfer import Incoming, Meter, wire
from safehandle.transfer.download import Download
from safehandle.transfer.pump import Pump
from safehandle.transfer.session import Session

FOLDER = struct.pack(">II", 4, 0o040700)
FILE = struct.pack(">II", 4, 0o100600)


def session(answer: Answer) -> Session:
    return Session(ScriptedLink(answer))


def listing(*names: bytes, attributes: bytes = FILE, pages: int = 1) -> Answer:
    """A server whose every folder holds these names, so many times over."""
    left = [pages]

    def answer(kind: int, number: int, body: bytes) -> bytes:
        if kind == wire.OPENDIR:
            left[0] = pages
            return reply(wire.HANDLE, number, wire.string(b"h"))
        if kind == wire.READDIR:
            left[0] -= 1
            if left[0] < 0:
                return status(number, wire.EOF)
            entries = b"".join(wire.string(name) + wire.string(b"") + attributes for name in names)
            return reply(wire.NAME, number, struct.pack(">I", len(names)) + entries)
        return status(number)

    return answer


@pytest.mark.parametrize("hello", [packet(wire.VERSION, b"\0\0\0\2"), packet(wire.STATUS, b"\0\0\0\0"), b""])
def test_what_does_not_speak_sftp_is_refused(hello: bytes) -> None:
    with pytest.raises(RemoteError, match=r"transfer\.no-sftp"):
        Session(ScriptedLink(lambda *_: b"", hello=hello))


@pytest.mark.parametrize(
    "answer",
    [
        lambda kind, number, body: struct.pack(">I", 0),  # an empty packet
        lambda kind, number, body: struct.pack(">I", 1 << 30),  # one that would fill the memory
        lambda kind, number, body: packet(wire.ATTRS, b"\0"),  # no room for a number
        lambda kind, number, body: reply(wire.ATTRS, number + 1, struct.pack(">I", 0)),  # to nothing that was asked
        lambda kind, number, body: reply(wire.HANDLE, number, wire.string(b"h")),  # of another type
        lambda kind, number, body: reply(wire.ATTRS, number, struct.pack(">IB", 1, 0)),  # that ends too early
    ],
)
def test_a_reply_that_breaks_the_protocol_is_refused(answer: Answer) -> None:
    with pytest.raises(RemoteError, match=r"transfer\.protocol"):
        session(answer).look("a")


@pytest.mark.parametrize("name", [b"../up", b"/etc/passwd", b"a/b", b""])
def test_a_listed_name_that_is_a_path_is_refused(name: bytes) -> None:
    with pytest.raises(RemoteError, match=r"transfer\.hostile-name"):
        list(session(listing(name)).entries("f"))


def test_dot_and_dot_dot_are_not_entries() -> None:
    assert [name for name, _ in session(listing(b".", b"..", b"a")).entries("f")] == ["a"]


def test_an_endless_listing_ends() -> None:
    endless = session(listing(*(b"%d" % number for number in range(1000)), pages=1 << 40))
    with pytest.raises(RemoteError, match=r"transfer\.too-many"):
        list(endless.entries("f", most=5000))


def refuse(code: int, kind: int, number: int, body: bytes) -> bytes:
    return status(number, code, b"no")


def test_a_status_says_what_went_wrong() -> None:
    cases = {2: "transfer.missing", 3: "transfer.forbidden", 4: "transfer.refused"}
    for code, expected in cases.items():
        refusing = session(partial(refuse, code))
        with pytest.raises(RemoteError) as refused:
            refusing.remove("a")
        assert refused.value.code == expected


def file_server(content: bytes, *, most: int, backwards: bool = False) -> Answer:
    """A server that gives at most so many bytes at once, and may answer reads in reverse order of asking."""
    waiting: list[bytes] = []

    def answer(kind: int, number: int, body: bytes) -> bytes:
        if kind == wire.OPEN:
            return reply(wire.HANDLE, number, wire.string(b"h"))
        if kind == wire.FSTAT:
            attributes = struct.pack(">IQI", 1 | 4, len(content), 0o100600)
            held = b"".join(reversed(waiting))
            waiting.clear()
            return held + reply(wire.ATTRS, number, attributes)
        if kind == wire.READ:
            offset, size = struct.unpack(">QI", body[5:])
            data = reply(wire.DATA, number, wire.string(content[offset : offset + min(size, most)]))
            if not backwards:
                return data
            waiting.append(data)
            return b""
        return status(number)

    return answer


@pytest.mark.parametrize(("most", "backwards"), [(1 << 20, False), (1000, False), (1 << 20, True)])
def test_short_and_disordered_answers_give_the_same_bytes(most: int, backwards: bool) -> None:
    content = bytes(range(256)) * 1000
    opened = session(file_server(content, most=most, backwards=backwards))
    item = Incoming(path="a", size=len(content))
    (job,) = Pump[Download](opened).run(iter([Download(item, opened, Meter())]))
    assert job.result.sha256 == hashlib.sha256(content).hexdigest()


def test_more_bytes_than_were_asked_for_are_refused() -> None:
    def answer(kind: int, number: int, body: bytes) -> bytes:
        if kind == wire.READ:
            return reply(wire.DATA, number, wire.string(bytes(40_000)))
        return file_server(bytes(10), most=10)(kind, number, body)

    opened = session(answer)
    with pytest.raises(RemoteError, match=r"transfer\.protocol"):
        list(Pump[Download](opened).run(iter([Download(Incoming(path="a", size=10), opened, Meter())])))
