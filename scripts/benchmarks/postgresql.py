"""The ledger in PostgreSQL, beside plain inserts of the same bytes by as many clients."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from facilities import postgres
from facilities.entries import ORIGIN, done, intent
from facilities.writers import Shift, side_by_side
from measure import Absent, Cost, Figure, Line, Row

_CLIENTS = 8


def table(_work: Path, mebibytes: int) -> Iterator[Line]:
    folder = postgres.programs()
    reason = "" if folder else "PostgreSQL's server programs are not installed"
    reason = reason or ("" if importlib.util.find_spec("psycopg") else "psycopg is not installed")
    if folder is None or reason:
        yield Absent(f"appends by {_CLIENTS} clients, beside plain inserts", reason)
        return
    with postgres.running(folder) as url:
        yield from appends(url, 20.0 if mebibytes >= 1024 else 2.0)


def appends(url: str, seconds: float) -> Iterator[Line]:
    """One commit each, in turns of plain inserts, appends, and plain inserts again; the better insert rate counts."""
    import psycopg

    from safehandle.ledger import open_ledger

    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE TABLE plain (number bigserial PRIMARY KEY, body bytea NOT NULL, private bytea)")
    open_ledger(url, ORIGIN, create=True).close()
    rounds = [
        side_by_side(_CLIENTS, seconds, lambda until, work=work: work(url, until)) for work in (insert, append, insert)
    ]
    ours = rounds[1]
    inserts, appended = max(total(rounds[0]), total(rounds[2])), total(ours)
    plain = Cost(1000 * seconds / inserts, 0)
    yield Row(f"1,000 plain inserts by {_CLIENTS} clients", plain)
    cost = Cost(1000 * seconds / appended, max(shift.mebibytes for shift in ours))
    yield Row(f"1,000 appends by {_CLIENTS} clients, beside plain inserts", cost, plain, 0.5)
    yield Figure(f"worst wait of {_CLIENTS} clients", 1000 * max(shift.worst for shift in ours), "ms")


def total(shifts: list[Shift]) -> int:
    return sum(shift.done for shift in shifts)


def insert(url: str, until: Shift) -> None:
    """What a program without a ledger would do with the same records."""
    import psycopg

    from safehandle.ledger.entry import encode

    with psycopg.connect(url, autocommit=True) as database:
        index = 0
        until.begin()
        while until.goes_on:
            index += 1
            with until.timed():
                made = encode(intent(index) if index % 2 else done(index), datetime.now(UTC))
                values = (made.body, made.private)
                database.execute("INSERT INTO plain (body, private) VALUES (%b, %b)", values)


def append(url: str, until: Shift) -> None:
    from safehandle.ledger import open_ledger

    with open_ledger(url, ORIGIN) as ledger:
        number = ledger.append(intent(0))
        index = 0
        until.begin()
        while until.goes_on:
            index += 1
            with until.timed():
                number = ledger.append(intent(index) if index % 2 else done(number))
