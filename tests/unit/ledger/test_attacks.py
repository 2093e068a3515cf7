"""What a verification says of each attack, and where; who else finds it is tests/e2e/ledger/test_attack_matrix.py."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.unit.ledger.records import AT, ORIGIN, done, intent

from safehandle.ledger import Checkpoint, Report, open_ledger
from safehandle.ledger.entry import Encoded, encode
from safehandle.ledger.tree import Frontier, leaf_hash

SIZE = 600


@dataclass(frozen=True, slots=True)
class Scene:
    path: Path
    held: tuple[Checkpoint, ...]

    def tamper(self, statement: str, *values: object) -> None:
        database = sqlite3.connect(self.path)
        with database:
            database.execute(statement, values)
        database.close()

    def rebuild(self, change: Callable[[list[Encoded]], list[Encoded]]) -> None:
        """What somebody does who knows the tree: every hash is computed anew, nothing contradicts itself."""
        database = sqlite3.connect(self.path)
        with database:
            rows = [Encoded(*row) for row in database.execute("SELECT body, private FROM entry ORDER BY number")]
            for table in ("entry", "node"):
                database.execute(f"DELETE FROM {table}")
            frontier = Frontier()
            for number, row in enumerate(change(rows)):
                database.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, row.body, row.private))
                database.executemany("INSERT INTO node VALUES (?, ?, ?)", frontier.append(leaf_hash(row.body)))
            database.execute("UPDATE head SET size = ?, frontier = ?", (frontier.size, frontier.encode()))
        database.close()

    def verify(self, *, held: bool = False) -> Report:
        with open_ledger(self.path, ORIGIN) as ledger:
            return ledger.verify(self.held if held else ())


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    path = tmp_path_factory.mktemp("honest") / "ledger.db"
    with open_ledger(path, ORIGIN, create=True) as ledger:
        for index in range(0, SIZE, 2):
            ledger.append(done(ledger.append(intent(index))))
        return Scene(path, (ledger.at(500), ledger.at(590)))


@pytest.fixture
def scene(honest: Scene, tmp_path: Path) -> Scene:
    return Scene(shutil.copyfile(honest.path, tmp_path / "ledger.db"), honest.held)


def codes(report: Report) -> list[tuple[str, int]]:
    return [(problem.code, problem.start) for problem in report.problems]


def test_an_honest_ledger_holds(scene: Scene) -> None:
    report = scene.verify(held=True)
    assert report.holds
    assert report.size == SIZE
    assert [holds for _, holds in report.held] == [True, True]


EDIT = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'tanaka', 'suzuki') AS BLOB) WHERE number = ?"


@pytest.mark.parametrize("column", ["body", "private"])
def test_bytes_that_became_text_are_seen_as_what_they_are(scene: Scene, column: str) -> None:
    """SQLite's ``replace`` gives text: without a change it is the same entry, with one it is an edited one."""
    scene.tamper(f"UPDATE entry SET {column} = CAST({column} AS TEXT) WHERE number = 100")
    assert scene.verify().holds
    scene.tamper(f"UPDATE entry SET {column} = replace({column}, 'a', 'b') WHERE number = 100")
    assert not scene.verify().holds


@pytest.mark.parametrize(
    ("number", "block"), [(0, 0), (254, 0), (300, 256), (510, 256), (512, 512), (570, 512), (592, 592), (598, 592)]
)
def test_an_edited_row_is_placed(scene: Scene, number: int, block: int) -> None:
    scene.tamper(EDIT, number)
    assert codes(scene.verify()) == [("ledger.entries-altered", block)]


def test_a_deleted_row_is_named(scene: Scene) -> None:
    scene.tamper("DELETE FROM entry WHERE number = 100")
    assert ("ledger.entry-missing", 100) in codes(scene.verify())


def test_a_deleted_row_with_the_rest_moved_up_is_found(scene: Scene) -> None:
    scene.tamper("DELETE FROM entry WHERE number = 301")
    scene.tamper("UPDATE entry SET number = -number WHERE number > 301")
    scene.tamper("UPDATE entry SET number = -number - 1 WHERE number < 0")
    assert ("ledger.tail-missing", SIZE - 1) in codes(scene.verify())


def test_a_truncated_tail_is_found(scene: Scene) -> None:
    scene.tamper("DELETE FROM entry WHERE number >= 590")
    assert codes(scene.verify())[0] == ("ledger.tail-missing", 590)


