"""Output appears whole or not at all, and replaces nothing by accident."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safehandle.errors import OutputError
from safehandle.files import durable
from safehandle.files.leftovers import is_temporary
from safehandle.files.whole import whole_file, whole_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fill(folder: Path) -> None:
    for name in "abc":
        (folder / name).write_text("new")


def test_file_appears_only_at_the_end(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out") as file:
        file.write(b"abc")
        file.seek(0)
        file.write(b"x")
        (name,) = names(tmp_path)
        assert is_temporary(name)
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out").read_bytes() == b"xbc"
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, FileNotFoundError])
def test_failure_leaves_nothing_and_passes_on(tmp_path: Path, error: type[BaseException]) -> None:
    def interrupted() -> None:
        with whole_file(tmp_path / "out") as file:
            file.write(b"abc")
            raise error

    with pytest.raises(error):
        interrupted()
    assert names(tmp_path) == []


def test_existing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(OutputError) as caught, whole_file(tmp_path / "out"):
        pass
    assert caught.value.code == "files.exists"
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "out", overwrite=True) as file:
        file.write(b"half" * (1 // 0))
    assert (tmp_path / "out").read_text() == "old"
    with whole_file(tmp_path / "out", overwrite=True) as file:
        file.write(b"new")
    assert (tmp_path / "out").read_text() == "new"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("rename", [True, False])
@pytest.mark.parametrize("link", [True, False])
def test_a_name_taken_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rename: bool, link: bool
) -> None:
    """All three ways of publishing: exclusive rename, hard link, reserved name."""
    if not rename:
        monkeypatch.setattr(durable, "_rename_noreplace", lambda *_: False)
    if not link:

        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(os, "link", refuse)
    with whole_file(tmp_path / "free") as file:
        file.write(b"ours")
    assert (tmp_path / "free").read_bytes() == b"ours"
    with pytest.raises(OutputError) as caught, whole_file(tmp_path / "out"):
        (tmp_path / "out").write_text("theirs")
    assert caught.value.code == "files.exists"
    assert (tmp_path / "out").read_text() == "theirs"
    with whole_folder(tmp_path / "folder") as inside:
        (inside / "x").write_text("x")
    assert names(tmp_path) == ["folder", "free", "out"]


def test_a_link_in_the_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError), whole_file(tmp_path / "out"):
        pass
    with whole_file(tmp_path / "out", overwrite=True) as file:
        file.write(b"x")
    assert not (tmp_path / "out").is_symlink()
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("missing/out", "files.no-folder"),
        ("file/out", "files.no-folder"),
        ("あ" * 90, "files.name-refused"),
        ("d", "files.exists"),
    ],
)
def test_refusals_have_codes(tmp_path: Path, where: str, code: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "d").mkdir()
    with pytest.raises(OutputError) as caught, whole_file(tmp_path / where, overwrite=True) as file:
        file.write(b"x")
    assert caught.value.code == code
    assert names(tmp_path) == ["d", "file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_no_room_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError) as caught,
        whole_file(tmp_path / "out"),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")
    assert caught.value.code == "files.no-space"
    assert names(tmp_path) == []


def test_new_folder_appears_by_one_rename(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "d") as inside:
        (inside / "a").mkdir()
        (inside / "a" / "b").write_text("x")
        assert not (tmp_path / "d").exists()
    assert (tmp_path / "d" / "a" / "b").read_text() == "x"
    assert names(tmp_path) == ["d"]
    assert stat.S_IMODE((tmp_path / "d").stat().st_mode) == 0o700


@pytest.mark.parametrize("many", [1, durable.MANY + 1])
def test_existing_folder_is_joined(tmp_path: Path, many: int) -> None:
    (tmp_path / "old").write_text("old")
    with whole_folder(tmp_path) as inside:
        for number in range(many):
            (inside / f"new{number}").write_text("new")
    assert len(names(tmp_path)) == many + 1
    assert (tmp_path / "old").read_text() == "old"


def test_one_taken_name_stops_all(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("old")
    with pytest.raises(OutputError) as caught, whole_folder(tmp_path) as inside:
        fill(inside)
    assert caught.value.code == "files.exists"
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "old"


def test_a_name_taken_between_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = durable.rename_exclusive

    def racing(source: str, target: str, **folders: int | None) -> None:
        if target == "b":
            (tmp_path / "b").write_text("theirs")
        real(source, target, source_folder=folders["source_folder"], target_folder=folders["target_folder"])

    monkeypatch.setattr("safehandle.files.whole.rename_exclusive", racing)
    with pytest.raises(OutputError), whole_folder(tmp_path) as inside:
        fill(inside)
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "theirs"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("x")
    with pytest.raises(OutputError) as caught, whole_folder(tmp_path / "d"):
        pass
    assert caught.value.code == "files.exists"
    assert names(tmp_path) == ["d"]


def test_a_killed_run_leaves_only_a_name_that_says_so(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from safehandle.files.whole import whole_file\n"
        "with whole_file(Path(sys.argv[1]), overwrite=True) as file:\n"
        "    file.write(b'half'); print('ready', flush=True); time.sleep(60)\n"
    )
    (tmp_path / "out").write_text("old")
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "out")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (tmp_path / "out").read_text() == "old"
    (left,) = [name for name in names(tmp_path) if name != "out"]
    assert is_temporary(left)
    assert time.time() - (tmp_path / left).stat().st_mtime < 60
