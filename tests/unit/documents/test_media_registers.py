"""The registers of media, filled by what is done with them."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.unit.documents.pages import START, Pages, carry_out, medium, overwritten, register

from safehandle.documents.japanese_date import JST
from safehandle.documents.register import Cell
from safehandle.model import CarryBack, Disposal, Fact, Stocktaking
from safehandle.model.erasure import ErasureReport

RETURNED = Disposal(medium="U-07", method="returned", confirmer="tax", certificate="R8-受渡3", content="税")
AT = datetime(2026, 4, 1, 12, tzinfo=JST)


def rows(kind: str, pages: Pages) -> list[dict[str, Cell]]:
    made = register(kind, pages)
    return [dict(zip(made.headings, row.cells, strict=True)) for row in made.rows]


def erasure(serial: str = "0700123456789", number: str = "") -> ErasureReport:
    return replace(overwritten(AT, serial), property_number=number)


def wiped(*facts: Fact) -> Pages:
    pages = Pages()
    pages.do("medium-add", "sato", medium())
    pages.do("wipe", "sato", *facts)
    return pages


def test_a_wipe_of_a_registered_medium_is_one_line_that_names_it() -> None:
    done = Disposal(medium="U-07", method="media-overwrite", level="clear", serial="0700123456789", content="税")
    pages = wiped(erasure(number="U-07"), done)
    (row,) = rows("disposals", pages)
    assert (row["媒体番号・製造番号"], row["方法"], row["結果"]) == ("U-07 / 0700123456789", "全域上書き", "完了")
    assert rows("media", pages)[0]["状態"] == "廃棄済"


def test_retiring_by_an_earlier_erasure_names_the_medium_in_its_line_and_adds_none() -> None:
    pages = wiped(erasure())
    retired = pages.do("medium-retire", "sato", Disposal(medium="U-07", method="media-overwrite", erasure=3))
    (row,) = register("disposals", pages).rows
    assert row.cells[5] == "U-07 / 0700123456789"
    assert row.entries == (2, 3, retired, retired + 1)
    assert rows("media", pages)[0]["状態"] == "廃棄済"


def test_what_is_given_back_is_not_called_disposed_of() -> None:
    pages = Pages()
    pages.do("medium-add", "sato", medium())
    pages.do("medium-retire", "sato", RETURNED)
    (row,) = rows("disposals", pages)
    assert (row["方法"], row["承認者・確認者"], row["証明書番号"]) == ("返却", "みなと市 税務課 山﨑 次郎", "R8-受渡3")
    assert rows("media", pages)[0]["状態"] == "返却済 (R8-受渡3)"


def test_a_medium_given_back_where_it_was_taken_ends_its_line_of_taking_out() -> None:
    pages = Pages()
    pages.do("medium-carry-out", "takahashi", carry_out())
    pages.do("medium-retire", "sato", RETURNED)
    (row,) = rows("carry-out", pages)
    assert (row["返却日時"], row["返却確認者"]) == ("返却済 (R8.4.1 11:00)", "みなと市 税務課 山﨑 次郎")
    assert register("carry-out", pages).rows[0].last == START + timedelta(hours=2)


def test_a_medium_that_was_not_found_is_missing_until_it_is_seen_again() -> None:
    pages = Pages()
    pages.do("medium-add", "sato", medium())
    pages.do("medium-check", "sato", Stocktaking(found=(), missing=("U-07",)))
    assert rows("media", pages)[0]["状態"] == "所在不明 (R8.4.1 11:00)"
    assert rows("operations", pages)[-1]["対象"] == "確認 0 点、所在不明 1 点"
    pages.do("medium-check", "sato", Stocktaking(found=("U-07",)))
    assert rows("media", pages)[0]["状態"] == "保管中"


def test_the_register_of_media_says_what_it_holds_now() -> None:
    pages = Pages()
    pages.do("medium-add", "sato", medium(holds=""))
    assert rows("media", pages)[0]["格納情報"] == "(格納情報なし)"
    pages.do("medium-carry-out", "takahashi", replace(medium(holds="住民"), encrypted=True), carry_out(holds="住民"))
    pages.do("medium-return", "sato", CarryBack(medium="U-07", confirmer="sato", carrier="takahashi"))
    (row,) = rows("media", pages)
    assert (row["格納情報"], row["暗号化"], row["状態"]) == ("住民", "済", "保管中")
