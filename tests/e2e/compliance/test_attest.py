"""``safehandle attest``: recorded by the person who acts, listed by what is due, refused where it makes no sense."""

import hashlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.compliance.conftest import Called

from safehandle.cli.program import run

TOMORROW = date.today() + timedelta(days=2)  # noqa: DTZ011 - two days on is the future in every time zone


def standing(report: Any, article: str) -> str:
    found: str = next(one["standing"] for one in report["articles"] if one["article"] == article)
    return found


def test_a_duty_shown_by_documents_can_be_attested_with_the_documents_hash(called: Called, work: Path) -> None:
    (work / "規程.pdf").write_bytes(b"%PDF rules")
    done = called("attest", "第5条", "--evidence", "規程.pdf", "--due", "2099-03-31")
    assert (done["article"], done["by"], done["due"]) == ("5", "suzuki", "2099-03-31")
    assert done["sha256"] == hashlib.sha256(b"%PDF rules").hexdigest()
    assert standing(called("report", "compliance"), "5") == "attested"


def test_nothing_to_keep_is_said_with_its_reason(called: Called, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["attest", "17(5)", "--not-applicable"]) == 2
    assert "attest.no-reason" in capsys.readouterr().err
    called("attest", "17(5)", "--not-applicable", "--statement", "ファクスを使わない")
    assert standing(called("report", "compliance"), "17(5)") == "not-applicable"


def test_a_word_is_taken_back_by_saying_that_it_is_not_kept(called: Called) -> None:
    called("attest", "18(4)オ")
    assert standing(called("report", "compliance"), "18(4)オ") == "attested"
    called("attest", "18(4)オ", "--not-kept", "--statement", "1台が未適用")
    assert standing(called("report", "compliance"), "18(4)オ") == "not-yet"


def test_the_list_begins_with_what_is_overdue(called: Called, capsys: pytest.CaptureFixture[str]) -> None:
    called("attest", "18(4)エ", "--due", "2099-03-31")
    called("attest", "18(6)", "--on", "2026-04-01", "--due", "2026-04-30")
    assert run(["attest", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("[期限切れ] 練馬区 令和7年12月版 第18条(6)")
    assert "鈴木 花子 (suzuki)" in lines[1]
    assert "期日 2026-04-30 を過ぎています" in lines[1]
    listed = called("attest")
    assert standing(listed, "18(4)エ") == "attested"
    assert "17(1)" not in {one["article"] for one in listed["articles"]}  # the tool enforces it


def test_who_no_longer_belongs_to_the_contract_attests_to_nothing(
    called: Called, capsys: pytest.CaptureFixture[str]
) -> None:
    called("person", "add", "sato", "--name", "佐藤", "--role", "handler")
    called("attest", "11", "--by", "sato")
    called("person", "end", "sato")
    assert run(["attest", "11", "--by", "sato"]) == 2
    assert "attest.unknown-person" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["第99条"], "attest.no-such-article"),
        (["17(1)"], "attest.not-attestable"),
        (["第1条"], "attest.not-attestable"),
        (["11", "--on", str(TOMORROW)], "attest.future"),
        (["11", "--not-kept", "--not-applicable", "--statement", "x"], "usage.excludes"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_recorded(
    called: Called, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    before = called("ledger", "verify")["size"]
    assert run(["attest", *arguments]) == 2
    assert code in capsys.readouterr().err
    assert called("ledger", "verify")["size"] == before
