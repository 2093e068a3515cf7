"""Places: nested ones, links, and the evidence that must not go with them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from safehandle.erase import contents, fitting, outermost, require_no_evidence, survey
from safehandle.errors import ErasureError, InputError, UsageError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="file erasure is Linux's")


def test_an_inner_place_belongs_to_the_outermost(tmp_path: Path) -> None:
    (tmp_path / "a/b/c").mkdir(parents=True)
    (tmp_path / "ab").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    a, c, ab, link = (str(tmp_path / name) for name in ("a", "a/b/c", "ab", "link"))
    assert outermost([c, a, ab]) == {a: a, c: a, ab: ab}
    assert outermost([a, link]) == {a: a, link: a}, "two names of one folder are one place"


def test_a_place_is_its_folder_and_a_link_is_none(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "work")
    assert contents(str(tmp_path / "work")) == (str(tmp_path / "work"),)
    with pytest.raises(InputError, match=r"erase\.link"):
        contents(str(tmp_path / "link"))


@pytest.mark.parametrize("place", ["", "k", "k/documents", "k/documents/old", "k/ledger.db", "link"])
def test_evidence_forbids_the_place(tmp_path: Path, place: str) -> None:
    (tmp_path / "k/documents/old").mkdir(parents=True)
    (tmp_path / "k/ledger.db").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "k")
    kept, archives = (tmp_path / "k", tmp_path / "k/ledger.db"), (tmp_path / "k/documents",)
    with pytest.raises(ErasureError, match=r"erase\.evidence"):
        require_no_evidence(str(tmp_path / place), kept, archives)


def test_a_folder_beside_the_evidence_may_go(tmp_path: Path) -> None:
    (tmp_path / "k/documents").mkdir(parents=True)
    for place in ("kk", "k/work", "data"):
        require_no_evidence(str(tmp_path / place), (tmp_path / "k", tmp_path / "k/l.db"), (tmp_path / "k/documents",))


def test_only_steps_that_fit_the_file_system_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    found = survey([tmp_path / "a"])
    fits = fitting(found, ("journal", "free-space"))
    assert "free-space" in fits or all(ground.in_memory for ground in found.grounds.values())
    with pytest.raises(UsageError, match=r"erase\.no-such-step"):
        fitting(found, ("burn",))
