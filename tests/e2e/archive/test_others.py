"""Every archive of ours opened by the tools that recipients have, and every archive of theirs by us."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import pyzipper  # type: ignore[import-untyped]
from stream_unzip import stream_unzip

from safehandle.archive import Limits, engine, look, pack, read_contents, unpack
from safehandle.archive.behind import beside
from safehandle.archive.forms import Encrypted, File, Plain
from safehandle.archive.records import DEFLATED, Member, directory
from safehandle.archive.source import reading
from safehandle.errors import InputError, IntegrityError, SafehandleError
from safehandle.files import survey, whole_file

PASSWORD = "K7MW-3XQ9-PASS"
ENVIRONMENT = os.environ | {"LC_ALL": "C.UTF-8"}


def needs(program: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    return program


def run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, env=ENVIRONMENT, check=True, capture_output=True, timeout=60)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "納品物"
    (root / "資料" / "ソート表能力").mkdir(parents=True)  # characters whose second byte in CP932 is a backslash
    (root / "空のファイル").write_bytes(b"")
    (root / "乱数.bin").write_bytes(os.urandom(1_500_000))
    (root / "資料" / "一覧表.csv").write_text("氏名,住所\n" * 120_000, encoding="utf-8")
    (root / "資料" / "ソート表能力" / "ガギグ.txt").write_text("テスト", encoding="utf-8")
    return root


def assert_same(one: Path, other: Path) -> None:
    """Same names and contents below both."""
    names = sorted(str(path.relative_to(one)) for path in one.rglob("*") if path.is_file())
    assert names == sorted(str(path.relative_to(other)) for path in other.rglob("*") if path.is_file())
    assert len(names) == 4
    assert filecmp.cmpfiles(one, other, names, shallow=False)[1:] == ([], [])


def seven_zip(archive: Path, out: Path) -> None:
    run(needs("7zz"), "x", f"-p{PASSWORD}", f"-o{out}", str(archive), cwd=out)


def bsdtar(archive: Path, out: Path) -> None:
    run(needs("bsdtar"), "-x", "--passphrase", PASSWORD, "-f", str(archive), cwd=out)


def pyzip(archive: Path, out: Path) -> None:
    with pyzipper.AESZipFile(archive) as opened:
        opened.setpassword(PASSWORD.encode())
        opened.extractall(out)


def streaming(archive: Path, out: Path) -> None:
    with archive.open("rb") as file:
        for name, _, pieces in stream_unzip(iter(lambda: file.read(65536), b""), password=PASSWORD.encode()):
            content = b"".join(pieces)
            place = out / name.decode()
            if name.endswith(b"/"):
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)


OPENERS = [seven_zip, bsdtar, pyzip, streaming]


@pytest.mark.filterwarnings("ignore:PBKDF2 without:DeprecationWarning")  # stream-unzip's own
@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("hide_names", [False, True])
def test_ours_is_opened_by(opener: Callable[[Path, Path], None], hide_names: bool, tree: Path, tmp_path: Path) -> None:
    with whole_file(tmp_path / "ours.zip") as file:
        pack(survey([tree]), file, PASSWORD, hide_names=hide_names)
    out = tmp_path / "out"
    out.mkdir()
    opener(tmp_path / "ours.zip", out)
    if hide_names:
        assert [path.name for path in out.iterdir()] == ["contents.zip"]
        opener(out / "contents.zip", out)
    assert_same(tree, out / tree.name)
    run("sha256sum", "--check", "--strict", "manifest-sha256.txt", cwd=out)


def by_seven_zip(*options: str) -> Callable[[Path, Path], None]:
    def make(tree: Path, archive: Path) -> None:
        run(needs("7zz"), "a", "-tzip", f"-p{PASSWORD}", *options, str(archive), tree.name, cwd=tree.parent)

    return make


def by_bsdtar(*options: str) -> Callable[[Path, Path], None]:
    def make(tree: Path, archive: Path) -> None:
        chosen = ",".join(f"zip:{option}" for option in options)
        head = (needs("bsdtar"), "--format", "zip", "--options", chosen, "--passphrase", PASSWORD)
        run(*head, "-cf", str(archive), tree.name, cwd=tree.parent)

    return make


def by_bsdtar_through_a_pipe(tree: Path, archive: Path) -> None:
    head = (needs("bsdtar"), "--format", "zip", "--options", "zip:encryption=aes256", "--passphrase", PASSWORD)
    with archive.open("wb") as output:
        subprocess.run(
            [*head, "-cf", "-", tree.name], cwd=tree.parent, env=ENVIRONMENT, stdout=output, check=True, timeout=60
        )


def by_pyzipper(bits: int, *, cp932: bool = False) -> Callable[[Path, Path], None]:
    class Old(pyzipper.zipfile_aes.AESZipInfo):  # type: ignore[misc]
        """What Explorer and old Windows programs in Japan write: CP932 names, bit 11 clear, made by FAT."""

        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self.create_system = 0

        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's name
            return self.filename.encode("cp932"), self.flag_bits & ~0x800

    def make(tree: Path, archive: Path) -> None:
        with pyzipper.AESZipFile(archive, "w", compression=pyzipper.ZIP_DEFLATED) as opened:
            opened.setpassword(PASSWORD.encode())
            opened.setencryption(pyzipper.WZ_AES, nbits=bits)
            for path in sorted(tree.rglob("*")):
                if path.is_file():
                    name = str(path.relative_to(tree.parent))
                    opened.writestr(Old(name) if cp932 else name, path.read_bytes())

    return make


THEIRS = {
    "7-Zip AES-256": (by_seven_zip("-mem=AES256"), 256),
    "7-Zip AES-192 stored": (by_seven_zip("-mem=AES192", "-mx0"), 192),
    "7-Zip AES-128": (by_seven_zip("-mem=AES128"), 128),
    "7-Zip CP932": (by_seven_zip("-mem=AES256", "-mcp=932"), 256),
    "bsdtar AE-1": (by_bsdtar("encryption=aes256"), 256),
    "bsdtar AES-128": (by_bsdtar("encryption=aes128"), 128),
    "bsdtar CP932": (by_bsdtar("encryption=aes256", "hdrcharset=CP932"), 256),
    "bsdtar pipe": (by_bsdtar_through_a_pipe, 256),
    "pyzipper": (by_pyzipper(256), 256),
    "pyzipper CP932": (by_pyzipper(128, cp932=True), 128),
}


@pytest.mark.parametrize("name", THEIRS)
def test_theirs_is_opened_by_us(name: str, tree: Path, tmp_path: Path) -> None:
    make, bits = THEIRS[name]
    make(tree, tmp_path / "theirs.zip")
    found = unpack(tmp_path / "theirs.zip", tmp_path / "out", PASSWORD)
    assert_same(tree, tmp_path / "out" / tree.name)
    assert (found.bits, found.manifest_sha256, found.names_hidden) == (bits, "", False)


@pytest.mark.parametrize("method", ["Deflate64", "BZip2", "LZMA", "PPMd"])
def test_a_method_that_we_do_not_read_is_named(method: str, tree: Path, tmp_path: Path) -> None:
    by_seven_zip("-mem=AES256", f"-mm={method}")(tree, tmp_path / "theirs.zip")
    with pytest.raises(InputError, match=r"archive\.unsupported \(what=method [0-9]+"):
        unpack(tmp_path / "theirs.zip", tmp_path / "out", PASSWORD)
    assert not (tmp_path / "out").exists()


def test_the_parts_of_a_split_archive_are_no_archives(tree: Path, tmp_path: Path) -> None:
    by_seven_zip("-mem=AES256", "-v300k")(tree, tmp_path / "theirs.zip")
    parts = sorted(tmp_path.glob("theirs.zip.*"))
    assert len(parts) > 2
    for part in parts:
        with pytest.raises(SafehandleError, match=r"archive\.(truncated|not-an-archive|inconsistent)"):
            unpack(part, tmp_path / "out", PASSWORD)
    assert not (tmp_path / "out").exists()


def test_cp932_names_are_really_without_bit_11(tree: Path, tmp_path: Path) -> None:
    """Or the test above would not have tested them."""
    make, _ = THEIRS["pyzipper CP932"]
    make(tree, tmp_path / "theirs.zip")
    raw = (tmp_path / "theirs.zip").read_bytes()
    assert "一覧表.csv".encode("cp932") in raw
    assert "一覧表.csv".encode() not in raw


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_japanese_password_in_either_encoding(encoding: str, tree: Path, tmp_path: Path) -> None:
    """Windows programs encode it in the ANSI code page, others in UTF-8."""
    with pyzipper.AESZipFile(tmp_path / "a.zip", "w", encryption=pyzipper.WZ_AES) as opened:
        opened.setpassword("合い言葉です".encode(encoding))
        opened.write(tree / "乱数.bin", "乱数.bin")
    unpack(tmp_path / "a.zip", tmp_path / "out", "合い言葉です")
    assert filecmp.cmp(tree / "乱数.bin", tmp_path / "out" / "乱数.bin", shallow=False)


def test_7zip_also_finds_what_we_find_tampered(tree: Path, tmp_path: Path) -> None:
    """The damage is real, and unlike theirs our refusal leaves nothing."""
    with whole_file(tmp_path / "a.zip") as file:
        pack(survey([tree]), file, PASSWORD)
    item = max(look(tmp_path / "a.zip").items, key=lambda item: item.size)
    with (tmp_path / "a.zip").open("r+b") as raw:
        raw.seek(item.data + item.compressed // 2)
        byte = raw.read(1)[0]
        raw.seek(-1, os.SEEK_CUR)
        raw.write(bytes([byte ^ 1]))
    (tmp_path / "out").mkdir()
    with pytest.raises(subprocess.CalledProcessError):
        seven_zip(tmp_path / "a.zip", tmp_path / "out")
    with pytest.raises(IntegrityError, match=r"archive\.altered"):
        unpack(tmp_path / "a.zip", tmp_path / "ours", PASSWORD)
    assert not (tmp_path / "ours").exists()


def test_more_than_65535_entries(tmp_path: Path) -> None:
    """Needs the 64-bit end records; others count the same."""
    members, raw = [], bytearray()
    for number in range(65_800):
        members.append(
            Member(name=f"{number:05}/".encode(), mtime_ns=0, mode=0o040700, encrypted=False, offset=len(raw))
        )
        raw += members[-1].local()
    archive = tmp_path / "a.zip"
    archive.write_bytes(raw + directory(members, len(raw)))
    assert len(look(archive).items) == 65_800
    with pyzipper.AESZipFile(archive) as opened:
        assert len(opened.namelist()) == 65_800
    listing = subprocess.run([needs("7zz"), "l", "-ba", str(archive)], capture_output=True, check=True, timeout=60)
    assert len(listing.stdout.splitlines()) == 65_800


@pytest.mark.parametrize("hidden", [False, True])
def test_more_than_4_gib(hidden: bool, tmp_path: Path) -> None:
    """64-bit sizes, in front of the data or behind it. One deflated piece of zeros is written over and over."""
    piece, count, last = bytes(1 << 20), 4097, b"end"
    deflated = engine("zlib").deflate(piece, last=False)
    archive = tmp_path / "a.zip"

    def pieces(member: Member) -> Iterator[bytes]:
        for _ in range(count):
            member.size += len(piece)
            member.crc = zlib.crc32(piece, member.crc) if hidden else 0
            yield deflated
        member.size += len(last)
        member.crc = zlib.crc32(last, member.crc) if hidden else 0
        yield engine("zlib").deflate(last)

    with archive.open("wb", buffering=0) as raw, beside() as aside:
        file = File(raw)
        form = Plain(file) if hidden else Encrypted(file, PASSWORD.encode(), aside)
        large = Member(name=b"large", mtime_ns=0, mode=0o100600, wide=True, method=DEFLATED, encrypted=not hidden)
        form.stream(large, pieces(large))
        after = Member(name=b"after", mtime_ns=0, mode=0o100600, encrypted=not hidden, size=1, offset=file.position)
        after.crc = zlib.crc32(b"x") if hidden else 0
        file.write(form.enclose(after, b"x"))
        file.write(directory([large, after], file.position))
    run(needs("7zz"), "t", f"-p{PASSWORD}", str(archive), cwd=tmp_path)
    with reading(archive) as source:
        assert [item.size for item in read_contents(source, plain=hidden, limits=Limits(ratio=2000)).items] == [
            count * len(piece) + 3,
            1,
        ]
