"""What killed runs leave is removed; what is in use, somebody else's or only looks like it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from safehandle.files import leftovers, remove_leftovers, whole, whole_file, whole_folder

NAME = ".safehandle-0123456789abcdef.part"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")


def test_a_folder_and_a_file_that_nobody_holds_go(tmp_path: Path) -> None:
    (tmp_path / NAME / "資料").mkdir(parents=True)
    (tmp_path / NAME / "資料" / "住民.csv").write_text("12345")
    (tmp_path / NAME.replace("0", "f")).write_bytes(b"123")
    found = remove_leftovers([tmp_path, tmp_path])
    assert [(each.files, each.size, each.removed) for each in found] == [(1, 5, True), (1, 3, True)]
    assert list(tmp_path.iterdir()) == []


def test_what_is_in_use_stays_and_is_not_mentioned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish = whole._publish
    seen: list[object] = []

    def late(*arguments: object, **named: object) -> None:
        seen.append(remove_leftovers([tmp_path]))
        publish(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(whole, "_publish", late)
    with whole_folder(tmp_path / "out") as folder, whole_file(tmp_path / "file") as file:
        (folder / "x").write_text("x")
        file.write(b"y")
        assert remove_leftovers([tmp_path]) == ()
    assert seen == [()], "closed, but not published yet"
    assert (tmp_path / "out" / "x").read_text() == "x"
    assert (tmp_path / "file").read_bytes() == b"y"


def test_a_link_is_neither_followed_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "data").write_text("x")
    (tmp_path / NAME).symlink_to(tmp_path / "mine")
    (tmp_path / NAME.replace("0", "f")).symlink_to(tmp_path / "mine" / "data")
    assert remove_leftovers([tmp_path]) == ()
    assert (tmp_path / "mine" / "data").read_text() == "x"
    assert (tmp_path / NAME).is_symlink()


def test_other_names_and_missing_folders_are_nothing(tmp_path: Path) -> None:
    for name in (".safehandle-0123.part", f"{NAME}x", "a.part"):
        (tmp_path / name).write_text("x")
    assert remove_leftovers([tmp_path, tmp_path / "missing"]) == ()
    assert len(list(tmp_path.iterdir())) == 3


def test_without_locks_it_is_told_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: int) -> bool:
        raise OSError

    monkeypatch.setattr(leftovers, "held", none)
    (tmp_path / NAME).mkdir()
    (found,) = remove_leftovers([tmp_path])
    assert not found.removed
    assert found.path.is_dir()
    with whole_file(tmp_path / "out") as file:
        file.write(b"x")
    assert (tmp_path / "out").read_bytes() == b"x"


def test_somebody_elses_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).mkdir()
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    assert remove_leftovers([tmp_path]) == ()
    assert (tmp_path / NAME).is_dir()


def test_a_maker_whose_temporary_was_taken_makes_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cleaner may come between making and holding."""
    real = leftovers.held
    taken: list[Path] = []

    def late(descriptor: int) -> bool:
        if len(taken) < 2:
            taken.append(next(tmp_path.glob(".safehandle-*")))
            taken[-1].rmdir() if taken[-1].is_dir() else taken[-1].unlink()
        return real(descriptor)

    monkeypatch.setattr(leftovers, "held", late)
    with whole_file(tmp_path / "file") as file:
        file.write(b"x")
    taken.clear()
    with whole_folder(tmp_path / "out") as folder:
        (folder / "x").write_text("x")
    assert len(taken) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "out"]
