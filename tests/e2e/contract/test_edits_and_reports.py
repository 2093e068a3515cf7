"""Edits by hand are noticed and recorded; what the client must be told is listed until it was told."""

import json
from pathlib import Path
from typing import Any

import pytest

from safehandle.cli.program import run
from safehandle.contract import read_contract
from safehandle.ledger import open_ledger, origin_of

SATO = """
[[person]]  # by hand
id = "sato"
name = "佐藤"
role = "handler"
"""


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert run([*arguments, "--contract", "k", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "k" / "contract.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def add_sato(folder: Path) -> None:
    edit(folder, "[keys]", f"{SATO}\n[keys]")


def verbs(folder: Path) -> list[str]:
    with open_ledger(folder / "k" / "ledger.db", origin_of(read_contract(folder / "k"))) as ledger:
        return [entry.record.plan.verb for entry in ledger.entries() if hasattr(entry.record, "plan")]


def test_an_edit_by_hand_is_recorded_at_the_next_command_as_what_it_changed(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_sato(ready)
    editions = called(capsys, "contract", "history")["editions"]
    assert [edition["verb"] for edition in editions] == ["init", "contract-edited"]
    (change,) = editions[1]["changes"]
    assert (change["part"], change["ident"], change["what"]) == ("person", "sato", "add")
    assert called(capsys, "contract", "history")["editions"] == editions  # once, not at every command


def test_an_edit_after_a_command_is_told_from_the_commands_own(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["place", "add", "honsha", "--name", "本社", "--kind", "work", "--contract", "k"])
    edit(ready, "本社", "支社")
    editions = called(capsys, "contract", "history")["editions"]
    assert [edition["verb"] for edition in editions] == ["init", "place", "contract-edited"]
    assert editions[2]["changes"][0]["detail"] == "name: 本社 → 支社"


def test_a_comment_is_an_edit_that_changes_nothing(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(ready, "[keys]", "# 鍵\n[keys]")
    assert called(capsys, "contract", "history")["editions"][1]["changes"][0]["what"] == "text"


def test_an_outsider_cannot_make_an_edit_pass_unnoticed(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_sato(ready)
    for _ in range(2):
        assert run(["place", "add", "x", "--name", "x", "--kind", "work", "--contract", "k", "--as", "ghost"]) == 3
    assert verbs(ready) == ["init", "place", "place"]
    editions = called(capsys, "contract", "history")["editions"]
    assert [edition["verb"] for edition in editions] == ["init", "contract-edited"]


def test_a_broken_contract_stops_every_command_with_its_line(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(ready, 'role = "manager"', 'role = "boss"')
    assert run(["contract", "show", "--contract", "k"]) == 6
    said = capsys.readouterr().err
    assert "contract.value" in said
    assert "manager | supervisor | handler" in said


def test_changes_stay_on_the_list_until_they_are_reported(nerima: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["person", "add", "sato", "--name", "佐藤", "--role", "handler", "--contract", "k"])
    run(["place", "add", "honsha", "--name", "本社", "--kind", "work", "--contract", "k"])  # Nerima asks for people
    (report,) = called(capsys, "contract", "check")["report"]
    assert report["citation"] == "練馬区 令和7年12月版 第8条"
    assert [one["change"]["part"] for one in report["changes"]] == ["person", "person"]
    done = called(capsys, "contract", "report", "--on", "2026-06-03", "--document", "7受第12号")
    assert done["document"] == "7受第12号"
    assert called(capsys, "contract", "check")["report"] == []
    reported = called(capsys, "contract", "history")["editions"][0]["reported"]
    assert (reported["day"], reported["document"]) == ("2026-06-03", "7受第12号")
    run(
        ["person", "edit", "sato", "--educated", "2026-04-02", "--login", "taro", "--contract", "k"]
    )  # our own business
    assert called(capsys, "contract", "check")["report"] == []
    run(["person", "end", "sato", "--contract", "k"])
    (report,) = called(capsys, "contract", "check")["report"]
    assert [one["change"]["what"] for one in report["changes"]] == ["end"]


def test_who_lacks_education_is_listed_with_the_article(nerima: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["person", "add", "sato", "--name", "佐藤", "--role", "handler", "--educated", "2026-04-02", "--contract", "k"])
    (unready,) = called(capsys, "contract", "check")["unready"]
    assert unready["person"] != "sato"
    assert unready["findings"][0]["citation"] == "練馬区 令和7年12月版 第9条"


@pytest.mark.parametrize(
    ("arguments", "code", "about"),
    [
        (["--document", "x"], 2, "usage.missing"),
        (["--on", "2026-06-03", "--document", " "], 2, "contract.no-document"),
        (["--on", "03.06.2026", "--document", "x"], 2, "usage.bad-value"),
    ],
)
def test_a_report_needs_its_day_and_number(
    ready: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, about: str
) -> None:
    assert run(["contract", "report", *arguments, "--contract", "k"]) == code
    assert about in capsys.readouterr().err
    assert verbs(ready) == ["init"]


def test_the_text_forms_say_the_same(nerima: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, expected in [("show", "nerima-2025-12"), ("check", "第8条"), ("history", "init")]:
        assert run(["contract", command, "--contract", "k"]) == 0
        assert expected in capsys.readouterr().out
