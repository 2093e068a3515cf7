from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.unit.documents.pages import (
    CONTRACT,
    START,
    Pages,
    a_year,
    artifact,
    carry_out,
    container,
    medium,
    overwritten,
    register,
)

from safehandle.documents.japanese_date import JST
from safehandle.documents.period import Period
from safehandle.documents.register import Cell, project
from safehandle.documents.registers import find, kinds
from safehandle.documents.words import Words
from safehandle.errors import UsageError
from safehandle.model import Addressee, Artifact, CarryBack, DataClass, Destination, Done, Duplicate, RegisterExport
from safehandle.model.delivery import Acknowledgement, Delivery
from safehandle.model.erasure import ErasureTarget


def rows(kind: str, pages: Pages | None = None, period: Period | None = None) -> list[dict[str, Cell]]:
    made = register(kind, pages, period)
    return [dict(zip(made.headings, row.cells, strict=True)) for row in made.rows]


def test_the_six_registers_are_found_by_id_and_by_title() -> None:
    titles = {kind.ja for kind in kinds().values()}
    assert titles == {"媒体管理簿", "持出管理簿", "送付記録簿", "廃棄記録簿", "個人情報取扱台帳", "操作記録"}
    assert find("持出管理簿") is find("carry-out")
    with pytest.raises(UsageError) as caught:
        find("出勤簿")
    assert caught.value.code == "documents.no-such-register"


@pytest.mark.parametrize("kind", list(kinds()))
def test_a_register_prints_on_a4(kind: str) -> None:
    columns = find(kind).columns
    assert len(columns) <= 10
    assert columns[0].ja == "番号"
    assert all(column.ja and column.en for column in columns)
    assert sum(column.width for column in columns) <= 190


def test_carrying_out_has_the_eight_fields_of_the_clause() -> None:
    (row,) = rows("carry-out")
    assert row == {
        "番号": 4,
        "媒体番号": "U-07",
        "格納情報": "納税通知書データ 一式",
        "持ち出し日時": datetime(2026, 4, 1, 13, 0, tzinfo=JST),
        "持ち出した者": "髙橋 邉子",
        "承認者": "佐藤 花子",
        "用途": "搬入",
        "持ち出し先": "第二作業所",
        "返却日時": datetime(2026, 4, 1, 15, 0, tzinfo=JST),
        "返却確認者": "佐藤 花子",
    }


def test_empty_media_are_registered_too_and_one_that_is_out_stays_open() -> None:
    pages = Pages()
    pages.do("medium-carry-out", "takahashi", carry_out(holds=""))
    (row,) = rows("carry-out", pages, Period(start=date(2030, 1, 1)))
    assert row["格納情報"] == "(格納情報なし)"
    assert row["返却日時"] is None


def test_a_medium_that_leaves_twice_without_a_return_is_two_rows() -> None:
    pages = Pages()
    for _ in range(2):
        pages.do("medium-carry-out", "takahashi", carry_out())
    pages.do("medium-return", "takahashi", CarryBack(medium="U-07", confirmer="sato"))
    assert [row["返却確認者"] for row in rows("carry-out", pages)] == [None, "佐藤 花子"]


def test_a_failed_or_refused_carrying_out_did_not_happen() -> None:
    pages = Pages()
    pages.fail("medium-carry-out", "takahashi", "x.y", carry_out())
    pages.refuse("medium-carry-out", "takahashi", carry_out())
    assert rows("carry-out", pages) == []


def test_redacted_is_not_empty() -> None:
    pages = Pages()
    pages.do("medium-carry-out", "takahashi", carry_out(holds=""))
    pages.entries = [replace(page, redacted=True) for page in pages.entries]
    assert rows("carry-out", pages)[0]["格納情報"] == "(記録から消去済み)"


