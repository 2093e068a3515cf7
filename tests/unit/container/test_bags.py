"""Files into a container and out again, and what must never come out."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import bagit  # type: ignore[import-untyped]
import pytest
from tests.unit.container.made import IDENTITY, LABEL, RECIPIENT, Pipe, bag, opened, plant, stream

from safehandle.container import (
    PasswordIdentity,
    PasswordRecipient,
    Sealed,
    open_bag,
    open_stream,
    read_header,
    schedule,
    seal,
)
from safehandle.errors import InputError, IntegrityError, OutputError, SecretError, UsageError
from safehandle.files import survey, whole_file


def reopen(container: Path, destination: Path) -> None:
    with container.open("rb") as file:
        open_bag(file, [IDENTITY], destination)


def test_identical_trees(tmp_path: Path) -> None:
    tree = plant(tmp_path)
    os.utime(tree / "empty", (1_000_000_000, 1_000_000_000))
    sealed = bag([tree], tmp_path / "out.shc")
    with (tmp_path / "out.shc").open("rb") as file:
        opened = open_bag(file, [IDENTITY], tmp_path / "d")
    assert subprocess.run(["diff", "-r", tree, tmp_path / "d" / "資料"], check=False).returncode == 0
    assert (opened.number, opened.identity, opened.files) == (sealed.number, sealed.identity, sealed.files)
    assert opened.bound
    assert opened.bag_info["Contact-Name"] == "架空 太郎"
    assert opened.label == LABEL
    assert sealed.size == (tmp_path / "out.shc").stat().st_size
    back = tmp_path / "d" / "資料"
    assert (back / "empty").stat().st_mtime == 1_000_000_000
    assert stat.S_IMODE((back / "run.sh").stat().st_mode) == 0o700
    assert stat.S_IMODE((back / "empty").stat().st_mode) == 0o600
    assert stat.S_IMODE((back / "空フォルダ").stat().st_mode) == 0o700


def test_several_sources_and_their_facts(tmp_path: Path) -> None:
    tree = plant(tmp_path)
    sealed = bag([tree / "住民一覧.csv", tree / "深い"], tmp_path / "out.shc")
    assert [file.path for file in sealed.files] == ["住民一覧.csv", "深い/a b/大.bin"]
    assert sealed.files[1].size == 256 * 9000
    hashed = subprocess.check_output(["sha256sum", tree / "深い" / "a b" / "大.bin"]).decode().lstrip("\\")
    assert hashed.startswith(sealed.files[1].sha256)
    with (tmp_path / "out.shc").open("rb") as file:
        header = read_header(file)
    assert (header.number, header.identity) == (sealed.number, sealed.identity)
    assert len(sealed.number.replace("-", "")) == 24
    assert "住民" not in header.head.decode()


@pytest.mark.filterwarnings("ignore:'count' is passed as positional argument:DeprecationWarning")  # bagit's own
def test_the_public_bagit_library_accepts_what_standard_tools_extract(tmp_path: Path) -> None:
    """Cobblestone by the library, tar by tar, BagIt by the Library of Congress: nothing of ours but the header."""
    from cryptography.cobblestone import Cobblestone256Decryptor

    bag([plant(tmp_path)], tmp_path / "out.shc")
    with (tmp_path / "out.shc").open("rb") as file:
        header = read_header(file)
        file_key = IDENTITY.unwrap(header.stanzas[0])
        assert file_key is not None
        context = schedule.body_context(header.label_json)
        cipher = Cobblestone256Decryptor(schedule.body_key(file_key), context)
        (tmp_path / "bag.tar").write_bytes(cipher.update(file.read()) + cipher.finalize())
    subprocess.run(["tar", "-C", tmp_path, "-xf", tmp_path / "bag.tar"], check=True)
    assert bagit.Bag(str(tmp_path / "bag")).validate()
    (tmp_path / "bag" / "bag-info.txt").write_text("Contact-Name: somebody else\n")
    assert not bagit.Bag(str(tmp_path / "bag")).is_valid()


def test_five_hundred_small_files(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(500):
        (folder / f"{number:04d}.txt").write_bytes(b"x" * number * 17)
    bag([folder], tmp_path / "out.shc")
    reopen(tmp_path / "out.shc", tmp_path / "d")
    assert subprocess.run(["diff", "-r", folder, tmp_path / "d" / "many"], check=False).returncode == 0


def test_more_than_four_gibibytes(tmp_path: Path) -> None:
    """A sparse file: read as the zeros it stands for, its true size in the tar's header."""

    class Nothing(io.RawIOBase):
        head = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return memoryview(data).nbytes  # type: ignore[arg-type]

    size = (4 << 30) + 1
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(size)
    listing = survey([tmp_path / "sparse"])
    done: list[int] = []
    sealed = seal(listing, Nothing(), [RECIPIENT], label=LABEL, bag_info={}, progress=done.append)  # type: ignore[arg-type]
    assert sealed.files[0].size == size
    assert sum(done) > size
    assert sealed.size > size


def test_to_a_pipe_there_is_no_binding_number(tmp_path: Path) -> None:
    output = Pipe()
    sealed = seal([plant(tmp_path)], output, [RECIPIENT], label=LABEL, bag_info={})
    assert not sealed.bound
    opened = open_bag(Pipe(output.getvalue()), [IDENTITY], tmp_path / "d")
    assert (opened.number, opened.bound) == (sealed.number, False)
    assert (tmp_path / "d" / "資料" / "run.sh").exists()


