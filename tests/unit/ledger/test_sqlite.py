"""What only the SQLite store promises: its file, its mode, what it refuses, what it overwrites."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from tests.unit.ledger.records import ORIGIN, intent

from safehandle.errors import InputError, IntegrityError, OutputError
from safehandle.ledger import Ledger, open_ledger
from safehandle.ledger.stores import sqlite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    location = tmp_path / "ledger.db"
    with open_ledger(location, ORIGIN, create=True) as ledger:
        ledger.append(intent())
    return location


def test_every_file_is_closed_to_others(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", ORIGIN, create=True) as ledger:
        ledger.append(intent())
        names = sorted(entry.name for entry in tmp_path.iterdir())
        assert names == ["ledger.db", "ledger.db-shm", "ledger.db-wal", "ledger.db.lock"]
        assert {stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.iterdir()} == {0o600}
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["ledger.db", "ledger.db.lock"]


def test_every_commit_is_flushed(path: Path) -> None:
    store = sqlite.KIND.open(str(path), ORIGIN, create=False)
    assert isinstance(store, sqlite.SQLiteStore)
    ask = store._database.execute
    assert ask("PRAGMA journal_mode").fetchone() == ("wal",)
    assert ask("PRAGMA synchronous").fetchone() == (2,)
    assert ask("PRAGMA secure_delete").fetchone() == (1,)
    store.close()


def test_a_missing_ledger_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ledger\.missing"):
        open_ledger(tmp_path / "ledger.db", ORIGIN)
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_cut_off_to_nothing_is_not_a_new_one(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"ledger\.not-a-ledger"):
        open_ledger(path, ORIGIN)


def test_writing_goes_on_while_entries_are_read(path: Path) -> None:
    with open_ledger(path, ORIGIN) as ledger, open_ledger(path, ORIGIN) as other:
        for index in range(600):
            ledger.append(intent(index))
        for entry in ledger.entries(0, 600):
            if entry.number % 100 == 0:
                other.append(intent(entry.number))
                ledger.append(intent(entry.number))
        assert ledger.verify().holds


def test_a_newer_ledger_is_refused_untouched(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 2")
    database.close()
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"ledger\.newer-version"):
        open_ledger(path, ORIGIN)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "other.db")
    database.execute("CREATE TABLE entry (number INTEGER)")
    database.close()
    for name, data in (("other.db", None), ("text.db", b"not a database at all\n" * 100)):
        if data:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError, match=r"ledger\.not-a-ledger"):
            open_ledger(tmp_path / name, ORIGIN)


def test_a_link_in_the_ledgers_place_is_not_followed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(path)
    for create in (False, True):
        with pytest.raises(InputError, match=r"ledger\.not-a-ledger"):
            open_ledger(tmp_path / "link.db", ORIGIN, create=create)


def test_another_contracts_ledger_is_refused(path: Path) -> None:
    with pytest.raises(IntegrityError, match=r"ledger\.other-origin"):
        open_ledger(path, "みどり情報/川原市/r9-tax")
    with open_ledger(path, "みどり情報株式会社/川原市/r8-tax") as renamed:
        assert renamed.origin == ORIGIN


def test_a_network_drive_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "network_type", lambda folder: "cifs")
    with pytest.raises(InputError) as caught:
        open_ledger(path, ORIGIN)
    assert (caught.value.code, caught.value.fields["type"]) == ("ledger.network-drive", "cifs")


def test_a_copy_without_its_log_is_seen_to_be_short(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", ORIGIN, create=True) as ledger:
        for index in range(20):
            ledger.append(intent(index))
        held = ledger.head()
        shutil.copyfile(tmp_path / "ledger.db", tmp_path / "copy.db")
    with open_ledger(tmp_path / "copy.db", ORIGIN) as copy:
        report = copy.verify([held])
        assert [problem.code for problem in report.problems] == ["ledger.truncated"]


def test_a_copy_by_another_tool_is_logged_ahead_again(path: Path, tmp_path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    database.close()
    store = sqlite.KIND.open(str(tmp_path / "copy.db"), ORIGIN, create=False)
    assert isinstance(store, sqlite.SQLiteStore)
    assert store._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()


def test_a_place_where_nothing_can_be_locked_is_not_writable(path: Path) -> None:
    lock = path.with_name("ledger.db.lock")
    lock.unlink()
    lock.mkdir()
    with pytest.raises(OutputError, match=r"ledger\.not-writable"):
        open_ledger(path, ORIGIN)


def test_a_damaged_page_is_an_integrity_error(path: Path) -> None:
    with open_ledger(path, ORIGIN) as ledger:
        for index in range(200):
            ledger.append(intent(index))
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 16] = b"\xff" * 16
    path.write_bytes(data)
    with pytest.raises(IntegrityError, match=r"ledger\.(file|head)-damaged"), open_ledger(path, ORIGIN) as ledger:
        ledger.verify().demand()


def fill_up(ledger: Ledger) -> None:
    for index in range(1000):
        ledger.append(intent(index))


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="needs root to mount a small file system")
def test_a_full_disk_refuses_the_record_and_keeps_the_ledger(tmp_path: Path) -> None:
    import subprocess

    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not allow mounting a tmpfs")
    try:
        with open_ledger(disk / "ledger.db", ORIGIN, create=True) as ledger:
            with pytest.raises(OutputError) as caught:
                fill_up(ledger)
            assert caught.value.code in ("ledger.no-space", "ledger.not-writable")
            size = ledger.head().size
            assert size > 0
            assert ledger.verify().holds
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_redacted_name_is_in_no_file_any_more(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", ORIGIN, create=True) as ledger:
        for index in range(30):
            ledger.append(intent(index))
        secret = "住民一覧17.csv".encode()
        assert any(secret in file.read_bytes() for file in tmp_path.iterdir())
        ledger.redact(17)
        assert not any(secret in file.read_bytes() for file in tmp_path.iterdir())
        assert ledger.entry(17).redacted
        assert ledger.verify().redacted == (17,)
