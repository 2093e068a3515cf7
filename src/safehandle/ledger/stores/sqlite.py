"""A ledger in one file: SQLite with a write-ahead log, one commit and one flush of the disk per entry."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from safehandle.errors import InputError, IntegrityError, OutputError
from safehandle.ledger.entry import PAGE, Encoded, Entry
from safehandle.ledger.local_disk import network_type
from safehandle.ledger.locking import SideFileLock
from safehandle.ledger.store import Store, check_origin
from safehandle.ledger.tree import Frontier, leaf_hash

_NO_END = (1 << 63) - 1
_APPLICATION = 0x53484C47  # "SHLG", in the file's header
_VERSION = 1
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE entry (number INTEGER PRIMARY KEY, body BLOB NOT NULL, private BLOB);
CREATE TABLE node (level INTEGER, number INTEGER, hash BLOB NOT NULL, PRIMARY KEY (level, number)) WITHOUT ROWID;
CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 0), size INTEGER NOT NULL, frontier BLOB NOT NULL, origin TEXT NOT NULL);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
"""
_SETTINGS = (
    "PRAGMA synchronous = FULL",  # NORMAL loses committed rows when the power goes
    "PRAGMA fullfsync = ON",  # macOS: its fsync alone does not reach the disk
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA secure_delete = ON",  # a redacted name is overwritten, not only unlinked
    "PRAGMA trusted_schema = OFF",
)


class SQLiteStore:
    """See :class:`safehandle.ledger.store.Store`.

    The side file's lock is held around every write, checkpoint and close. Without it SQLite's own busy handler lets
    one of several writers wait for seconds; it also keeps clear of a race in resetting the log (before SQLite 3.51.3).
    """

    def __init__(self, path: Path, origin: str, *, create: bool) -> None:
        self._path = path
        try:
            self._lock = SideFileLock(path.with_name(f"{path.name}.lock"))
        except OSError as error:
            raise OutputError("ledger.not-writable", path=str(path), reason=error.strerror) from error
        # Not bound to this thread: others use it too, one at a time, and the collector may close it from any.
        self._database = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        self._closed = False
        try:
            with self._reporting():
                self._prepare(origin, create=create)
                (self.origin,) = self._database.execute("SELECT origin FROM head").fetchone()
            check_origin(self.origin, origin)
        except BaseException:
            self.close()
            raise

    def _prepare(self, origin: str, *, create: bool) -> None:
        with self._lock.held():
            for setting in _SETTINGS:
                self._database.execute(setting)
            (application,) = self._database.execute("PRAGMA application_id").fetchone()
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
            (tables,) = self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not application and not version and not tables:
                if not create:  # cut off to nothing: that is no new ledger
                    raise InputError("ledger.not-a-ledger", path=str(self._path))
                self._create(origin)
            elif application != _APPLICATION:
                raise InputError("ledger.not-a-ledger", path=str(self._path))
            elif version > _VERSION:
                raise InputError("ledger.newer-version", version=version)
            else:
                self._log_ahead()  # a copy that another tool made may have lost this

    def _log_ahead(self) -> None:
        (mode,) = self._database.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise InputError("ledger.no-wal", path=str(self._path))

    def _create(self, origin: str) -> None:
        self._log_ahead()
        self._database.executescript(_SCHEMA)
        self._database.execute("INSERT INTO head VALUES (0, 0, x'', ?)", (origin,))
        self._database.execute("COMMIT")
        # A copy of the file without its log then still has its tables, and is seen to lack its entries.
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def append(self, encoded: Encoded) -> int:
        # What _writing does, without a context manager: three of them would cost as much as the statements.
        self._lock.take()
        try:
            self._database.execute("BEGIN IMMEDIATE")
            number = self._add(encoded)
            self._database.execute("COMMIT")
        except BaseException as error:
            self._roll_back()
            if isinstance(error, sqlite3.DatabaseError):
                raise _refusal(error, self._path) from error
            raise
        finally:
            self._lock.give()
        return number

    def fill(self, entries: Iterable[Encoded]) -> None:
        with self._writing():
            if self.head().size:
                raise OutputError("ledger.not-empty", place=str(self._path))
            for encoded in entries:
                self._add(encoded)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._reporting(), self._lock.held():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")

    def _add(self, encoded: Encoded) -> int:
        frontier = self._head()
        number = frontier.size
        completed = frontier.append(leaf_hash(encoded.body))
        try:
            self._database.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, encoded.body, encoded.private))
            if completed:
                self._database.executemany("INSERT INTO node VALUES (?, ?, ?)", completed)
        except sqlite3.IntegrityError:
            raise IntegrityError("ledger.head-damaged", size=number) from None
        self._database.execute("UPDATE head SET size = ?, frontier = ?", (frontier.size, frontier.encode()))
        return number

    def head(self) -> Frontier:
        with self._reporting():
            return self._head()

    def _head(self) -> Frontier:
        row = self._database.execute("SELECT size, frontier FROM head").fetchone()
        try:
            size, frontier = row
            return Frontier.decode(size, frontier)
        except (TypeError, ValueError):
            raise IntegrityError("ledger.head-damaged", size=row and row[0]) from None

    def entries(self, start: int, end: int | None) -> Iterator[Entry]:
        # Whoever edits with SQLite's own functions leaves text where bytes were; verification must see what it is.
        columns = "number, CAST(body AS BLOB), CAST(private AS BLOB)"
        query = f"SELECT {columns} FROM entry WHERE number >= ? AND number < ? ORDER BY number LIMIT ?"  # noqa: S608
        while True:
            with self._reporting():
                page = self._database.execute(query, (start, _NO_END if end is None else end, PAGE)).fetchall()
            yield from map(Entry._make, page)
            if len(page) < PAGE:
                return
            start = page[-1][0] + 1

    def nodes(self, level: int, start: int, end: int) -> list[bytes]:
        if level == 0:
            return [leaf_hash(entry.body) for entry in self.entries(start, end)]
        query = "SELECT hash FROM node WHERE level = ? AND number >= ? AND number < ? ORDER BY number"
        with self._reporting():
            return [found for (found,) in self._database.execute(query, (level, start, end))]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        try:
            yield
        finally:
            self._database.execute("ROLLBACK")

    def redact(self, number: int) -> None:
        with self._reporting(), self._lock.held():
            self._database.execute("UPDATE entry SET private = NULL WHERE number = ?", (number,))
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log has a copy of the page

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        with self._lock.held():
            self._database.close()
        self._lock.close()

    def __del__(self) -> None:
        # Closing folds the write-ahead log in, which must happen under the lock: not left to the connection's own end.
        if not getattr(self, "_closed", True):
            self.close()

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise _refusal(error, self._path) from error


