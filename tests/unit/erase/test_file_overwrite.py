"""Overwriting real files: order, refusals, races, partial success."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from safehandle.erase.job import carry_out
from safehandle.erase.method import Order, choose
from safehandle.erase.surveying import Survey, survey
from safehandle.errors import ErasureError
from safehandle.model import from_plain, split_private, to_plain
from safehandle.model.erasure import ErasureReport, Level, Status

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="file erasure is Linux's")

OVERWRITE = choose("file-overwrite", "files")
SECRET = b"PERSONAL-DATA-" * 700


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "contract"
    (path / "sub").mkdir(parents=True)
    (path / "a.csv").write_bytes(SECRET)
    (path / "empty").touch()
    (path / "sub" / "b.csv").write_bytes(b"b")
    os.sync()
    return path


def erase(found: Survey, **order: object) -> ErasureReport:
    asked = dataclasses.replace(Order(accept=True), **order)  # type: ignore[arg-type]
    return carry_out(OVERWRITE, found, asked, target_digest=found.digest())


def failed(found: Survey, **order: object) -> ErasureReport:
    with pytest.raises(ErasureError, match=r"erase\.incomplete") as raised:
        erase(found, **order)
    report = raised.value.__dict__["report"]
    assert raised.value.__dict__["facts"] == (report,)
    assert isinstance(report, ErasureReport)
    assert report.status is not Status.COMPLETE
    assert not report.certifiable
    return report


def faults(report: ErasureReport) -> dict[str, str]:
    return {Path(file.path).name: file.fault for file in report.files}


def test_a_folder_is_erased_with_everything_in_it(folder: Path) -> None:
    found = survey([folder])
    report = erase(found)
    assert not folder.exists()
    assert report.certifiable
    assert report.reached is Level.FILE_OVERWRITE
    assert report.verification.from_device == report.verification.extent >= len(SECRET) + 1
    assert [file.fault for file in report.files] == [""] * 5
    assert report.target_digest == found.digest()


def test_what_is_on_the_device_is_keystream_before_the_name_goes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen through a second descriptor at the moment of removal."""
    from safehandle.erase import batch

    path, seen = folder / "a.csv", []
    block = path.stat().st_blksize

    def before_removal(_folder: int, _name: str, _descriptor: int) -> None:
        seen.append(path.read_bytes())

    monkeypatch.setattr(batch, "remove_file", before_removal)
    erase(survey([path]))
    (content,) = seen
    assert len(content) == -(-len(SECRET) // block) * block, "the last block's tail is overwritten too"
    assert b"PERSONAL" not in content
    assert len(set(content)) == 256


def test_the_report_survives_the_ledger_s_way_of_writing_it(folder: Path) -> None:
    report = erase(survey([folder]), reason="契約満了")
    assert from_plain(ErasureReport, {k: v for k, v in to_plain(report).items() if k != "kind"}) == report
    public, private = split_private(report)
    assert "a.csv" not in str(public)
    assert "契約満了" not in str(public)
    assert any(str(value).endswith("a.csv") for value in private.values())


def test_a_file_is_found_in_the_report_by_its_salted_name(folder: Path) -> None:
    path = (folder / "a.csv").resolve()
    report = erase(survey([folder]))
    name = hashlib.sha256(report.salt.encode() + os.fsencode(path)).hexdigest()
    assert [file.size for file in report.files if file.name_sha256 == name] == [len(SECRET)]


def test_residuals_that_need_acceptance_stop_it_before_anything_is_touched(folder: Path) -> None:
    found = survey([folder])
    if not any(one.needs_acceptance for one in found.residuals):
        pytest.skip("the temporary folder lies on a spinning disk: nothing needs acceptance")
    with pytest.raises(ErasureError, match=r"erase\.residuals"):
        erase(found, accept=False)
    assert (folder / "a.csv").read_bytes() == SECRET


def test_a_refused_path_stops_the_whole_unless_it_is_left_out(folder: Path) -> None:
    (folder / "again").hardlink_to(folder / "a.csv")
    with pytest.raises(ErasureError, match=r"erase\.paths-refused"):
        erase(survey([folder]))
    assert (folder / "sub/b.csv").exists()
    report = failed(survey([folder]), partial=True)
    assert (folder / "a.csv").read_bytes() == SECRET
    assert not (folder / "sub").exists()
    assert faults(report)["contract"] == "not-empty"
    assert {(one.reason, Path(one.path).name) for one in report.unchecked if one.reason == "hard-link"} == {
        ("hard-link", "a.csv"),
        ("hard-link", "again"),
    }


def replaced(folder: Path) -> None:
    (folder / "a.csv").unlink()
    (folder / "a.csv").write_bytes(b"somebody else's")


def linked(folder: Path) -> None:
    (folder / "a.csv").rename(folder.parent / "aside")
    (folder / "a.csv").symlink_to(folder.parent / "aside")


def rewritten(folder: Path) -> None:
    with (folder / "a.csv").open("r+b") as file:
        file.write(b"new data of the same file")


def hardlinked(folder: Path) -> None:
    (folder.parent / "aside").hardlink_to(folder / "a.csv")


@pytest.mark.parametrize(
    ("change", "fault"), [(replaced, "changed"), (linked, "link"), (rewritten, "changed"), (hardlinked, "changed")]
)
def test_what_changed_since_the_survey_is_left_alone(folder: Path, change: Callable[[Path], None], fault: str) -> None:
    found = survey([folder])
    change(folder)
    kept = (folder / "a.csv").read_bytes()
    report = failed(found)
    assert faults(report)["a.csv"] == fault
    assert (folder / "a.csv").read_bytes() == kept
    assert faults(report)["contract"] == "not-empty"
    assert faults(report)["b.csv"] == ""


def test_a_folder_that_became_a_link_is_not_entered(folder: Path, tmp_path: Path) -> None:
    found = survey([folder])
    elsewhere = tmp_path / "elsewhere"
    (folder / "sub").rename(elsewhere)
    (folder / "sub").symlink_to(elsewhere)
    report = failed(found)
    assert (elsewhere / "b.csv").read_bytes() == b"b"
    assert faults(report)["b.csv"] == "link"


def test_another_folder_under_the_same_name_is_not_entered(folder: Path, tmp_path: Path) -> None:
    found = survey([folder])
    (folder / "sub").rename(tmp_path / "aside")
    (folder / "sub").mkdir()
    (folder / "sub/b.csv").write_bytes(b"c")
    report = failed(found)
    assert (folder / "sub/b.csv").read_bytes() == b"c"
    assert faults(report)["b.csv"] == "changed"


def test_a_file_that_appears_after_the_survey_stays_and_is_noticed(folder: Path) -> None:
    found = survey([folder])
    (folder / "new").write_bytes(b"new")
    assert faults(failed(found))["contract"] == "not-empty"
    assert [path.name for path in folder.iterdir()] == ["new"]


def test_a_link_is_removed_and_what_it_leads_to_is_named_as_untouched(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"stays")
    (folder / "link").symlink_to(tmp_path / "outside")
    report = erase(survey([folder]))
    assert (tmp_path / "outside").read_bytes() == b"stays"
    assert [one.reason for one in report.unchecked if one.path.endswith("/link")] == ["link-target"]


def test_a_sparse_file_does_not_fill_the_disk(folder: Path) -> None:
    with (folder / "sparse").open("wb") as file:
        file.truncate(1 << 40)
        file.seek(1 << 30)
        file.write(SECRET)
        os.fsync(file.fileno())
    report = erase(survey([folder / "sparse"]))
    assert len(SECRET) <= report.bytes_written < 1 << 21


def test_an_interruption_leaves_a_record_of_what_was_and_was_not_done(folder: Path) -> None:
    def interrupt(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as raised:
        erase(survey([folder]), progress=interrupt)
    report = raised.value.__dict__["report"]
    assert report.status is Status.FAILED
    assert report.fault == "KeyboardInterrupt"
    assert set(faults(report)) == {"a.csv", "empty", "b.csv", "sub", "contract"}
    assert "" not in faults(report).values()


def test_names_cannot_forge_a_line(folder: Path) -> None:
    (folder / "x\n証明書番号 1\u202e").write_bytes(b"x")
    report = erase(survey([folder]))
    (path,) = [file.path for file in report.files if "証明書番号" in file.path]
    assert path.endswith("x\\u000a証明書番号 1\\u202e")
