"""Long lists of erased files: whatever their number, the ledger can hold the report, and the list cannot be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.documents.erasures import FILES

from safehandle.actions.wipe_list import MOST, Lists, read_list, shortened
from safehandle.documents.erased_list import list_digest
from safehandle.errors import InputError, IntegrityError
from safehandle.ledger.entry import encode
from safehandle.model import Done
from safehandle.model.erasure import ErasedFile, ErasureReport, Unchecked


def many(count: int) -> ErasureReport:
    files = tuple(
        ErasedFile(name_sha256=f"{n:064x}", kind="file", size=4000, overwritten=4096, path=f"/業務/住民/{n}.csv")
        for n in range(count)
    )
    failed = replace(files[7], fault="io-error")
    unchecked = tuple(Unchecked(reason="link-target", path=f"/業務/{n}") for n in range(count))
    return replace(FILES, files=(*files[:7], failed, *files[8:]), unchecked=unchecked)


def test_ten_thousand_files_fit_into_one_entry(tmp_path: Path) -> None:
    report = many(10_000)
    with pytest.raises(InputError, match=r"ledger\.entry-too-large"):
        encode(Done(intent=0, facts=(report,)), datetime.now(UTC))
    short = shortened(report, Lists(tmp_path / "documents"))
    encoded = encode(Done(intent=0, facts=(short,) * 5), datetime.now(UTC))
    assert len(encoded.body) < 1 << 18
    assert [file.fault for file in short.files] == ["io-error"], "what went wrong is named one by one"
    assert (short.count, short.unchecked_count, len(short.unchecked)) == (10_000, 10_000, MOST)
    assert short.certifiable == report.certifiable


def test_a_short_list_stays_in_the_report(tmp_path: Path) -> None:
    assert shortened(FILES, Lists(tmp_path)) is FILES
    assert not list(tmp_path.iterdir())
    assert shortened(FILES, Lists(tmp_path, most=2)).files == (), "many reports in one entry leave less room for each"


def test_the_list_is_read_with_and_without_names_and_only_unchanged(tmp_path: Path) -> None:
    kept = shortened(many(300), Lists(tmp_path)).listed
    assert kept is not None
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    named, bare = read_list(kept, tmp_path, names=True), read_list(kept, tmp_path, names=False)
    assert named is not None
    assert bare is not None
    assert "住民/299.csv" in named.decode()
    assert b"csv" not in bare
    assert list_digest(bare.splitlines(keepends=True)) == kept.sha256
    path.write_bytes(bare)  # somebody took the names out: it is the same list
    assert read_list(kept, tmp_path, names=True) == bare
    path.write_bytes(bare.replace(b'"size":4000', b'"size":4001', 1))
    with pytest.raises(IntegrityError, match=r"certificate\.list-altered"):
        read_list(kept, tmp_path, names=False)
    path.write_bytes(bare + b"\n")
    with pytest.raises(IntegrityError, match=r"certificate\.list-altered"):
        read_list(kept, tmp_path, names=False)
    path.unlink()
    assert read_list(kept, tmp_path, names=True) is None


def test_where_the_list_cannot_be_written_the_report_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    kept = shortened(many(300), Lists(tmp_path / "file")).listed
    assert kept is not None
    assert kept.lost
    assert kept.sha256
