"""What unpack gives back, and that it gives nothing when anything is wrong."""

from __future__ import annotations

import filecmp
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from safehandle.archive import look, pack, unpack
from safehandle.errors import InputError, IntegrityError, OutputError, SecretError
from safehandle.files import is_temporary, survey, whole_file

PASSWORD = "K7MW-3XQ9-PASS"


def make(source: Path, output: Path, *, hide_names: bool = False) -> Path:
    with whole_file(output) as file:
        pack(survey([source]), file, PASSWORD, hide_names=hide_names)
    return output


def make_plainly(source: Path, output: Path) -> Path:
    """Without the way of writing that is watched."""
    with output.open("w+b", buffering=0) as file:
        pack(survey([source]), file, PASSWORD)
    return output


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("hide_names", [False, True])
def test_what_was_packed_comes_back_whole(hide_names: bool, tree: Path, tmp_path: Path) -> None:
    os.utime(tree / "空", ns=(1_500_000_000 * 10**9,) * 2)
    made = make(tree, tmp_path / "a.zip", hide_names=hide_names)
    found = unpack(made, tmp_path / "out", PASSWORD)
    assert everything(tmp_path / "out") == sorted(["納品物", *(f"納品物/{name}" for name in everything(tree))])
    for file in found.files:
        assert filecmp.cmp(tree.parent / file.path, tmp_path / "out" / file.path, shallow=False)
    assert (found.names_hidden, found.bits, len(found.manifest_sha256)) == (hide_names, 256, 64)
    out = tmp_path / "out" / "納品物"
    assert (out / "run.sh").stat().st_mode & 0o777 == 0o750
    assert int((out / "空").stat().st_mtime) == 1_500_000_000
    assert int((out / "run.sh").stat().st_mtime) == int((tree / "run.sh").stat().st_mtime)


def test_a_system_without_positioned_reads_gives_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "big.bin").write_bytes(os.urandom(3_300_000))
    made = make(tmp_path / "big.bin", tmp_path / "a.zip")
    monkeypatch.delattr(os, "preadv")
    monkeypatch.delattr(os, "pread")
    unpack(made, tmp_path / "out", PASSWORD)
    assert filecmp.cmp(tmp_path / "big.bin", tmp_path / "out" / "big.bin", shallow=False)


def test_a_generated_password_may_be_typed_as_it_was_read_out(tree: Path, tmp_path: Path) -> None:
    from safehandle.keys.passwords import generate_password

    password = generate_password()
    with whole_file(tmp_path / "a.zip") as file:
        pack(survey([tree]), file, password)
    assert unpack(tmp_path / "a.zip", tmp_path / "out", password.lower().replace("-", " ")).files


def test_a_wrong_password_says_so_and_leaves_nothing(tree: Path, tmp_path: Path) -> None:
    made = make(tree, tmp_path / "a.zip")
    with pytest.raises(SecretError, match=r"archive\.wrong-password") as raised:
        unpack(made, tmp_path / "out", "not the password")
    assert "not the password" not in str(raised.value)
    assert not (tmp_path / "out").exists()


def test_every_flipped_byte_is_noticed_and_leaves_nothing(tmp_path: Path) -> None:
    """Any byte that carries content: salt, check, ciphertext, tag. (Bytes of the directory are test_hostile's.)"""
    (tmp_path / "秘密.txt").write_bytes(b"secret " * 30)
    raw = make(tmp_path / "秘密.txt", tmp_path / "a.zip").read_bytes()
    item = look(tmp_path / "a.zip").items[0]
    for at in range(item.data, item.data + item.compressed):
        (tmp_path / "b.zip").write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        with pytest.raises((IntegrityError, SecretError), match=r"archive\.(altered|wrong-password)"):
            unpack(tmp_path / "b.zip", tmp_path / "out", PASSWORD)
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("hide_names", [False, True])
def test_a_large_tampered_file_leaves_no_plaintext(hide_names: bool, tmp_path: Path) -> None:
    (tmp_path / "big.bin").write_bytes(os.urandom(5_000_000))
    made = make(tmp_path / "big.bin", tmp_path / "a.zip", hide_names=hide_names)
    raw = bytearray(made.read_bytes())
    raw[4_900_000] ^= 0x80
    made.write_bytes(raw)
    (tmp_path / "out").mkdir()
    with pytest.raises(IntegrityError, match=r"archive\.altered"):
        unpack(made, tmp_path / "out", PASSWORD)
    assert everything(tmp_path / "out") == []


def test_many_large_tampered_files_at_once_are_refused_at_once(tmp_path: Path) -> None:
    """Every one that fails gives back what others wait for."""
    (tmp_path / "in").mkdir()
    for number in range(24):
        (tmp_path / "in" / f"{number:02}.bin").write_bytes(os.urandom(1_200_000))
    made = make(tmp_path / "in", tmp_path / "a.zip")
    raw = bytearray(made.read_bytes())
    for item in look(made).items:
        if item.size > 1_000_000:
            raw[item.data + 1_100_000] ^= 1
    made.write_bytes(raw)
    with pytest.raises(IntegrityError, match=r"archive\.altered"):
        unpack(made, tmp_path / "out", PASSWORD)
    assert not (tmp_path / "out").exists()


