"""The survey of real files: what is refused and why, and that nothing is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from safehandle.erase.surveying import Survey, survey
from safehandle.errors import InputError
from safehandle.files.listing import Kind
from safehandle.model.erasure import Level

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the survey of files is Linux's")


def refusals(found: Survey) -> dict[str, tuple[str, ...]]:
    return {Path(item.found.path).name: item.refusals for item in found.items}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "contract"
    (path / "sub").mkdir(parents=True)
    (path / "a.csv").write_text("a" * 5000)
    (path / "sub" / "b.csv").write_text("b")
    return path


def test_a_folder_is_listed_with_what_it_holds_first(folder: Path) -> None:
    found = survey([folder])
    assert [Path(item.found.path).name for item in found.items] == ["a.csv", "b.csv", "sub", "contract"]
    assert [item.found.size for item in found.items if item.found.kind is Kind.FILE] == [5000, 1]
    assert not found.refused


def test_nothing_is_touched(folder: Path) -> None:
    def state() -> list[tuple[int, ...]]:
        seen = [path.stat() for path in sorted([folder, *folder.rglob("*")])]
        return [(one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_nlink) for one in seen]

    before = state()
    survey([folder])
    assert state() == before


def test_a_hard_link_is_refused_by_name(folder: Path) -> None:
    (folder / "again.csv").hardlink_to(folder / "a.csv")
    assert refusals(survey([folder]))["a.csv"] == ("hard-link",)


def test_a_fifo_is_refused_and_a_link_is_only_a_name(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("stays")
    os.mkfifo(folder / "fifo")
    (folder / "link").symlink_to(tmp_path / "outside")
    (folder / "folder-link").symlink_to(tmp_path)
    found = refusals(survey([folder]))
    assert found["fifo"] == ("special",)
    assert found["link"] == found["folder-link"] == ()
    assert "outside" not in found


def test_a_file_that_another_process_holds_is_refused(folder: Path) -> None:
    code = f"file = open({str(folder / 'a.csv')!r}); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        found = refusals(survey([folder]))
        other.communicate("\n")
    assert found["a.csv"] == ("open-elsewhere",)
    assert found["b.csv"] == ()
    assert refusals(survey([folder]))["a.csv"] == ()


def test_a_file_that_another_process_maps_is_refused(folder: Path) -> None:
    code = (
        "import mmap, os\n"
        f"file = os.open({str(folder / 'a.csv')!r}, os.O_RDONLY)\n"
        "held = mmap.mmap(file, 0, prot=mmap.PROT_READ); os.close(file)\n"
        "print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        found = refusals(survey([folder]))
        other.communicate("\n")
    assert found["a.csv"] == ("open-elsewhere",)


@pytest.mark.parametrize(
    "name", ["line\nbreak", "bell\x07", "\udcff\udcfe", "\u202egpj.exe", "con", "ひらがな", "x" * 255]
)
def test_any_name_can_be_surveyed(folder: Path, name: str) -> None:
    try:
        (folder / name).write_text("x")
    except OSError:
        pytest.skip("this file system does not take that name")
    assert refusals(survey([folder]))[name] == ()


@pytest.mark.parametrize("change", ["content", "other", "gone", "new", "link"])
def test_the_digest_changes_with_what_would_be_erased(folder: Path, change: str) -> None:
    before, path = survey([folder]).digest(), folder / "a.csv"
    assert survey([folder]).digest() == before
    if change == "content":
        path.write_text("A" * 5000)
    elif change == "new":
        (folder / "new").write_text("")
    else:
        path.unlink()
        if change == "other":
            path.write_text("a" * 5000)
        elif change == "link":
            path.symlink_to("/etc/hostname")
    assert survey([folder]).digest() != before


def test_a_missing_path_a_link_and_a_nested_path_are_refused(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "a.csv")
    for paths, code in (
        ([folder / "none"], "erase.missing"),
        ([folder / "link"], "erase.link"),
        ([folder, folder / "sub"], "erase.nested"),
        ([], "erase.nothing"),
    ):
        with pytest.raises(InputError) as raised:
            survey(paths)
        assert raised.value.code == code


def test_links_above_the_path_are_resolved_once(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(folder)
    assert survey([tmp_path / "way" / "a.csv"]).paths == (str(folder.resolve() / "a.csv"),)


def test_off_linux_nothing_is_claimed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    found = survey([folder])
    assert [item.level for item in found.items] == [Level.NONE]
    assert [item.refusals for item in found.items] == [("platform",)]
    assert found.unchecked
