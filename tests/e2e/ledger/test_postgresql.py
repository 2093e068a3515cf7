"""What a team relies on: one ledger for many machines, rights that allow nothing but appending, and moving to it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests.e2e.ledger.server import Server
from tests.e2e.ledger.test_processes import begun, printed, writer
from tests.unit.ledger.records import ORIGIN, done, intent

from safehandle.errors import InputError, IntegrityError, OutputError, RemoteError, UsageError
from safehandle.ledger import copy_ledger, open_ledger


@pytest.fixture
def team(server: Server, database: str) -> Iterator[str]:
    """The URL under which a member of the team, who owns nothing, opens a ledger that the administrator made."""
    name = database.partition("@/")[2].partition("?")[0]
    server.execute("CREATE ROLE safehandle_writer NOLOGIN")
    server.execute("CREATE ROLE tanaka LOGIN IN ROLE safehandle_writer")
    open_ledger(database, ORIGIN, create=True).close()
    yield server.url(name, "tanaka")
    server.execute("DROP OWNED BY safehandle_writer, tanaka", name)
    server.execute("DROP ROLE tanaka, safehandle_writer")


def test_a_member_can_append_and_verify(team: str) -> None:
    with open_ledger(team, ORIGIN) as ledger:
        ledger.append(done(ledger.append(intent())))
        assert ledger.verify().holds


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET body = 'x'",
        "UPDATE ledger_entry SET private = NULL",
        "DELETE FROM ledger_entry",
        "INSERT INTO ledger_entry VALUES (9, 'x', NULL)",
        "UPDATE ledger_head SET size = 0",
        "TRUNCATE ledger_node",
        "DROP FUNCTION ledger_append(bytea, bytea)",
        "ALTER TABLE ledger_entry ADD COLUMN more text",
    ],
)
def test_a_member_can_do_nothing_else(team: str, statement: str) -> None:
    with psycopg.connect(team) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_a_member_cannot_slip_tables_under_the_function(team: str) -> None:
    """A SECURITY DEFINER function that looked names up in the caller's schemas would write wherever it is told."""
    with psycopg.connect(team, autocommit=True) as connection:
        connection.execute(
            "CREATE TEMPORARY TABLE ledger_head AS SELECT 0 AS id, 1 AS version, 0::bigint AS size, "
            "''::bytea AS frontier, 'forged'::text AS origin"
        )
        connection.execute("SELECT public.ledger_append('x', NULL)")
        assert connection.execute("SELECT size FROM public.ledger_head").fetchone() == (1,)


def test_a_stranger_is_refused(server: Server, database: str) -> None:
    open_ledger(database, ORIGIN, create=True).close()
    name = database.partition("@/")[2].partition("?")[0]
    server.execute("CREATE ROLE stranger LOGIN")
    try:
        with pytest.raises(RemoteError, match=r"ledger\.not-permitted"):
            open_ledger(server.url(name, "stranger"), ORIGIN)
    finally:
        server.execute("DROP ROLE stranger")


def test_ten_machines_write_one_ledger(database: str) -> None:
    open_ledger(database, ORIGIN, create=True).close()
    processes = [writer(database, 10) for _ in range(10)]
    numbers = [number for process in processes for number in printed(process)]
    assert [process.wait() for process in processes] == [0] * 10
    assert sorted(numbers) == list(range(200))
    with open_ledger(database, ORIGIN) as ledger:
        assert ledger.verify().holds


def test_a_server_that_is_away_refuses_before_anything_is_done(server: Server, database: str) -> None:
    with open_ledger(database, ORIGIN, create=True) as ledger:
        ledger.append(intent(1))
        server.stop()
        try:
            with pytest.raises(RemoteError) as caught:
                ledger.append(intent(2))
            assert caught.value.code == "ledger.unreachable"
            with pytest.raises(RemoteError, match=r"ledger\.unreachable"):
                open_ledger(database, ORIGIN)
        finally:
            server.start()
        assert ledger.append(intent(3)) == 1, "the same office goes on once the server is back"
        assert ledger.verify().open_intents == (0, 1)


def test_a_server_killed_while_it_appends_loses_nothing_that_was_acknowledged(server: Server, database: str) -> None:
    open_ledger(database, ORIGIN, create=True).close()
    processes = [writer(database, 100_000) for _ in range(4)]
    acknowledged = [begun(process) for process in processes]
    time.sleep(0.7)
    server.stop("immediate")
    for process in processes:
        process.kill()
    acknowledged += [number for process in processes for number in printed(process)]
    for process in processes:
        process.wait()
    server.start()
    with open_ledger(database, ORIGIN) as ledger:
        report = ledger.verify()
    assert report.holds
    assert len(acknowledged) > 20
    assert report.size > max(acknowledged)


def test_a_ledger_moves_there_and_back_with_the_same_bytes_and_root(tmp_path: Path, database: str) -> None:
    with open_ledger(tmp_path / "ledger.db", ORIGIN, create=True) as origin:
        for index in range(2500):
            origin.append(done(origin.append(intent(index))))
        entries, head = list(origin.entries()), origin.head()
        assert copy_ledger(origin, database) == head
    with open_ledger(database, ORIGIN) as moved:
        assert (list(moved.entries()), moved.head()) == (entries, head)
        assert moved.verify([head]).holds
        assert copy_ledger(moved, tmp_path / "back.db") == head
        with pytest.raises(OutputError, match=r"ledger\.not-empty"):
            copy_ledger(moved, tmp_path / "back.db")
    with open_ledger(tmp_path / "back.db", ORIGIN) as back:
        assert (list(back.entries()), back.head()) == (entries, head)
        assert back.append(intent(9)) == 5000


def test_a_ledger_that_does_not_hold_is_not_copied(tmp_path: Path, database: str) -> None:
    with open_ledger(tmp_path / "ledger.db", ORIGIN, create=True) as broken:
        for index in range(5):
            broken.append(intent(index))
        with closing(sqlite3.connect(broken.location)) as file, file:
            file.execute("DELETE FROM entry WHERE number = 2")
        with pytest.raises(IntegrityError, match=r"ledger\.tail-missing"):
            copy_ledger(broken, database)


def test_a_newer_ledger_is_refused(server: Server, database: str) -> None:
    open_ledger(database, ORIGIN, create=True).close()
    server.execute("UPDATE ledger_head SET version = 2", database.partition("@/")[2].partition("?")[0])
    with pytest.raises(InputError) as caught:
        open_ledger(database, ORIGIN)
    assert (caught.value.code, caught.value.fields["version"]) == ("ledger.newer-version", 2)


def test_a_password_does_not_belong_into_the_url() -> None:
    for url in ("postgresql://tanaka:secret@db/ledger", "postgresql://db/ledger?password=secret"):
        with pytest.raises(UsageError) as caught:
            open_ledger(url, ORIGIN)
        assert caught.value.code == "ledger.password-in-url"
        assert "secret" not in str(caught.value)
