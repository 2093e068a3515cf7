import json
from dataclasses import replace

import pytest
from tests.unit.documents.erasures import AT, BROKEN, CERTIFICATE, FILES, MEDIUM, PEOPLE

from safehandle.cli.messages import refusal
from safehandle.documents.certificate import Certificate, Standing, Validation
from safehandle.documents.certificate_page import page
from safehandle.documents.certificate_words import words
from safehandle.documents.erasure_words import TABLES
from safehandle.documents.issuing import render_certificate, twin_text
from safehandle.erase.method import methods
from safehandle.erase.residuals import TABLE
from safehandle.erase.step import steps
from safehandle.errors import InputError
from safehandle.model import DataClass
from safehandle.model.erasure import ErasedFile, Level, Reach, Status, Verification


def standing(**changed: object) -> Standing:
    return replace(CERTIFICATE, **changed).standing  # type: ignore[arg-type]


def test_only_complete_verified_validated_work_is_certified() -> None:
    assert CERTIFICATE.standing is Standing.CERTIFICATE
    unread = replace(MEDIUM, verification=replace(MEDIUM.verification, from_device=1))
    differing = replace(MEDIUM, verification=replace(MEDIUM.verification, differing=1))
    short = replace(MEDIUM, requested=Level.PURGE)
    unverified = replace(FILES, verification=Verification(means="none", extent=0, from_device=0))
    for report in (BROKEN, unread, differing, short, unverified):
        assert standing(reports=(FILES, report)) is Standing.INCOMPLETE
    assert standing(reports=(replace(MEDIUM, status=Status.FAILED),)) is Standing.FAILED
    assert standing(reports=()) is Standing.FAILED


def test_the_operator_cannot_validate_the_own_work() -> None:
    own = Validation(by="yoshida", at=AT, accepted=True)
    assert standing(validation=own) is Standing.UNVALIDATED
    assert standing(validation=None) is Standing.UNVALIDATED
    assert standing(people=PEOPLE[1:]) is Standing.UNVALIDATED, "nobody is named as the operator"
    assert standing(validation=Validation(by="sato", at=AT, accepted=False)) is Standing.REJECTED


def test_the_weakest_part_says_the_level() -> None:
    assert CERTIFICATE.reached is Level.FILE_OVERWRITE
    assert replace(CERTIFICATE, reports=(MEDIUM,)).reached is Level.CLEAR
    assert replace(CERTIFICATE, reports=()).reached is Level.NONE


def test_the_twin_holds_every_field() -> None:
    twin = json.loads(twin_text(CERTIFICATE))
    assert twin["standing"] == "certificate"
    assert twin["reached"] == "file-overwrite"
    assert twin["reports"][0]["medium"]["serial"] == "Y3A0A01BCD12"
    assert twin["reports"][1]["files"][2]["overwritten"] == 4096
    assert twin["seal"]["size"] == 18
    assert "people" not in twin["contract"], "who else works for the vendor is not the city's business here"


def every_text(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(map(every_text, value.values()))
    return "\n".join(map(every_text, value)) if isinstance(value, (list, tuple)) else str(value)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("reports", [(MEDIUM, FILES), (BROKEN,)])
def test_nothing_claims_that_data_cannot_be_restored(lang: str, reports: tuple[object, ...]) -> None:
    text = every_text(page(replace(CERTIFICATE, reports=reports), lang))  # type: ignore[arg-type]
    text += every_text(words(lang)) + every_text(TABLES)
    for claim in ("復元不可能", "復元できない", "復旧不能", "完全に消去", "unrecoverable", "irrecoverable"):
        assert claim not in text.lower()


def test_residuals_and_unchecked_paths_are_always_stated() -> None:
    clean = replace(MEDIUM, residuals=(), unchecked=())
    stated = page(replace(CERTIFICATE, reports=(clean,)))
    assert stated["details"][0]["left"] == ["記録なし"]
    assert stated["details"][0]["unchecked"] == ["記録なし"]
    assert ("残存・未確認", "記録された残存なし、未確認の経路なし") in stated["summary"]
    full = page(CERTIFICATE)
    assert full["details"][1]["left"] == ["ファイル名がファイルシステムのジャーナルに残る × 3 — 装置の読出しで"]
    assert full["details"][1]["unchecked"] == ["/data/別媒体: 別のファイルシステムの接続位置"]


def test_a_record_of_failure_has_another_look() -> None:
    record = page(replace(CERTIFICATE, reports=(BROKEN,)))
    assert record["title"] == "データ消去作業記録"
    assert record["banner"] == "これは証明書ではありません"
    assert not record["valid"]
    assert page(CERTIFICATE)["banner"] == ""


def test_names_cannot_forge_a_line_of_the_certificate() -> None:
    name = "x\n結果　承認\u2028\u202e.csv"
    forged = replace(FILES, files=(ErasedFile(name_sha256="0" * 64, kind="file", size=1, path=name),), reason=name)
    shown = page(replace(CERTIFICATE, reports=(forged,), remarks=name, place=name))
    (cell, *_), *_ = shown["details"][0]["files"]
    assert cell == f"{'0' * 24}\nx{{U+000A}}結果　承認{{U+2028}}{{U+202E}}.csv", (
        "our own line break, none of the name's"
    )
    for _, text in [*shown["summary"], *shown["details"][0]["facts"]]:
        assert not text.startswith("結果")
        assert "\n結果" not in text


def test_a_name_that_cannot_be_printed_is_not_issued() -> None:
    people = (replace(PEOPLE[0], name="김 철수"), PEOPLE[1])
    with pytest.raises(InputError) as caught:
        render_certificate(replace(CERTIFICATE, people=people))
    assert caught.value.code == "documents.glyph-missing"


def many(count: int) -> Certificate:
    files = tuple(ErasedFile(name_sha256=f"{n:064x}", kind="file", size=1, path=f"/{n}") for n in range(count))
    return replace(CERTIFICATE, reports=(replace(FILES, files=files),))


def test_long_lists_stand_in_the_twin_and_are_counted_on_paper() -> None:
    part = page(many(10_000))["details"][0]
    assert part["files-caption"] == "ファイル一覧 10,000 件(先頭 200 件。全件は添付の certificate.json)"
    assert len(part["files"]) == 200
    assert len(json.loads(twin_text(many(10_000)))["reports"][0]["files"]) == 10_000


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_same_certificate_gives_the_same_bytes(lang: str) -> None:
    first = render_certificate(CERTIFICATE, proofs=["c2sp.org/tlog-proof@v1\n"], lang=lang)
    assert first.startswith(b"%PDF-")
    assert render_certificate(CERTIFICATE, proofs=["c2sp.org/tlog-proof@v1\n"], lang=lang) == first


def test_both_languages_have_the_same_words() -> None:
    assert words("ja").keys() == words("en").keys()
    assert all(len(both) == 2 and all(both) for table in TABLES.values() for both in table.values())


def test_every_code_of_an_erasure_has_words() -> None:
    assert TABLE.keys() <= TABLES["residual"].keys()
    assert methods().keys() <= TABLES["method"].keys()
    assert steps().keys() <= TABLES["step"].keys()
    assert {code.partition(".")[2] for code in refusal.MESSAGES} <= TABLES["reason"].keys()
    for table, kind in (("level", Level), ("short-level", Level), ("status", Status), ("reach", Reach)):
        assert {str(member) for member in kind} == TABLES[table].keys()
    assert {str(member) for member in DataClass} == TABLES["class"].keys()