def test_operations_show_everything_that_was_tried() -> None:
    listed = rows("operations")
    assert [row["結果"] for row in listed] == [
        *["完了"] * 6,
        "拒否(練馬区 令和7年12月版 第17条(1))",
        "失敗 (container.wrong-password)",
        "完了",
        "未完了",
    ]
    first, stranger = listed[0], listed[6]
    assert first["操作"] == "暗号化"
    assert first["対象"] == "住民一覧.csv"
    assert (first["件数"], first["大きさ(バイト)"]) == (3, 1_234_567)
    assert first["相手先・場所"] == "みなと市 税務課 山﨑 次郎"
    assert stranger["操作者"] == "stranger"
    assert listed[2]["承認"] == "佐藤 花子(みなと税第12号)"


def test_media_are_followed_from_the_label_to_the_shredder() -> None:
    by_number = {row["媒体番号"]: row for row in rows("media")}
    gone, posted = by_number["U-07"], by_number["U-08"]
    assert gone["状態"] == "廃棄済 (R8-0001)"
    assert gone["製品・容量"] == "Buffalo 32.0 GiB"
    assert posted["状態"] == "送付済 (みなと市 税務課 山﨑 次郎)"


def test_shipments_hold_what_was_posted_and_what_was_sent() -> None:
    sent, posted = rows("shipments")
    assert (sent["送付方法"], sent["暗号化"], sent["照合番号"]) == ("SFTP", "済 (公開鍵)", "4821-0937-5512")
    assert (posted["送付方法"], posted["媒体番号・追跡番号"]) == ("特定記録郵便", "U-08 / 123-45-67890-1")
    assert (posted["内容"], posted["暗号化"]) == ("(格納情報なし)", "未")


def delivery(direction: str, ident: str = "R8-納品1") -> Delivery:
    return Delivery(
        direction=direction,
        place="city",
        recipient="tax",
        ident=ident,
        manifest="ab" * 32,
        slip="cd" * 32,
        signer="k",
        files=7,
        size=1234,
    )


def test_a_receipt_closes_the_shipment_that_it_is_for() -> None:
    pages = Pages()
    pages.do("send", "yoshida", delivery("sent"), Destination(place="city", via="sftp", encrypted=True))
    (row,) = rows("shipments", pages)
    assert (row["媒体番号・追跡番号"], row["受領確認"]) == ("R8-納品1", None)
    receipt = Acknowledgement(
        direction="received", manifest="ab" * 32, signer="c", files=7, bad=0, ident="R8-納品1", receiver="山﨑"
    )
    pages.do("receive", "yoshida", receipt)
    (row,) = rows("shipments", pages)
    assert row["受領確認"] == "受領 (R8.4.1 11:00)"
    pages.do("receive", "yoshida", replace(receipt, bad=2))
    assert rows("shipments", pages)[0]["受領確認"] == "不一致 2 件 (R8.4.1 13:00)"


def test_a_delivery_that_was_received_is_held() -> None:
    pages = Pages()
    pages.do("receive", "yoshida", delivery("received", "R8-貸与"))
    (row,) = rows("holdings", pages)
    assert (row["個人情報の名称"], row["件数"], row["区分"]) == ("R8-貸与", 7, "個人情報")
    assert row["保管場所・提供先"] == "みなと市役所 税務課"
    assert rows("operations", pages)[0]["対象"] == "R8-貸与"


def test_disposals_name_the_level_that_was_reached() -> None:
    pages = a_year()
    report = overwritten(START, "Y3A0A01BCD12")
    target = ErasureTarget(what="medium", digest="0" * 64, size=1, ident="Y3A0A01BCD12")
    pages.do("wipe", "yoshida", target, report, approver="sato")
    pages.fail("wipe", "yoshida", "erase.incomplete", target)
    retired, wiped, failed = rows("disposals", pages)
    assert (retired["方法"], retired["証明書番号"]) == ("裁断 2 mm", "R8-0001")
    assert (wiped["方法"], wiped["到達水準・検証"]) == ("全域上書き", "Clear / 読戻し")
    assert (wiped["媒体番号・製造番号"], wiped["承認者・確認者"]) == ("Y3A0A01BCD12", "佐藤 花子")
    assert failed["結果"] == "失敗 (erase.incomplete)"


