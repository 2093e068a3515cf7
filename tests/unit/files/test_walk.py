"""Walking: what is listed, what is refused, and that a swapped file is never read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from safehandle.errors import InputError
from safehandle.files.listing import Kind
from safehandle.files.reopen import Opener
from safehandle.files.walk import survey


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    top = tmp_path / "資料"
    (top / "b" / "c").mkdir(parents=True)
    (top / "empty").mkdir()
    (top / "a.csv").write_text("1,2")
    (top / "b" / "c" / "d").write_bytes(b"xyz")
    (top / "zero").touch()
    return top


def refusal(*paths: Path) -> str:
    with pytest.raises(InputError) as caught:
        survey(paths)
    return caught.value.code


def test_everything_is_listed_in_order(tree: Path) -> None:
    listing = survey([tree])
    assert [entry.path for entry in listing.entries] == [
        "資料", "資料/a.csv", "資料/b", "資料/b/c", "資料/b/c/d", "資料/empty", "資料/zero",
    ]  # fmt: skip
    assert [entry.kind for entry in listing.entries].count(Kind.FOLDER) == 4
    assert listing.size == 6
    assert len(listing.files) == 3


def test_here_and_above_have_their_real_names(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "b")
    assert survey([Path()]).entries[0].path == "b"
    assert survey([Path("..")]).entries[0].path == "資料"
    assert refusal(Path("/")) == "files.name-empty"


def test_a_link_above_is_the_callers_choice_but_not_the_thing_itself(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tree)
    assert refusal(tmp_path / "link") == "files.link"
    assert survey([tmp_path / "link" / "b"]).entries[0].path == "b"


def test_links_and_special_files(tree: Path) -> None:
    (tree / "l").symlink_to("/etc/passwd")
    os.mkfifo(tree / "p")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tree / "s"))
        assert refusal(tree) == "files.link"
        (tree / "l").unlink()
        assert refusal(tree) == "files.special"
        (tree / "l").symlink_to("/etc/passwd")
        listing = survey([tree], skip_special=True)
    assert [(left.path, left.kind) for left in listing.left_out] == [
        ("資料/l", Kind.LINK), ("資料/p", Kind.SPECIAL), ("資料/s", Kind.SPECIAL),
    ]  # fmt: skip
    assert len(listing.files) == 3


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (b"\x83e\x83X\x83g", "files.name-encoding"),  # CP932
        (b"a\nb", "files.name-control"),
        (b"a\\b", "files.name-backslash"),
        (b"NUL", "files.name-reserved"),
        (b"a.", "files.name-trailing"),
        (b"A.CSV", "files.name-collision"),
    ],
)
def test_names_that_could_not_be_opened_everywhere(tree: Path, name: bytes, code: str) -> None:
    Path(os.fsdecode(os.path.join(os.fsencode(tree), name))).touch()  # noqa: PTH118 - bytes
    with pytest.raises(InputError) as caught:
        survey([tree])
    assert caught.value.code == code
    str(caught.value).encode()  # can be shown


def test_normalisation_twins(tree: Path) -> None:
    (tree / "が").touch()
    (tree / "か\u3099").touch()
    if len(list(tree.glob("[がか]*"))) < 2:
        pytest.skip("the file system normalises names")
    assert refusal(tree) == "files.name-collision"


def test_same_name_from_two_folders(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "other" / "資料").mkdir(parents=True)
    assert refusal(tree, tmp_path / "other" / "資料") == "files.name-duplicate"
    assert refusal(tree / "a.csv", tree / "a.csv") == "files.name-duplicate"


def test_missing_and_nothing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no") == "files.missing"
    assert refusal(tmp_path / "no" / "no") == "files.missing"
    assert refusal() == "files.nothing"


def test_unreadable(tree: Path) -> None:
    (tree / "a.csv").chmod(0)
    if os.geteuid() == 0:
        # root may read everything, so the question is asked as another user
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setgroups([])
                os.setuid(65534)
                survey([tree / "a.csv"])
            except InputError as error:
                code = 0 if error.code == "files.unreadable" else 2
            finally:
                os._exit(code)
        for folder in (tree, *tree.parents[:3]):
            folder.chmod(0o755)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    else:
        assert refusal(tree) == "files.unreadable"


def read(entry_path: str, tree: Path, between: object = None) -> bytes:
    listing = survey([tree])
    (entry,) = [entry for entry in listing.entries if entry.path == entry_path]
    if callable(between):
        between()
    with Opener() as opener, opener.reading(entry) as descriptor:
        return os.read(descriptor, 100)


def test_opened_again_by_descriptors(tree: Path) -> None:
    assert read("資料/b/c/d", tree) == b"xyz"
    with Opener() as opener:
        for entry in survey([tree / "b", tree / "a.csv", tree / "zero"]).files:
            with opener.reading(entry) as descriptor:
                assert len(os.read(descriptor, 100)) == entry.size


def swap_for_link(tree: Path) -> None:
    (tree / "a.csv").unlink()
    (tree / "a.csv").symlink_to("/etc/passwd")


def swap_for_fifo(tree: Path) -> None:
    (tree / "a.csv").unlink()
    os.mkfifo(tree / "a.csv")


def swap_for_other(tree: Path) -> None:
    (tree / "other").write_text("9,9")
    (tree / "other").rename(tree / "a.csv")


def grow(tree: Path) -> None:
    with (tree / "a.csv").open("a") as file:
        file.write("more")


def remove(tree: Path) -> None:
    (tree / "a.csv").unlink()


@pytest.mark.parametrize("change", [swap_for_link, swap_for_fifo, swap_for_other, grow, remove])
def test_a_changed_file_is_refused(tree: Path, change: object) -> None:
    assert callable(change)
    with pytest.raises(InputError) as caught:
        read("資料/a.csv", tree, lambda: change(tree))
    assert caught.value.code in {"files.changed", "files.unreadable", "files.missing"}


def test_a_folder_swapped_for_a_link_is_not_followed(tree: Path, tmp_path: Path) -> None:
    def swap() -> None:
        (tree / "b").rename(tmp_path / "moved")
        (tree / "b").symlink_to(tmp_path / "moved")

    with pytest.raises(InputError):
        read("資料/b/c/d", tree, swap)


def test_changed_while_read(tree: Path) -> None:
    (entry,) = survey([tree / "a.csv"]).files
    with Opener() as opener, pytest.raises(InputError) as caught, opener.reading(entry):
        grow(tree)
    assert caught.value.code == "files.changed"
