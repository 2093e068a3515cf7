"""Archives whose records contradict each other or themselves: what one reader believes, another does not see."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from safehandle.archive import look, records, unpack
from safehandle.archive.ending import find_ending
from safehandle.archive.records import FULL, FULL16, Member
from safehandle.archive.source import reading
from safehandle.errors import SafehandleError

from .conftest import PASSWORD, Forge, Piece

VECTORS = Path(__file__).parents[2] / "vectors" / "archive"


def refusal(path: Path, tmp_path: Path, password: str = PASSWORD) -> str:
    """The code that the archive is refused with. Nothing may be left, inside or outside of the destination."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SafehandleError) as raised:
        unpack(path, tmp_path / "out", password)
    assert sorted(tmp_path.rglob("*")) == before
    return raised.value.code


def directory_of(path: Path) -> int:
    with reading(path) as source:
        return find_ending(source).offset


def wide_ending(path: Path, **lies: int) -> Path:
    """End the archive with 64-bit records, as is right for more than 4 GiB, and say what is not so."""
    start = directory_of(path)
    raw = path.read_bytes()[:-22]
    told = {
        "entries": 1,
        "size": len(raw) - start,
        "offset": start,
        "at": len(raw),
        "disks": 1,
        "narrow": FULL16,
    } | lies
    ending = (told["entries"], told["entries"], told["size"], told["offset"])
    path.write_bytes(
        raw
        + records.END64_RECORD.pack(records.END64, 44, 45, 45, 0, 0, *ending)
        + records.LOCATOR64_RECORD.pack(records.LOCATOR64, 0, told["at"], told["disks"])
        + records.END_RECORD.pack(records.END, 0, 0, told["narrow"], told["narrow"], FULL, FULL, 0)
    )
    return path


def test_a_64_bit_ending_that_is_right_is_believed(forge: Forge, tmp_path: Path) -> None:
    """Or the refusals below would show nothing."""
    assert [file.path for file in unpack(wide_ending(forge([Piece(b"a")])), tmp_path / "out", PASSWORD).files] == ["a"]


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ({"entries": 2}, "archive.inconsistent"),
        ({"entries": (1 << 64) - 1}, "archive.too-many"),
        ({"size": 1 << 63}, "archive.inconsistent"),
        ({"size": 0}, "archive.inconsistent"),
        ({"offset": (1 << 64) - 1}, "archive.inconsistent"),
        ({"offset": 0}, "archive.inconsistent"),
        ({"at": (1 << 64) - 1}, "archive.inconsistent"),
        ({"at": 0}, "archive.inconsistent"),
        ({"disks": 2}, "archive.unsupported"),
        ({"narrow": 7}, "archive.inconsistent"),
    ],
)
def test_a_64_bit_ending_that_lies(lie: dict[str, int], code: str, forge: Forge, tmp_path: Path) -> None:
    assert refusal(wide_ending(forge([Piece(b"a")]), **lie), tmp_path) == code


def retold(path: Path, change: Callable[[Member], None], extra: bytes = b"") -> Path:
    """Write the directory's record of the only entry anew, with a lie or another extra field in it."""
    item, start = look(path).items[0], directory_of(path)
    member = Member(name=b"a", mtime_ns=0, mode=0o100600, compressed=item.compressed, size=item.size)
    change(member)
    record = bytearray(member.central() + extra)
    (length,) = struct.unpack_from("<H", record, 30)
    struct.pack_into("<H", record, 30, length + len(extra))
    ending = records.end_records(1, start, len(record))
    path.write_bytes(path.read_bytes()[:start] + record + ending)
    return path


def with_offset(member: Member) -> None:
    member.offset = 1 << 63


def with_size(member: Member) -> None:
    member.size = 1 << 63


def with_compressed(member: Member) -> None:
    member.compressed = (1 << 64) - 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (with_offset, "archive.truncated"),
        (with_size, "archive.inconsistent"),
        (with_compressed, "archive.inconsistent"),
    ],
)
def test_64_bit_fields_of_an_entry_that_lie(
    change: Callable[[Member], None], code: str, forge: Forge, tmp_path: Path
) -> None:
    assert refusal(retold(forge([Piece(b"a")]), change), tmp_path) == code


def test_a_64_bit_field_that_is_announced_and_missing(forge: Forge, tmp_path: Path) -> None:
    path = forge([Piece(b"a")])
    raw, start = bytearray(path.read_bytes()), directory_of(path)
    struct.pack_into("<I", raw, start + 24, FULL)  # the size
    path.write_bytes(raw)
    assert refusal(path, tmp_path) == "archive.inconsistent"


