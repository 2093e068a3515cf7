"""Archives that mean harm, each refused before anything is written, and each for its own reason."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from safehandle.archive import Limits, look, records, unpack
from safehandle.archive.ending import find_ending
from safehandle.archive.records import Member
from safehandle.archive.source import reading
from safehandle.errors import InputError, IntegrityError, SafehandleError

from .conftest import PASSWORD, Forge, Piece


def refusal(path: Path, tmp_path: Path) -> str:
    """The code that the archive is refused with. Nothing may be left, inside or outside of the destination."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SafehandleError) as raised:
        unpack(path, tmp_path / "out", PASSWORD)
    assert sorted(tmp_path.rglob("*")) == before
    return raised.value.code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (b"/etc/cron.d/x", "archive.hostile-absolute"),
        (b"../../x", "archive.hostile-parent"),
        (b"a/../../x", "archive.hostile-parent"),
        (b"./x", "archive.hostile-parent"),
        (b"a//x", "archive.hostile-empty"),
        (b"C:/Windows/x", "archive.hostile-drive"),
        (b"c:x", "archive.hostile-drive"),
        (b"a\\..\\x", "archive.hostile-backslash"),
        (b"CON", "archive.hostile-reserved"),
        (b"a/nul.txt", "archive.hostile-reserved"),
        (b"x ", "archive.hostile-trailing"),
        (b"x/y.", "archive.hostile-trailing"),
        (b"a\x00.txt", "archive.hostile-control"),
        ("gpj\u202e.exe".encode(), "archive.hostile-control"),
        (b"\xff\xfe", "archive.hostile-encoding"),
        (b"x" * 256, "archive.hostile-too-long"),
        (b"a/" * 201 + b"x", "archive.hostile-too-deep"),
    ],
)
def test_names_that_would_leave_or_surprise(name: bytes, code: str, forge: Forge, tmp_path: Path) -> None:
    assert refusal(forge([Piece(b"fine"), Piece(name)]), tmp_path) == code


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("x", "x", "archive.hostile-duplicate"),
        ("x", "x/y", "archive.hostile-duplicate"),
        ("README", "readme", "archive.hostile-collision"),
        ("が", "か\u3099", "archive.hostile-collision"),
    ],
)
def test_names_that_are_one_file_somewhere(one: str, other: str, code: str, forge: Forge, tmp_path: Path) -> None:
    assert refusal(forge([Piece(one.encode()), Piece(other.encode())]), tmp_path) == code


@pytest.mark.parametrize(("mode", "code"), [(0o120777, "hostile-link"), (0o020666, "hostile-special")])
def test_links_and_devices(mode: int, code: str, forge: Forge, tmp_path: Path) -> None:
    assert refusal(forge([Piece(b"x", b"/etc/passwd", mode)]), tmp_path) == f"archive.{code}"


def test_content_that_is_not_encrypted_was_put_there_by_anybody(forge: Forge, tmp_path: Path) -> None:
    assert refusal(forge([Piece(b"fine"), Piece(b"x", encrypted=False)]), tmp_path) == "archive.not-encrypted"


def test_two_entries_on_the_same_bytes(forge: Forge, tmp_path: Path) -> None:
    """A bomb as of Fifield (2019): many names, one compressed kernel."""
    path = forge([Piece(b"a", bytes(100)), Piece(b"b", bytes(100))])
    raw = path.read_bytes()
    first, second = look(path).items
    with reading(path) as source:
        directory = find_ending(source).offset
    entry = raw[: second.offset]
    members = [
        Member(name=b"a", mtime_ns=0, mode=0o100600, compressed=item.compressed, size=100, offset=0)
        for item in (first, second)
    ]
    members[1].name = b"a2"
    path.write_bytes(entry + records.directory(members, len(entry)))
    assert refusal(path, tmp_path) in {"archive.overlap", "archive.inconsistent"}
    members[1].name, members[1].offset = b"b", second.offset
    members[0].compressed += 30
    grown = bytearray(raw[:directory])
    grown[18:22] = struct.pack("<I", members[0].compressed)
    path.write_bytes(bytes(grown) + records.directory(members, directory))
    assert refusal(path, tmp_path) == "archive.overlap"


def test_room_between_entries_hides_something(forge: Forge, tmp_path: Path) -> None:
    path = forge([Piece(b"a")])
    raw = path.read_bytes()
    item = look(path).items[0]
    end = item.data + item.compressed
    member = Member(name=b"a", mtime_ns=0, mode=0o100600, compressed=item.compressed, size=1)
    path.write_bytes(raw[:end] + b"hidden" + records.directory([member], end + 6))
    assert refusal(path, tmp_path) == "archive.inconsistent"


def test_something_in_front_of_the_archive(forge: Forge, tmp_path: Path) -> None:
    path = forge([Piece(b"a")])
    path.write_bytes(b"MZ" + path.read_bytes())
    assert refusal(path, tmp_path) == "archive.inconsistent"


