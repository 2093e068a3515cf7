"""attest and report compliance, as a person calls them."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from safehandle.cli.program import run


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert run([*arguments, "--contract", "k", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def article(report: Any, ident: str) -> Any:
    return next(one for one in report["articles"] if one["article"] == ident)


def test_a_word_with_a_file_is_attested_and_overdue_after_its_day(
    nerima: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = nerima / "更新記録.txt"
    evidence.write_bytes(b"updated")
    arguments = ("--on", "2026-05-01", "--evidence", str(evidence), "--statement", "毎日更新")
    done = called(capsys, "attest", "18(4)エ", *arguments, "--due", "2099-01-31")
    assert done["sha256"] == hashlib.sha256(b"updated").hexdigest()
    assert done["citation"] == "練馬区 令和7年12月版 第18条(4)エ"
    kept = article(called(capsys, "report", "compliance"), "18(4)エ")
    assert (kept["standing"], kept["duties"][0]["attested_by"]) == ("attested", done["entry"] + 1)
    called(capsys, "attest", "18(4)エ", *arguments, "--due", "2026-05-02")
    assert article(called(capsys, "report", "compliance"), "18(4)エ")["standing"] == "overdue"


@pytest.mark.parametrize(
    ("arguments", "code", "about"),
    [
        (["99"], 2, "attest.no-such-article"),
        (["17(1)"], 2, "attest.not-attestable"),
        (["1"], 2, "attest.not-attestable"),
        (["18(4)エ", "--by", "ghost"], 2, "attest.unknown-person"),
        (["18(4)エ", "--on", "2026-05-02", "--due", "2026-05-01"], 2, "attest.due-before-day"),
        (["18(4)エ", "--evidence", "nowhere"], 6, "attest.evidence-unreadable"),
        (["18(4)エ", "--as", "ghost"], 3, "policy.handler-unknown"),
    ],
)
def test_what_cannot_be_attested_to_is_refused(
    nerima: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, about: str
) -> None:
    assert run(["attest", *arguments, "--contract", "k"]) == code
    assert about in capsys.readouterr().err


def test_the_report_names_the_entries_that_show_it(nerima: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (nerima / "a.csv").write_text("1,2\n")
    encrypt = ["encrypt", "a.csv", "-o", "a.shc", "--password-file", "pw", "--contract", "k"]
    assert run([*encrypt, "--as", "outsider"]) == 3
    duty = article(called(capsys, "report", "compliance"), "17(1)")["duties"][0]
    assert (duty["standing"], len(duty["refused"]), duty["entries"]) == ("enforced", 1, [])


def test_the_report_on_the_screen_never_calls_a_duty_of_people_satisfied(
    nerima: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "compliance", "--contract", "k", "--lang", "ja"]) == 0
    said = capsys.readouterr().out
    assert "[未了] 練馬区 令和7年12月版 第11条  秘密の保持" in said
    assert "人の申告であり、道具が確かめたものではありません" in said


def test_the_report_as_a_file_is_whole_recorded_and_not_overwritten(
    nerima: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["report", "compliance", "--contract", "k", "-o", "遵守状況.json", "--format", "json"]
    assert run(command) == 0
    report = json.loads((nerima / "遵守状況.json").read_text("utf-8"))
    assert report["profile"] == "nerima-2025-12"
    assert run(command) == 7
    assert run([*command, "--overwrite"]) == 0
    shown = called(capsys, "ledger", "show")
    assert json.dumps(shown, ensure_ascii=False).count('"register": "compliance"') >= 2


def test_oscal_is_three_documents_in_a_folder(nerima: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "compliance", "--contract", "k", "--format", "oscal"]) == 2
    assert run(["report", "compliance", "--contract", "k", "--format", "oscal", "-o", "oscal"]) == 0
    assert sorted(path.name for path in (nerima / "oscal").iterdir()) == [
        "assessment-results.json",
        "catalog.json",
        "profile.json",
    ]