def test_a_stream_knows_its_digest_only_with_evidence() -> None:
    assert opened(stream(b"x" * 100_000)) == b"x" * 100_000
    assert opened(stream(b"", pipe=True)) == b""


def test_what_was_approved_is_what_is_sealed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("approved")
    (tmp_path / "b").write_text("too")
    digests = {file.path: file.sha256 for file in bag([tmp_path / "a", tmp_path / "b"], tmp_path / "1.shc").files}

    def sealed(expected: dict[str, str]) -> Sealed:
        with whole_file(tmp_path / "2.shc") as output:
            listing = survey([tmp_path / "a", tmp_path / "b"])
            return seal(listing, output, [RECIPIENT], label=LABEL, bag_info={}, expected=expected)

    for wrong in ({**digests, "a": "0" * 64}, {"a": digests["a"]}, {**digests, "c": "0" * 64}):
        with pytest.raises(IntegrityError) as caught:
            sealed(wrong)
        assert caught.value.code == "container.hash-mismatch"
        assert not (tmp_path / "2.shc").exists()
    assert sealed(digests).bound


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def shrink(path: Path) -> None:
    os.truncate(path, 1 << 20)


def rewrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"other")


@pytest.mark.parametrize("change", [grow, shrink, rewrite])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: Callable[[Path], None]) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(6 << 20))
    os.utime(source, (1, 1))
    changed: list[int] = []

    def progress(_: int) -> None:
        if not changed:
            change(source)
        changed.append(1)

    def attempt() -> None:
        with whole_file(tmp_path / "out.shc") as output:
            seal([source], output, [RECIPIENT], label=LABEL, bag_info={}, progress=progress)

    with pytest.raises(InputError) as caught:
        attempt()
    assert caught.value.code == "files.changed"
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("written", ["ｐａｓｓ　ｗｏｒｄ", " pass word\n", "pass word"])
def test_a_password_is_the_same_however_it_is_typed(written: str) -> None:
    output = io.BytesIO()
    recipient = PasswordRecipient("pass word", iterations=220_000)
    seal([Path(__file__)], output, [recipient], label=LABEL, bag_info={})
    output.seek(0)
    stanza = read_header(output).stanzas[0]
    assert PasswordIdentity(written).unwrap(stanza) is not None
    assert PasswordIdentity("Pass word").unwrap(stanza) is None
    assert "pass" not in repr(recipient)


def test_secrets_that_do_not_open(tmp_path: Path) -> None:
    bag([plant(tmp_path)], tmp_path / "out.shc")
    for held, code in (([], "container.secret-needed"), ([PasswordIdentity("x")], "container.secret-needed")):
        with (tmp_path / "out.shc").open("rb") as file, pytest.raises(SecretError) as caught:
            open_bag(file, held, tmp_path / "d")
        assert caught.value.code == code
    assert not (tmp_path / "d").exists()


def test_nonsense_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    output = io.BytesIO()
    cases = {
        "container.no-recipients": [],
        "container.password-alone": [PasswordRecipient("x", 220_000), RECIPIENT],
        "container.too-many-recipients": [RECIPIENT] * 257,
    }
    for code, recipients in cases.items():
        with pytest.raises(UsageError) as caught:
            seal([Path(__file__)], output, recipients, label=LABEL, bag_info={})  # type: ignore[arg-type]
        assert caught.value.code == code
    with pytest.raises(UsageError):
        PasswordRecipient("x", 219_999)
    with pytest.raises(SecretError):
        PasswordRecipient(" \n")
    for name, value in (("A b", "x"), ("A", "x\ny"), ("A", " "), ("A:", "x")):
        with pytest.raises(UsageError) as caught:
            seal([Path(__file__)], output, [RECIPIENT], label=LABEL, bag_info={name: value})
        assert caught.value.code == "container.bag-info"
    assert output.getvalue() == b""


def test_files_and_streams_are_not_confused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        open_bag(io.BytesIO(stream(b"x")), [IDENTITY], tmp_path / "d")
    assert caught.value.code == "container.not-a-bag"
    bag([plant(tmp_path)], tmp_path / "out.shc")
    with (tmp_path / "out.shc").open("rb") as file, pytest.raises(InputError) as caught:
        open_stream(file, [IDENTITY], io.BytesIO())
    assert caught.value.code == "container.not-a-stream"


def test_nothing_there_is_replaced(tmp_path: Path) -> None:
    bag([plant(tmp_path)], tmp_path / "out.shc")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "資料").write_text("mine")
    with pytest.raises(OutputError) as caught:
        reopen(tmp_path / "out.shc", tmp_path / "d")
    assert caught.value.code == "files.exists"
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["資料"]
    assert (tmp_path / "d" / "資料").read_text() == "mine"


def test_tar_headers_are_what_the_standard_library_reads() -> None:
    from safehandle.container import tar

    for path, size, mtime in (
        ("bag/x", 0, 0),
        ("bag/" + "長い名前/" * 40 + "x", 9 << 33, 1),
        ("bag/" + "x" * 250, 1, -5),
    ):
        data = tar.file_header(path, size=size, mtime=mtime, mode=0o755)
        with tarfile.open(fileobj=io.BytesIO(data + bytes(1024)), mode="r:", ignore_zeros=True) as parsed:
            info = parsed.next()
        assert info is not None
        assert (info.name, info.size, info.mtime, info.mode) == (path, size, max(0, mtime), 0o755)
