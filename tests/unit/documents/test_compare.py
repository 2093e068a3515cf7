from dataclasses import replace

from tests.unit.documents.pages import CONTRACT, Page, Pages, a_year, artifact, register, seal

from safehandle.documents.compare import Difference, Kind, compare
from safehandle.documents.form import Table, plain
from safehandle.documents.period import fiscal
from safehandle.documents.register import Register, project
from safehandle.documents.statement import state
from safehandle.model import Done, Intent


def table(made: Register) -> Table:
    rows = tuple(tuple(plain(cell) for cell in row.cells) for row in made.rows)
    return Table(statement=state(made), headings=made.headings, rows=rows)


FRESH = register("operations")
FILE = table(FRESH)


def edited(row: int, column: int, text: str) -> Table:
    rows = [list(cells) for cells in FILE.rows]
    rows[row][column] = text
    return replace(FILE, rows=tuple(tuple(cells) for cells in rows))


def test_an_unaltered_file_agrees() -> None:
    assert compare(FILE, FRESH) == ()


def test_an_edited_cell_is_named() -> None:
    assert compare(edited(2, 2, "佐藤 太郎"), FRESH) == (
        Difference(kind=Kind.CELL, key="4", column="操作者", expected="髙橋 邉子", found="佐藤 太郎"),
    )


def test_an_edited_number_is_a_row_gone_and_a_row_come() -> None:
    assert {each.kind for each in compare(edited(2, 0, "5"), FRESH)} == {Kind.ROW_MISSING, Kind.ROW_ADDED}


def test_a_row_taken_out_is_named_and_nothing_else() -> None:
    (difference,) = compare(replace(FILE, rows=FILE.rows[:3] + FILE.rows[4:]), FRESH)
    assert (difference.kind, difference.key) == (Kind.ROW_MISSING, "6")


def test_a_row_put_in_is_named() -> None:
    (difference,) = compare(replace(FILE, rows=(*FILE.rows, ("99", *FILE.rows[0][1:]))), FRESH)
    assert (difference.kind, difference.key) == (Kind.ROW_ADDED, "99")


def test_a_row_doubled_is_a_row_put_in() -> None:
    (difference,) = compare(replace(FILE, rows=(*FILE.rows, FILE.rows[-1])), FRESH)
    assert difference.kind is Kind.ROW_ADDED


def test_another_order_is_found() -> None:
    assert [each.kind for each in compare(replace(FILE, rows=FILE.rows[::-1]), FRESH)] == [Kind.ROW_ORDER]


def test_an_additional_column_is_found() -> None:
    wider = replace(FILE, rows=tuple((*row, "x") for row in FILE.rows))
    assert {(each.kind, each.column) for each in compare(wider, FRESH)} == {(Kind.CELL, "(11)")}


def test_another_heading_is_found() -> None:
    renamed = replace(FILE, headings=("No", *FILE.headings[1:]))
    assert [each.kind for each in compare(renamed, FRESH)] == [Kind.HEADING]


def test_another_code_or_period_is_found() -> None:
    other = replace(FILE, statement=replace(FILE.statement, code="0000-" * 7 + "0000", period=fiscal("R8")))
    assert [each.column for each in compare(other, FRESH)] == ["period", "code"]


def test_a_name_redacted_since_is_no_alteration() -> None:
    pages = a_year()
    file = table(register("operations", pages))
    first = pages.entries[0].record
    assert isinstance(first, Intent)
    nameless = replace(artifact(""), name="")
    facts = (nameless, *first.plan.facts[1:])
    pages.entries[0] = Page(
        0, pages.entries[0].at, replace(first, plan=replace(first.plan, facts=facts)), redacted=True
    )
    pages.entries[1] = Page(1, pages.entries[1].at, Done(intent=0, facts=facts), redacted=True)
    fresh = project(FRESH.kind, pages.entries, contract=CONTRACT, seal=seal(a_year()))
    assert compare(file, fresh) == (
        Difference(kind=Kind.REDACTED, key="0", column="対象", expected="(記録から消去済み)", found="住民一覧.csv"),
    )


def test_nothing_agrees_with_nothing() -> None:
    empty = register("operations", Pages())
    assert compare(table(empty), empty) == ()
