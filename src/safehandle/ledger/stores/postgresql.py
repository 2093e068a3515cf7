"""A ledger that a team shares: tables in a PostgreSQL database, written by one function and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from safehandle.errors import InputError, IntegrityError, OutputError, RemoteError, SafehandleError, UsageError
from safehandle.ledger.entry import PAGE, Encoded, Entry
from safehandle.ledger.postgresql_schema import VERSION, statements
from safehandle.ledger.store import Store, check_origin
from safehandle.ledger.tree import Frontier, leaf_hash

if TYPE_CHECKING:
    import psycopg

_SCHEMES = ("postgresql://", "postgres://")
_NO_END = (1 << 63) - 1
_CONNECT_SECONDS = 10


class PostgreSQLStore:
    """See :class:`safehandle.ledger.store.Store`. The head's row lock puts writers into a queue."""

    def __init__(self, location: str, origin: str, *, create: bool) -> None:
        self._location = location
        self._known = 0  # a number that our next entry cannot be below
        with _reporting(location):
            self._database = _connect(location)
        try:
            with _reporting(location):
                self._prepare(origin, create=create)
                self.origin = self._check(origin)
        except BaseException:
            self.close()
            raise

    def _check(self, origin: str) -> str:
        row = self._one("SELECT version, origin FROM ledger_head")
        if row["version"] > VERSION:
            raise InputError("ledger.newer-version", version=row["version"])
        check_origin(row["origin"], origin)
        return str(row["origin"])

    def _prepare(self, origin: str, *, create: bool) -> None:
        if self._one("SELECT to_regclass('ledger_head') AS found")["found"]:
            return
        if not create:
            raise InputError("ledger.missing", path=_shown(self._location))
        schema = self._one("SELECT quote_ident(current_schema()) AS name")["name"]
        with self._database.transaction():
            # Two who found the same ledger at once: the second waits here, and then finds it.
            self._database.execute("SELECT pg_advisory_xact_lock(hashtext('safehandle ledger'))")
            if not self._one("SELECT to_regclass('ledger_head') AS found")["found"]:
                for statement in statements(schema):
                    self._database.execute(statement)
                self._database.execute("INSERT INTO ledger_head VALUES (0, %s, 0, '', %s)", (VERSION, origin))

    def append(self, encoded: Encoded) -> int:
        with _reporting(self._location):
            import psycopg

            before = self._known
            try:
                return self._call(encoded)
            except psycopg.OperationalError:
                # The connection broke, perhaps after the entry was there. A salt makes its bytes one of a kind.
                self._database.close()
                self._database = _connect(self._location)
                found = self._one(
                    "SELECT max(number) AS number FROM ledger_entry WHERE number >= %s AND body = %s",
                    before,
                    encoded.body,
                )
                return self._call(encoded) if found["number"] is None else int(found["number"])

    def _call(self, encoded: Encoded) -> int:
        number: int = self._one("SELECT ledger_append(%s, %s) AS number", encoded.body, encoded.private)["number"]
        self._known = number + 1
        return number

    def fill(self, entries: Iterable[Encoded]) -> None:
        with _reporting(self._location), self._database.transaction():
            if self._one("SELECT size FROM ledger_head FOR UPDATE")["size"]:
                raise OutputError("ledger.not-empty", place=_shown(self._location))
            with self._database.cursor() as cursor:
                cursor.executemany(
                    "SELECT ledger_append(%b, %b)", ((encoded.body, encoded.private) for encoded in entries)
                )

    def head(self) -> Frontier:
        with _reporting(self._location):
            row = self._one("SELECT size, frontier FROM ledger_head")
        try:
            return Frontier.decode(row["size"], row["frontier"])
        except ValueError:
            raise IntegrityError("ledger.head-damaged", size=row["size"]) from None

    def entries(self, start: int, end: int | None) -> Iterator[Entry]:
        query = (
            "SELECT number, body, private FROM ledger_entry WHERE number >= %s AND number < %s ORDER BY number LIMIT %s"
        )
        while True:
            with _reporting(self._location):
                values = (start, _NO_END if end is None else end, PAGE)
                page = self._database.execute(query, values, binary=True).fetchall()
            yield from (Entry(row["number"], row["body"], row["private"]) for row in page)
            if len(page) < PAGE:
                return
            start = page[-1]["number"] + 1

    def nodes(self, level: int, start: int, end: int) -> list[bytes]:
        if level == 0:
            return [leaf_hash(entry.body) for entry in self.entries(start, end)]
        query = "SELECT hash FROM ledger_node WHERE level = %s AND number >= %s AND number < %s ORDER BY number"
        with _reporting(self._location):
            return [row["hash"] for row in self._database.execute(query, (level, start, end), binary=True)]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with _reporting(self._location):
            self._database.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self._database.rollback()

    def redact(self, number: int) -> None:
        with _reporting(self._location):
            self._database.execute("SELECT ledger_redact(%s)", (number,))

    def close(self) -> None:
        self._database.close()

    def _one(self, query: str, *values: object) -> dict[str, Any]:
        row = self._database.execute(query.encode(), values, binary=True).fetchone()
        if row is None:
            raise IntegrityError("ledger.head-damaged", size=0)
        return row


def _connect(location: str) -> psycopg.Connection[dict[str, Any]]:
    try:
        import psycopg
    except ImportError:
        raise InputError("ledger.no-driver") from None
    from psycopg.rows import dict_row

    asked = parse_qs(urlsplit(location).query)
    seconds = int(asked["connect_timeout"][0]) if "connect_timeout" in asked else _CONNECT_SECONDS
    database = psycopg.connect(
        location, autocommit=True, row_factory=dict_row, application_name="safehandle", connect_timeout=seconds
    )
    database.execute("SET synchronous_commit = on")  # whatever the server's default: an entry is durable or not there
    return database


@contextmanager
def _reporting(location: str) -> Iterator[None]:
    """Turn the server's errors into ours; none of them carries the URL as it was given."""
    try:
        yield
    except SafehandleError:
        raise
    except Exception as error:
        problem = _problem(error, _shown(location))
        if problem is None:
            raise
        raise problem from error


def _problem(error: Exception, place: str) -> SafehandleError | None:
    import psycopg

    reason = str(error).strip().partition("\n")[0]
    match error:
        case psycopg.errors.InsufficientPrivilege():
            return RemoteError("ledger.not-permitted", place=place, reason=reason)
        case psycopg.errors.DiskFull():
            return OutputError("ledger.no-space", path=place)
        case psycopg.errors.UniqueViolation():
            return IntegrityError("ledger.head-damaged", size=0)
        case psycopg.OperationalError():
            return RemoteError("ledger.unreachable", place=place, reason=reason)
    return None


def _shown(location: str) -> str:
    parts = urlsplit(location)
    return f"{parts.hostname or 'localhost'}{parts.path}"


class PostgreSQL:
    """Ledgers at ``postgresql://…`` URLs; options such as ``sslmode`` go to libpq as they are."""

    name = "postgresql"

    def accepts(self, location: str) -> bool:
        return location.startswith(_SCHEMES)

    def open(self, location: str, origin: str, *, create: bool) -> Store:
        if urlsplit(location).password or "password" in parse_qs(urlsplit(location).query):
            raise UsageError("ledger.password-in-url", place=_shown(location))
        return PostgreSQLStore(location, origin, create=create)


KIND = PostgreSQL()
