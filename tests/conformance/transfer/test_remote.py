"""What every transport must do alike."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from safehandle.errors import InputError, IntegrityError, OutputError, RemoteError
from safehandle.files import survey
from safehandle.transfer import Incoming, Outgoing, Remote, from_bytes, from_entry
from safehandle.transfer.moving import Sink

CHUNK = 255 * 1024
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3_000_001)
NAMES = ("一覧.csv", "か\u3099.txt", "が.txt", "with space", "emoji😀", "-rf", "a'b")


def outgoing(path: Path | str, content: bytes) -> Outgoing:
    return Outgoing(path=str(path), size=len(content), source=from_bytes(content))


def into(buffer: io.BytesIO) -> Sink:
    @contextmanager
    def opened() -> Iterator[io.BytesIO]:
        yield buffer

    return opened


@pytest.mark.parametrize("size", SIZES)
def test_what_is_put_lies_there_and_what_is_got_is_what_lies_there(remote: Remote, drop: Path, size: int) -> None:
    content = os.urandom(size)
    (put,) = remote.put(iter([outgoing(drop / "a", content)]))
    assert (drop / "a").read_bytes() == content
    assert (put.size, put.sha256) == (size, hashlib.sha256(content).hexdigest())
    buffer = io.BytesIO()
    (got,) = remote.get(iter([Incoming(path=str(drop / "a"), size=size, sink=into(buffer))]))
    assert buffer.getvalue() == content
    assert got == put


def test_many_small_files_at_once(remote: Remote, drop: Path) -> None:
    contents = {str(drop / f"{number}"): os.urandom(number * 37) for number in range(150)}
    put = {moved.path: moved.sha256 for moved in remote.put(outgoing(path, data) for path, data in contents.items())}
    assert put == {path: hashlib.sha256(data).hexdigest() for path, data in contents.items()}
    assert {str(path): path.read_bytes() for path in drop.iterdir()} == contents
    got = remote.get(Incoming(path=path, size=len(data)) for path, data in contents.items())
    assert {moved.path: moved.sha256 for moved in got} == put


def test_names_in_any_script_stay_as_they_are(remote: Remote, drop: Path) -> None:
    for name in NAMES:
        list(remote.put(iter([outgoing(drop / name, name.encode())])))
    assert {name for name, _ in remote.entries(str(drop))} == set(NAMES) == {path.name for path in drop.iterdir()}
    for name in NAMES:
        found = remote.look(str(drop / name))
        assert found is not None
        assert (found.size, found.is_file) == (len(name.encode()), True)


def test_new_files_and_folders_are_ours_alone(remote: Remote, drop: Path) -> None:
    remote.make_folder(str(drop / "f"))
    list(remote.put(iter([outgoing(drop / "f/a", b"x")])))
    assert (drop / "f").stat().st_mode & 0o777 == 0o700
    assert (drop / "f/a").stat().st_mode & 0o777 == 0o600


def test_put_goes_on_from_a_start_that_was_proved(remote: Remote, drop: Path) -> None:
    content = os.urandom(700_000)
    (drop / "a").write_bytes(content[:300_000])
    item = Outgoing(
        path=str(drop / "a"),
        size=len(content),
        source=from_bytes(content),
        start=300_000,
        prefix=hashlib.sha256(content[:300_000]),
    )
    (moved,) = remote.put(iter([item]))
    assert (drop / "a").read_bytes() == content
    assert moved.sha256 == hashlib.sha256(content).hexdigest()


def test_get_goes_on_from_a_start(remote: Remote, drop: Path) -> None:
    content = os.urandom(700_000)
    (drop / "a").write_bytes(content)
    buffer = io.BytesIO(content[:300_000])
    item = Incoming(
        path=str(drop / "a"), size=700_000, sink=into(buffer), start=300_000, prefix=hashlib.sha256(content[:300_000])
    )
    (moved,) = remote.get(iter([item]))
    assert buffer.getvalue() == content
    assert moved.sha256 == hashlib.sha256(content).hexdigest()


def test_the_start_of_a_longer_file_can_be_hashed(remote: Remote, drop: Path) -> None:
    content = os.urandom(700_000)
    (drop / "a").write_bytes(content)
    (moved,) = remote.get(iter([Incoming(path=str(drop / "a"), size=400_001, partly=True)]))
    assert moved.sha256 == hashlib.sha256(content[:400_001]).hexdigest()


@pytest.mark.parametrize("size", [699_999, 700_001, 0])
def test_a_file_that_is_not_of_its_size_is_refused(remote: Remote, drop: Path, size: int) -> None:
    (drop / "a").write_bytes(bytes(700_000))
    with pytest.raises(IntegrityError, match=r"transfer\.remote-changed"):
        list(remote.get(iter([Incoming(path=str(drop / "a"), size=size)])))


def test_a_source_that_changes_is_refused(remote: Remote, drop: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(1000))
    (entry,) = survey([source]).files
    source.write_bytes(bytes(1001))
    with pytest.raises(InputError, match=r"files\.changed"):
        list(remote.put(iter([Outgoing(path=str(drop / "a"), size=1000, source=from_entry(entry))])))


def test_rename_never_replaces(remote: Remote, drop: Path) -> None:
    for name in ("old", "taken"):
        (drop / name).write_text(name)
        (drop / f"{name}-folder").mkdir()
    (drop / "taken-folder/x").touch()
    for old, new in (("old", "taken"), ("old-folder", "taken-folder"), ("old", "taken-folder")):
        with pytest.raises(OutputError, match=r"transfer\.exists"):
            remote.rename(str(drop / old), str(drop / new))
    assert (drop / "taken").read_text() == "taken"
    remote.rename(str(drop / "old"), str(drop / "new"))
    remote.rename(str(drop / "old-folder"), str(drop / "new-folder"))
    assert (drop / "new").read_text() == "old"
    assert (drop / "new-folder").is_dir()


def test_what_is_missing_is_said(remote: Remote, drop: Path) -> None:
    assert remote.look(str(drop / "none")) is None
    for act in (
        lambda: list(remote.entries(str(drop / "none"))),
        lambda: remote.remove(str(drop / "none")),
        lambda: list(remote.get(iter([Incoming(path=str(drop / "none"), size=1)]))),
    ):
        with pytest.raises(RemoteError, match=r"transfer\.missing"):
            act()


def test_folders_are_made_once_and_removed_empty(remote: Remote, drop: Path) -> None:
    remote.make_folder(str(drop / "f"))
    with pytest.raises(RemoteError, match=r"transfer\.refused"):
        remote.make_folder(str(drop / "f"))
    (drop / "f/a").touch()
    with pytest.raises(RemoteError, match=r"transfer\.refused"):
        remote.remove_folder(str(drop / "f"))
    remote.remove(str(drop / "f/a"))
    remote.remove_folder(str(drop / "f"))
    assert not (drop / "f").exists()


def test_links_are_not_followed_when_looking(remote: Remote, drop: Path) -> None:
    (drop / "link").symlink_to("/etc")
    found = remote.look(str(drop / "link"))
    assert found is not None
    assert not found.is_folder
    assert not found.is_file
    assert [attributes.is_folder for _, attributes in remote.entries(str(drop))] == [False]


def test_space_is_known(remote: Remote, drop: Path) -> None:
    space = remote.space(str(drop))
    assert space is not None
    assert space.free > 1 << 20


def test_closing_twice_is_harmless(remote: Remote) -> None:
    remote.close()
    remote.close()
