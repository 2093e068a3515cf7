"""What pack makes, and what it refuses to make."""

from __future__ import annotations

import hashlib
import io
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest

from safehandle.archive import ENGINES, Packed, engine, pack, unpack
from safehandle.errors import InputError, SecretError
from safehandle.files import survey, whole_file

PASSWORD = "K7MW-3XQ9-PASS"


def make(source: Path, output: Path, *, hide_names: bool = False) -> Packed:
    with whole_file(output) as file:
        return pack(survey([source]), file, PASSWORD, hide_names=hide_names)


def test_names_are_utf8_in_nfc_with_bit_11(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / unicodedata.normalize("NFD", "ガ.txt")).write_text("x", encoding="utf-8")
    make(tmp_path / "in", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        found = archive.infolist()
    assert [item.filename for item in found] == ["in/", "in/ガ.txt", "manifest-sha256.txt"]
    assert all(item.flag_bits & 0x800 for item in found)


def test_every_entry_is_ae2_without_crc_and_with_its_own_salt(tree: Path, tmp_path: Path) -> None:
    make(tree, tmp_path / "a.zip")
    raw = (tmp_path / "a.zip").read_bytes()
    salts = set()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        files = [item for item in archive.infolist() if not item.is_dir()]
    for item in files:
        assert (item.compress_type, item.CRC, item.flag_bits & 1) == (99, 0, 1)
        assert b"\x01\x99\x07\x00\x02\x00AE\x03" in item.extra  # version 2, AES-256
        start = (
            item.header_offset + 30 + int.from_bytes(raw[item.header_offset + 26 : item.header_offset + 28], "little")
        )
        start += int.from_bytes(raw[item.header_offset + 28 : item.header_offset + 30], "little")
        salts.add(raw[start : start + 16])
    assert len(salts) == len(files) == 5


def test_hidden_names_show_one_entry_only(tree: Path, tmp_path: Path) -> None:
    make(tree, tmp_path / "h.zip", hide_names=True)
    with zipfile.ZipFile(tmp_path / "h.zip") as archive:
        assert archive.namelist() == ["contents.zip"]
    assert "一覧表".encode() not in (tmp_path / "h.zip").read_bytes()


def test_the_manifest_lists_every_file_in_order(tree: Path, tmp_path: Path) -> None:
    packed = make(tree, tmp_path / "a.zip")
    assert [file.path for file in packed.files] == [
        "納品物/run.sh", "納品物/空のファイル", "納品物/資料/ガギグ.txt", "納品物/資料/一覧表.csv",
    ]  # fmt: skip
    text = "".join(f"{file.sha256}  {file.path}\n" for file in packed.files).encode()
    assert packed.manifest_sha256 == hashlib.sha256(text).hexdigest()
    assert packed.files[3].sha256 == hashlib.sha256((tree / "資料/一覧表.csv").read_bytes()).hexdigest()
    assert packed.size == (tmp_path / "a.zip").stat().st_size


@pytest.mark.parametrize("password", ["ひみつのことば", "tab\tbed", "", "naïve"])
def test_a_password_that_7zip_on_windows_would_read_otherwise_is_refused(password: str, tree: Path) -> None:
    with pytest.raises(SecretError, match=r"archive\.password-not-ascii") as raised:
        pack(survey([tree]), io.BytesIO(), password)
    assert not password or password not in str(raised.value)


def test_a_file_that_has_the_manifests_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "MANIFEST-sha256.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=r"archive\.name-taken"):
        pack(survey([tmp_path / "MANIFEST-sha256.txt"]), io.BytesIO(), PASSWORD)


def test_a_file_that_changes_after_the_survey_leaves_no_archive(tree: Path, tmp_path: Path) -> None:
    listing = survey([tree])
    (tree / "資料" / "ガギグ.txt").write_text("別の内容", encoding="utf-8")
    with pytest.raises(InputError, match=r"files\.changed"), whole_file(tmp_path / "a.zip") as file:
        pack(listing, file, PASSWORD)
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("name", [name for name, _, _ in ENGINES])
@pytest.mark.parametrize("hide_names", [False, True])
def test_every_engine_makes_and_reads_the_same_content(name: str, hide_names: bool, tmp_path: Path) -> None:
    try:
        using = engine(name)
    except ImportError:
        pytest.skip(f"{name} is not installed")
    source = tmp_path / "混在.bin"
    # Several segments: such that deflate, such that it stores, and an end in the middle of one.
    source.write_bytes(b"0123456789abcdef" * 100_000 + os.urandom(2_500_000) + b"end" * 300_001)
    with whole_file(tmp_path / "a.zip") as file:
        pack(survey([source]), file, PASSWORD, hide_names=hide_names, using=using)
    for reader in {"zlib", name}:
        unpack(tmp_path / "a.zip", tmp_path / f"out-{reader}", PASSWORD, using=engine(reader))
        assert (tmp_path / f"out-{reader}" / "混在.bin").read_bytes() == source.read_bytes()


def test_large_and_incompressible_is_stored(tmp_path: Path) -> None:
    (tmp_path / "r.bin").write_bytes(os.urandom(3_000_000))
    packed = make(tmp_path / "r.bin", tmp_path / "a.zip")
    assert 3_000_000 < packed.size < 3_000_600


def test_progress_adds_up_to_the_content(tree: Path, tmp_path: Path) -> None:
    counted: list[int] = []
    listing = survey([tree])
    with whole_file(tmp_path / "a.zip") as file:
        packed = pack(listing, file, PASSWORD, progress=counted.append)
    manifest_size = sum(len(f"{file.sha256}  {file.path}\n".encode()) for file in packed.files)
    assert sum(counted) == listing.size + manifest_size