def test_a_small_tampered_file_is_not_even_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Not under a temporary name either: its MAC is looked at before anything is decrypted."""
    from safehandle.files.flowing import Flowing

    written: list[bytes] = []
    monkeypatch.setattr(Flowing, "write", lambda _, data: written.append(bytes(data)))
    (tmp_path / "秘密.txt").write_bytes(b"secret")
    made = make_plainly(tmp_path / "秘密.txt", tmp_path / "a.zip")
    raw = bytearray(made.read_bytes())
    raw[look(made).items[0].data + 20] ^= 1
    made.write_bytes(raw)
    with pytest.raises(IntegrityError, match=r"archive\.altered"):
        unpack(made, tmp_path / "out", PASSWORD)
    assert b"secret" not in b"".join(written)
    assert len(written) <= 1  # the manifest, by the other thread


@pytest.mark.parametrize("large", [False, True])
def test_a_kill_in_the_middle_leaves_no_name(large: bool, tmp_path: Path) -> None:
    """Packing and extracting: at most a private temporary, which the next run may remove."""
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number:02}.bin").write_bytes(os.urandom(2_000_000 if large else 20_000))
    made = make(tmp_path / "in", tmp_path / "a.zip")
    for act in ("pack", "unpack"):
        killed = subprocess.run([sys.executable, "-c", KILLED, act, str(tmp_path), PASSWORD], check=False, timeout=60)
        assert killed.returncode == -signal.SIGKILL
        left = {path.name for path in tmp_path.iterdir()} - {"in", made.name}
        assert len(left) == 1
        (name,) = left
        assert is_temporary(name)
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
        shutil.rmtree(tmp_path / name) if (tmp_path / name).is_dir() else (tmp_path / name).unlink()


KILLED = """
import os, signal, sys
from pathlib import Path
from safehandle.archive import pack, unpack
from safehandle.files import is_temporary, survey, whole_file

act, folder, password = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
done = []

def progress(count):
    done.append(count)
    if sum(done) > 300_000:
        os.kill(os.getpid(), signal.SIGKILL)

if act == "unpack":
    unpack(folder / "a.zip", folder / "out", password, progress=progress)
with whole_file(folder / "b.zip") as file:
    pack(survey([folder / "in"]), file, password, progress=progress)
"""


def test_truncation_anywhere_is_noticed(tree: Path, tmp_path: Path) -> None:
    raw = make(tree, tmp_path / "a.zip").read_bytes()
    for size in (len(raw) - 1, len(raw) - 22, len(raw) // 2, 40):
        (tmp_path / "b.zip").write_bytes(raw[:size])
        with pytest.raises(IntegrityError, match=r"archive\.truncated"):
            unpack(tmp_path / "b.zip", tmp_path / "out", PASSWORD)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x1f\x8b" + bytes(100)])
def test_what_is_no_archive_is_called_that(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(InputError, match=r"archive\.not-an-archive"):
        unpack(tmp_path / "x.zip", tmp_path / "out", PASSWORD)
    with pytest.raises(InputError, match=r"archive\.not-an-archive"):
        unpack(tmp_path, tmp_path / "out", PASSWORD)
    with pytest.raises(InputError, match=r"files\.missing"):
        unpack(tmp_path / "none.zip", tmp_path / "out", PASSWORD)


def test_nothing_that_exists_is_replaced(tree: Path, tmp_path: Path) -> None:
    made = make(tree, tmp_path / "a.zip")
    (tmp_path / "out" / "納品物").mkdir(parents=True)
    (tmp_path / "out" / "納品物" / "own").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"files\.exists"):
        unpack(made, tmp_path / "out", PASSWORD)
    assert everything(tmp_path / "out") == ["納品物", "納品物/own"]


def swapped(raw: bytes, one: bytes, other: bytes) -> bytes:
    """Exchange two names of equal length everywhere: what anybody can do without the password."""
    return other.join(piece.replace(other, one) for piece in raw.split(one))


def test_two_names_exchanged_without_the_password_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "accepted").write_text("Sato", encoding="utf-8")
    (tmp_path / "in" / "rejected").write_text("Tanaka", encoding="utf-8")
    raw = make(tmp_path / "in", tmp_path / "a.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(swapped(raw, b"in/accepted", b"in/rejected"))
    with pytest.raises(IntegrityError, match=r"archive\.manifest-mismatch"):
        unpack(tmp_path / "b.zip", tmp_path / "out", PASSWORD)
    assert not (tmp_path / "out").exists()


def test_a_renamed_file_is_missed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "accepted").write_text("Sato", encoding="utf-8")
    raw = make(tmp_path / "in", tmp_path / "a.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(raw.replace(b"in/accepted", b"in/rejected"))
    with pytest.raises(IntegrityError, match=r"archive\.manifest-missing \(path=in/accepted"):
        unpack(tmp_path / "b.zip", tmp_path / "out", PASSWORD)


def test_a_bag_that_somebody_zipped_keeps_its_own_manifest(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    (bag / "data").mkdir(parents=True)
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0\n", encoding="utf-8")
    (bag / "data" / "x").write_text("x", encoding="utf-8")
    import pyzipper  # type: ignore[import-untyped]

    with pyzipper.AESZipFile(tmp_path / "a.zip", "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(PASSWORD.encode())
        for path in (bag / "bagit.txt", bag / "data" / "x"):
            archive.write(path, path.relative_to(bag))
        archive.writestr("manifest-sha256.txt", "0" * 64 + "  data/x\n")
    found = unpack(tmp_path / "a.zip", tmp_path / "out", PASSWORD)
    assert found.manifest_sha256 == ""
    assert everything(tmp_path / "out") == ["bagit.txt", "data", "data/x", "manifest-sha256.txt"]