def test_two_directories(forge: Forge, tmp_path: Path) -> None:
    """An end record whose comment is a second end record: which one counts depends on who reads."""
    path = forge([Piece(b"a")])
    raw = path.read_bytes()
    end = raw[-22:]
    path.write_bytes(raw[:-2] + struct.pack("<H", 22) + end)
    assert refusal(path, tmp_path) == "archive.doubled"


@pytest.mark.parametrize("field", [6, 8, 14, 18, 22, 26, 30, 39])
def test_both_records_of_an_entry_must_agree(field: int, forge: Forge, tmp_path: Path) -> None:
    """Encryption, method, CRC, both sizes, length of the name, the name, the kind of encryption: a reader of the stream
    and one of the directory would see two archives."""
    path = forge([Piece(b"a", b"x" * 50)])
    raw = bytearray(path.read_bytes())
    raw[field] ^= 1
    path.write_bytes(raw)
    assert refusal(path, tmp_path) == "archive.inconsistent"


def test_a_wrong_count(forge: Forge, tmp_path: Path) -> None:
    path = forge([Piece(b"a"), Piece(b"b")])
    raw = bytearray(path.read_bytes())
    raw[-14:-10] = struct.pack("<HH", 1, 1)
    path.write_bytes(raw)
    assert refusal(path, tmp_path) == "archive.inconsistent"


def bomb(path: Path, size: int, *, claimed: int | None = None) -> Path:
    """An archive whose only entry inflates to ``size`` zeros, from somebody who knows the password."""
    from safehandle.archive.behind import beside
    from safehandle.archive.forms import Encrypted, File

    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = maker.compress(bytes(size)) + maker.flush()
    with path.open("wb", buffering=0) as raw, beside() as aside:
        file = File(raw)
        member = Member(name=b"zeros", mtime_ns=0, mode=0o100600, method=records.DEFLATED, size=claimed or size)
        file.write(Encrypted(file, PASSWORD.encode(), aside).enclose(member, body))
        file.write(records.directory([member], file.position))
    return path


def test_a_bomb_is_refused_by_what_it_claims(tmp_path: Path) -> None:
    assert refusal(bomb(tmp_path / "b.zip", 70 << 20), tmp_path) == "archive.ratio"


def test_a_bomb_that_claims_little_stops_there(tmp_path: Path) -> None:
    assert refusal(bomb(tmp_path / "b.zip", 50 << 20, claimed=1000), tmp_path) == "archive.altered"


def test_limits_of_count_and_total(forge: Forge, tmp_path: Path) -> None:
    path = forge([Piece(b"a", b"x" * 100), Piece(b"b")])
    with pytest.raises(InputError, match=r"archive\.too-many"):
        look(path, limits=Limits(entries=1))
    with pytest.raises(InputError, match=r"archive\.too-many"):
        look(path, limits=Limits(directory=20))
    with pytest.raises(InputError, match=r"archive\.too-large"):
        look(path, limits=Limits(total=100))
    assert look(path, limits=Limits(entries=2, total=101)).size == 101


def test_more_than_the_disk_holds_is_refused_at_once(forge: Forge, tmp_path: Path) -> None:
    path = forge([Piece(b"a")])
    item = look(path).items[0]
    raw = path.read_bytes()
    member = Member(name=b"a", mtime_ns=0, mode=0o100600, compressed=item.compressed, size=1 << 39, wide=True)
    body = member.local() + raw[item.data : item.data + item.compressed]
    path.write_bytes(body + records.directory([member], len(body)))
    with pytest.raises(InputError, match=r"archive\.ratio"):
        unpack(path, tmp_path / "out", PASSWORD)
    with pytest.raises(SafehandleError, match=r"files\.no-space"):
        unpack(path, tmp_path / "out", PASSWORD, limits=Limits(ratio=1 << 40, total=1 << 41))


def test_the_old_cipher_of_pkzip_is_named_and_refused(forge: Forge, tmp_path: Path) -> None:
    path = forge([Piece(b"a", bytes(20), encrypted=False)])
    raw = bytearray(path.read_bytes())
    with reading(path) as source:
        directory = find_ending(source).offset
    raw[6] |= 1
    raw[directory + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(InputError, match="what=ZipCrypto"):
        look(path)


def test_tampering_with_any_byte_of_the_directory_never_changes_what_comes_out(forge: Forge, tmp_path: Path) -> None:
    """Refused, or extracted as it was but for a name, a time or a mode, which a manifest is there to tell."""
    path = forge([Piece(b"a", b"content")])
    raw = path.read_bytes()
    item = look(path).items[0]
    for at in [*range(item.data), *range(item.data + item.compressed, len(raw))]:
        for bit in (0x01, 0x80):
            path.write_bytes(raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :])
            out = tmp_path / f"out-{at}-{bit}"
            try:
                unpack(path, out, PASSWORD)
            except (InputError, IntegrityError):
                assert not out.exists()
            else:
                assert [file.read_bytes() for file in out.iterdir()] == [b"content"]
