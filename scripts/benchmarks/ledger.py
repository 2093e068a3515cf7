"""The ledger in SQLite, beside the disk's own flush rate and bare SHA-256."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from facilities.entries import ORIGIN, done, encoded_done, encoded_intent, intent
from facilities.writers import Shift, side_by_side
from measure import Cost, Figure, Line, Row, function, memory

if TYPE_CHECKING:
    from safehandle.model import Done, Fact, Permit, Plan

_PAGE = 4096
_TURNS = 3
_PROOFS = 2000


def table(work: Path, mebibytes: int) -> Iterator[Line]:
    seconds = 12.0 if mebibytes >= 1024 else 3.0
    yield from appends(work, seconds)
    yield from reading(work, min(1_000_000, mebibytes * 500))


def appends(work: Path, seconds: float) -> Iterator[Line]:
    """One commit each, in turns with the disk's own flushes; shown as the time that a thousand take."""
    from safehandle.ledger import open_ledger

    for name, count, flushes, write in (
        ("appends by 1 process", 1, 1, append_until),
        ("appends by 4 processes", 4, 1, append_until),
        ("acts through the office (judged, two records)", 1, 2, act_until),
    ):
        location = work / f"{count}-{flushes}.db"
        open_ledger(location, ORIGIN, create=True).close()
        rates, turns = [], []
        for _ in range(_TURNS):  # disks of virtual machines have their moods: both get the same
            rates.append(flush_rate(work / "flushed", seconds / _TURNS))
            turns.append(side_by_side(count, seconds / _TURNS, lambda until: write(location, until)))  # noqa: B023
        shifts = [shift for turn in turns for shift in turn]
        flush = Cost(1000 * flushes * _TURNS / sum(rates), 0)
        yield Row(f"{1000 * flushes:,} x write 4 KiB and fdatasync", flush)
        cost = Cost(1000 * seconds / sum(shift.done for shift in shifts), max(shift.mebibytes for shift in shifts))
        yield Row(f"1,000 {name}, beside fdatasync", cost, flush, 0.5)
        yield Figure(f"worst wait of {name}", 1000 * max(shift.worst for shift in shifts), "ms", most=100)
        if count > 1:
            yield Figure("largest difference of their shares, of the mean", max(map(spread, turns)), "", most=0.2)


def spread(turn: list[Shift]) -> float:
    done = [shift.done for shift in turn]
    return (max(done) - min(done)) * len(done) / sum(done)


def flush_rate(path: Path, seconds: float) -> float:
    """Flushes a second. The file is filled before, so that only its content has to reach the disk, not its length."""
    page = os.urandom(_PAGE)
    with path.open("wb", buffering=0) as file:
        file.write(bytes(_PAGE * 1024))
        os.fsync(file.fileno())
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            os.pwrite(file.fileno(), page, count % 1024 * _PAGE)
            os.fdatasync(file.fileno())
            count += 1
        taken = time.perf_counter() - start
    path.unlink()
    return count / taken


def append_until(location: Path, until: Shift) -> None:
    from safehandle.ledger import open_ledger

    with open_ledger(location, ORIGIN) as ledger:
        number = ledger.append(intent(0))  # what is loaded at the first use is no part of the rate
        until.begin()
        index = 0
        while until.goes_on:
            index += 1
            with until.timed():
                number = ledger.append(intent(index) if index % 2 else done(number))


def act_until(location: Path, until: Shift) -> None:
    """What an office does around an act: plan, judge, record the intent, act (nothing, here), record the outcome."""
    from safehandle.ledger import open_ledger
    from safehandle.model import Authentication, Contract, Person, Role
    from safehandle.office import Office
    from safehandle.policy import load_profile

    person = Person(ident="tanaka", name="田中 一郎", role=Role.HANDLER)
    contract = Contract(ident="r8-tax", profile="baseline", people=(person,))
    entered_by = Authentication(person="tanaka", means="login")
    with Office(contract, load_profile("baseline"), open_ledger(location, ORIGIN), entered_by=entered_by) as office:
        office.perform(Nothing(), "")
        until.begin()
        while until.goes_on:
            with until.timed():
                office.perform(Nothing(), "")


class Nothing:
    """An act that states facts and does nothing."""

    verb = "key-new"

    def plan(self, _request: str) -> tuple[Fact, ...]:
        from safehandle.model import Cipher

        return (Cipher(name="AES-256-GCM"),)

    def run(self, _request: str, plan: Plan, _permit: Permit) -> Done:
        from safehandle.model import Done

        return Done(intent=0, facts=plan.facts)


def reading(work: Path, entries: int) -> Iterator[Line]:
    from safehandle.ledger import open_ledger

    location = work / "large.db"
    function(lambda: fill(location, entries), runs=1)

    def verify() -> None:
        with open_ledger(location, ORIGIN) as ledger:
            ledger.verify().demand()

    hashing = function(lambda: hash_bare(entries))
    yield Row(f"bare SHA-256 of {entries:,} leaves and their tree", hashing)
    read = function(lambda: hash_read(location))
    yield Row("bare SHA-256 of the same and private parts, from SQLite", read, hashing)
    verifying = function(verify)
    yield Row("ledger verify of the same, beside bare SHA-256", verifying, hashing, round(1 / 1.3, 3))
    yield Row("the same, beside that read from SQLite", verifying, read)
    yield memory("memory of verifying", 200, verifying)
    took = work / "took"
    proving = function(lambda: took.write_text(str(prove_many(location, entries))), runs=1)
    yield Figure(f"inclusion proof, 99th percentile of {_PROOFS:,}", 1000 * float(took.read_text()), "ms", most=20)
    yield memory("memory of proving", 200, proving)
    location.unlink()


def fill(location: Path, entries: int) -> None:
    """Half of them intents, half their outcomes, all with a private part, in one commit."""
    from safehandle.ledger.store import open_store

    store = open_store(str(location), ORIGIN, create=True)
    opened, closed = encoded_intent(), encoded_done()
    store.fill(closed(number - 1) if number % 2 else opened for number in range(entries))
    store.close()


def hash_bare(entries: int) -> None:
    """The hashes of RFC 9162 and nothing else, over bodies that are in memory."""
    opened, closed = encoded_intent().body, encoded_done()(0).body
    hash_tree([sha256(b"\x00" + (closed if number % 2 else opened)).digest() for number in range(entries)])


def hash_read(location: Path) -> None:
    """The same hashes over what a plain query gives, and one of each private part, as a verifier has to."""
    with closing(sqlite3.connect(location)) as database:
        leaves = []
        for body, private in database.execute("SELECT body, private FROM entry ORDER BY number"):
            leaves.append(sha256(b"\x00" + body).digest())
            sha256(private).digest()
        hash_tree(leaves)


def hash_tree(leaves: list[bytes]) -> None:
    while len(leaves) > 1:
        pairs = iter(leaves)
        odd = leaves[-1:] if len(leaves) % 2 else []
        leaves = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)] + odd


def prove_many(location: Path, entries: int) -> float:
    """Seconds that 99 of 100 proofs stay under."""
    from safehandle.ledger import open_ledger

    chance = random.Random(datetime.now().toordinal())  # noqa: DTZ005 - a seed
    waits = []
    with open_ledger(location, ORIGIN) as ledger:
        for _ in range(_PROOFS):
            number = chance.randrange(entries)
            start = time.perf_counter()
            ledger.prove(number)
            waits.append(time.perf_counter() - start)
    return sorted(waits)[len(waits) * 99 // 100]