def _refusal(error: sqlite3.DatabaseError, path: Path) -> Exception:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_NOTADB":
        return InputError("ledger.not-a-ledger", path=str(path))
    if name.startswith("SQLITE_CORRUPT") or "no such table" in str(error):
        return IntegrityError("ledger.file-damaged", path=str(path))
    if name.startswith("SQLITE_FULL"):
        return OutputError("ledger.no-space", path=str(path))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return OutputError("ledger.not-writable", path=str(path), reason=name)
    return error


class SQLite:
    """Ledgers at a path of a disk of this machine."""

    name = "sqlite"

    def accepts(self, location: str) -> bool:
        return "://" not in location

    def open(self, location: str, origin: str, *, create: bool) -> Store:
        path = Path(location)
        if kind := network_type(path.parent):
            raise InputError("ledger.network-drive", path=location, type=kind)
        _ensure_file(path, create=create)
        return SQLiteStore(path, origin, create=create)


def _ensure_file(path: Path, *, create: bool) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
    try:
        if create:
            os.close(os.open(path, flags, 0o600))
            return
    except FileExistsError:
        pass
    except OSError as error:
        raise OutputError("ledger.not-writable", path=str(path), reason=error.strerror) from error
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        raise InputError("ledger.missing", path=str(path)) from None
    if not stat.S_ISREG(mode):
        raise InputError("ledger.not-a-ledger", path=str(path))


KIND = SQLite()