def test_holdings_follow_data_by_its_container() -> None:
    pages = a_year()
    pages.do("copy", "takahashi", artifact("x", 1), Duplicate(place="second", purpose="backup", copies=2))
    pages.do("encrypt", "yoshida", artifact("公開資料.pdf", 9, data_class=DataClass.OTHER))
    (row,) = rows("holdings", pages)
    assert row["個人情報の名称"] == "住民一覧.csv"
    assert row["利用者"] == "𠮷田 太郎、髙橋 邉子"
    assert row["複製数"] == 3
    assert row["保管場所・提供先"] == (
        "暗号化ファイル 4821-0937-5512、みなと市 税務課 山﨑 次郎、みなと市役所 税務課、第二作業所"
    )


def test_amounts_come_from_the_manifest_and_names_from_the_sources() -> None:
    pages = Pages()
    planned = (Artifact(role="source", name="資料", size=10, files=2), Addressee(recipient="", means="password"))
    number = pages.intend("encrypt", "yoshida", *planned)
    listed = [Artifact(role="file", name=f"資料/{n}.txt", size=6, sha256="0" * 64) for n in range(2)]
    manifest = Artifact(role="manifest", name="", size=12, sha256="1" * 64, files=2)
    pages.add(Done(intent=number, facts=(container(), manifest, *listed)))
    (row,) = rows("operations", pages)
    assert (row["対象"], row["件数"], row["大きさ(バイト)"]) == ("資料", 2, 12)
    assert row["相手先・場所"] == "パスワードを知る者"


def test_a_report_is_no_holding() -> None:
    pages = Pages()
    export = RegisterExport(register="media", form="csv", period="../..", size=1, root="00")
    pages.do("report", "sato", export, Artifact(role="output", name="媒体管理簿.csv", size=1, sha256="2" * 64))
    assert rows("holdings", pages) == []
    assert rows("operations", pages)[0]["操作"] == "帳票の出力"


def test_a_verb_without_a_word_stands_as_it_is() -> None:
    assert (Words(CONTRACT).word("encrypt"), Words(CONTRACT).word("teleport")) == ("暗号化", "teleport")


def test_only_what_is_sealed_is_shown() -> None:
    pages = a_year()
    whole = register("operations", pages)
    earlier = replace(whole.seal, size=2)
    assert len(project(whole.kind, pages.entries, contract=CONTRACT, seal=earlier).rows) == 1


def test_names_cannot_forge_a_line() -> None:
    pages = Pages()
    pages.do("encrypt", "yoshida", artifact("a\n9,偽の行\u202e.csv"))
    assert rows("operations", pages)[0]["対象"] == "a{U+000A}9,偽の行{U+202E}.csv"


def test_many_media_take_no_quadratic_time() -> None:
    pages = Pages()
    for number in range(3000):
        pages.do("medium-add", "sato", medium(f"U-{number}"))
    assert len(rows("media", pages)) == 3000


def test_english_headings_and_words() -> None:
    made = register("operations", lang="en")
    assert made.title == "Record of operations"
    assert made.rows[0].cells[3] == "encrypt"
    assert made.rows[6].cells[9] == "refused (練馬区 令和7年12月版 第17条(1))"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", kinds())
def test_a_closed_column_holds_nothing_but_its_words(kind: str, lang: str) -> None:
    made = register(kind, lang=lang)
    for index, column in enumerate(made.kind.columns):
        if words := made.vocabulary(column):
            assert {row.cells[index] for row in made.rows} <= {*words, None}
            assert len(",".join(words)) <= 255, "Excel takes no longer list"