def test_swapped_rows_are_found(scene: Scene) -> None:
    scene.tamper("UPDATE entry SET number = -1 WHERE number = 100")
    scene.tamper("UPDATE entry SET number = 100 WHERE number = 102")
    scene.tamper("UPDATE entry SET number = 102 WHERE number = -1")
    assert codes(scene.verify()) == [("ledger.entries-altered", 0)]


def test_an_edited_private_part_is_named(scene: Scene) -> None:
    scene.tamper("UPDATE entry SET private = replace(private, '住民', '市民') WHERE number = 42")
    scene.tamper("UPDATE entry SET private = CAST(private AS BLOB) WHERE number = 42")
    assert codes(scene.verify()) == [("ledger.private-altered", 42)]


def test_a_private_part_put_beside_another_entry_is_named(scene: Scene) -> None:
    scene.tamper("UPDATE entry SET private = (SELECT private FROM entry WHERE number = 10) WHERE number = 12")
    assert codes(scene.verify()) == [("ledger.private-altered", 12)]


def test_a_private_part_that_vanished_is_named(scene: Scene) -> None:
    scene.tamper("UPDATE entry SET private = NULL WHERE number = 42")
    report = scene.verify()
    assert codes(report) == [("ledger.private-missing", 42)]
    assert report.redacted == (42,)


def test_a_row_that_is_no_entry_is_named_and_not_passed_over(scene: Scene) -> None:
    def spoil(rows: list[Encoded]) -> list[Encoded]:
        return [*rows[:50], Encoded(b"{}", None), *rows[51:]]

    scene.rebuild(spoil)
    assert ("ledger.entry-malformed", 50) in codes(scene.verify())


def test_an_outcome_without_an_intent_is_named(scene: Scene) -> None:
    scene.rebuild(lambda rows: [*rows, rows[1]])
    assert codes(scene.verify()) == [("ledger.outcome-without-intent", SIZE)]


def test_a_frontier_set_back_is_found(scene: Scene) -> None:
    scene.tamper("UPDATE head SET frontier = zeroblob(length(frontier))")
    assert codes(scene.verify())[0][0] == "ledger.entries-altered"
    scene.tamper("UPDATE head SET size = 512, frontier = zeroblob(32)")
    assert ("ledger.head-damaged", 512) in codes(scene.verify())


def test_a_stored_node_that_was_edited_is_placed(scene: Scene) -> None:
    scene.tamper("UPDATE node SET hash = zeroblob(32) WHERE number = 1")
    assert codes(scene.verify()) == [("ledger.entries-altered", 256)]


def edited(rows: list[Encoded]) -> list[Encoded]:
    body = rows[100].body.replace(b"tanaka", b"suzuki")
    return [*rows[:100], Encoded(body, rows[100].private), *rows[101:]]


def back_dated(rows: list[Encoded]) -> list[Encoded]:
    return [*rows[:560], encode(intent(9999), AT), *rows[560:]]


REWRITTEN = [
    pytest.param(edited, {"ledger.rewritten"}, id="an edited entry, everything rehashed"),
    pytest.param(back_dated, {"ledger.rewritten"}, id="a back-dated entry put in between"),
    pytest.param(lambda rows: rows[:560], {"ledger.truncated"}, id="the tail cut off, everything rehashed"),
    pytest.param(lambda rows: [*rows[:560], *rows[520:560]], {"ledger.rewritten"}, id="a fork of the same length"),
    pytest.param(lambda rows: [], {"ledger.truncated"}, id="an empty ledger in its place"),
]


@pytest.mark.parametrize(("change", "found"), REWRITTEN)
def test_rewritten_history_is_found_by_a_held_checkpoint(
    scene: Scene, change: Callable[[list[Encoded]], list[Encoded]], found: set[str]
) -> None:
    scene.rebuild(change)
    report = scene.verify(held=True)
    assert found <= {problem.code for problem in report.problems}
    assert report.held[1][1] is False


def test_what_lies_after_the_last_held_checkpoint_is_not_protected(scene: Scene) -> None:
    """The reason why verify tells how many entries that is."""
    scene.rebuild(lambda rows: [*rows[:590], *[encode(intent(5000 + index), AT) for index in range(10)]])
    report = scene.verify(held=True)
    assert report.holds
    assert report.unprotected == SIZE