def nothing(_: Member) -> None:
    """Leave the record true."""


def field(number: int, value: bytes) -> bytes:
    return struct.pack("<HH", number, len(value)) + value


def unicode_name(name: bytes) -> bytes:
    """Info-ZIP's field: another name, which holds as long as the raw one has the CRC that is told."""
    import zlib

    return field(0x7075, b"\x01" + struct.pack("<I", zlib.crc32(b"a")) + name)


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (unicode_name(b"../../x"), "archive.hostile-parent"),
        (unicode_name(b"/etc/cron.d/x"), "archive.hostile-absolute"),
        (unicode_name(b"\xff"), "archive.hostile-encoding"),
        (unicode_name(b"x") * 2, "archive.inconsistent"),
        (field(0x9901, b"\x02\x00AE\x03\x00\x00"), "archive.inconsistent"),  # a second one
        (b"\x01\x00\xff\xff", "archive.inconsistent"),  # longer than what is there
        (b"\x01\x02\x03", "archive.inconsistent"),
    ],
)
def test_extra_fields_that_lie(extra: bytes, code: str, forge: Forge, tmp_path: Path) -> None:
    assert refusal(retold(forge([Piece(b"a")]), nothing, extra), tmp_path) == code


@pytest.mark.parametrize(
    ("at", "value"),
    [(4, b"\x03\x00"), (6, b"ZZ"), (8, b"\x00"), (8, b"\x09"), (9, b"\x0c\x00")],
    ids=["version", "vendor", "no-key", "no-such-key", "bzip2"],
)
def test_an_encryption_that_nobody_knows(at: int, value: bytes, forge: Forge, tmp_path: Path) -> None:
    path = forge([Piece(b"a")])
    raw = path.read_bytes()
    for start in (raw.index(b"\x01\x99\x07\x00"), raw.rindex(b"\x01\x99\x07\x00")):
        raw = raw[: start + at] + value + raw[start + at + len(value) :]
    path.write_bytes(raw)
    assert refusal(path, tmp_path) == "archive.unsupported"


def test_a_time_beyond_all_times_harms_nothing(forge: Forge, tmp_path: Path) -> None:
    times = b"\x00" * 4 + b"\x01\x00\x18\x00" + b"\xff" * 24
    unpack(retold(forge([Piece(b"a", b"content")]), nothing, field(0x000A, times)), tmp_path / "out", PASSWORD)
    assert (tmp_path / "out" / "a").read_bytes() == b"content"


def test_a_folder_that_has_content(forge: Forge, tmp_path: Path) -> None:
    assert refusal(forge([Piece(b"a/", b"content")]), tmp_path) == "archive.inconsistent"


def without_bit_11(path: Path) -> Path:
    """As Windows programs in Japan write: no UTF-8 flag, made by FAT."""
    raw = bytearray(path.read_bytes())
    start = directory_of(path)
    raw[7] &= ~0x08
    raw[start + 9] &= ~0x08
    raw[start + 5] = 0
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (b"\x83", "archive.hostile-encoding"),  # the first half of a character
        ("資料".encode("cp932") + b"\\..\\..\\x", "archive.hostile-parent"),
        (b"\\\\server\\share\\x", "archive.hostile-absolute"),
        (b"C:\\x", "archive.hostile-drive"),
    ],
)
def test_cp932_names_that_mean_harm(name: bytes, code: str, forge: Forge, tmp_path: Path) -> None:
    assert refusal(without_bit_11(forge([Piece(name)])), tmp_path) == code


def test_a_character_whose_second_byte_is_a_backslash_is_one_character(forge: Forge, tmp_path: Path) -> None:
    path = without_bit_11(forge([Piece("ソ表能.txt".encode("cp932"))]))
    assert [file.path for file in unpack(path, tmp_path / "out", PASSWORD).files] == ["ソ表能.txt"]


def test_what_follows_the_data_must_say_what_the_directory_says(tmp_path: Path) -> None:
    """A reader of the stream takes sizes and CRC from behind the data, one of the directory from there."""
    raw = (VECTORS / "bsdtar-pipe.zip").read_bytes()
    assert raw.count(records.FOLLOWS) >= 1
    start = raw.index(records.FOLLOWS)
    path = tmp_path / "a.zip"
    for at in range(start, start + 16):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert refusal(path, tmp_path, "Vector-Pass-1") == "archive.inconsistent"
