"""``safehandle report compliance`` after real acts: its forms, its period, and what it leaves behind."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.compliance.conftest import Called

from safehandle.cli.program import run


def article(report: Any, ident: str) -> Any:
    return next(one for one in report["articles"] if one["article"] == ident)


@pytest.fixture
def acts(called: Called, work: Path) -> dict[str, int]:
    """One refused and one allowed encryption; the numbers of their entries."""
    encrypt = ["encrypt", "住民.csv", "-o", "out.shc", "--password-file", "pw"]
    assert run([*encrypt, "--as", "outsider"]) == 3
    refused = called("ledger", "verify")["size"] - 1
    called("person", "edit", "suzuki", "--educated", "2026-04-02")
    return {"refused": refused, "allowed": called(*encrypt)["entry"]}


def test_the_entries_of_acts_allowed_and_refused_stand_by_the_article(called: Called, acts: dict[str, int]) -> None:
    one = article(called("report", "compliance"), "17(1)")
    (duty,) = one["duties"]
    assert (duty["standing"], duty["entries"], duty["refused"]) == ("enforced", [acts["allowed"]], [acts["refused"]])
    (rule,) = one["enforced_by"]
    assert rule["rule"] == "handler-registered"
    assert "encrypt" in rule["verbs"]


def test_the_same_numbers_are_shown_to_a_person(
    called: Called, acts: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "compliance"]) == 0
    said = capsys.readouterr().out
    line = said.split("第17条(1)  授受する者\n")[1].splitlines()[0]
    assert f"許可 1 件 #{acts['allowed']}" in line
    assert f"拒否 1 件 #{acts['refused']}" in line
    assert "handler-registered (encrypt, " in line


def test_a_past_year_has_none_of_these_acts(called: Called, acts: dict[str, int]) -> None:
    report = called("report", "compliance", "--year", "R7")
    assert report["period"] == "2025-04-01/2026-03-31"
    (duty,) = article(report, "17(1)")["duties"]
    assert (duty["standing"], duty["entries"], duty["refused"]) == ("enforced", [], [])
    assert article(report, "6")["standing"] == "not-yet"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_table_has_a_row_of_five_cells_for_every_article(called: Called, work: Path, lang: str) -> None:
    called("attest", "11", "--statement", "誓約 | <b>済</b>")
    called("report", "compliance", "--format", "markdown", "-o", "遵守状況.md", "--lang", lang)
    text = (work / "遵守状況.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == 53
    assert {row.replace("\\|", "").count("|") for row in rows} == {6}
    assert "誓約 \\| &lt;b&gt;済&lt;/b&gt;" in text


def test_writing_it_down_is_recorded_with_its_period_and_is_the_evidence_of_the_next_one(
    called: Called, work: Path
) -> None:
    done = called("report", "compliance", "--year", "R8", "--format", "json", "-o", "遵守状況.json")
    shown = json.dumps(called("ledger", "show", str(done["entry"])), ensure_ascii=False)
    assert '"period": "2026-04-01/2027-03-31"' in shown
    assert (work / "遵守状況.json").stat().st_mode & 0o077 == 0
    written = json.loads((work / "遵守状況.json").read_text("utf-8"))
    assert article(written, "23")["standing"] == "not-yet"
    assert article(called("report", "compliance"), "23")["duties"][0]["entries"] == [done["entry"] + 1]


def test_looking_at_it_records_nothing(called: Called) -> None:
    before = called("ledger", "verify")["size"]
    called("report", "compliance")
    called("attest")
    assert called("ledger", "verify")["size"] == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--last", "3m", "--year", "R8"], "usage.excludes"),
        (["--from", "2026-06-01", "--to", "2026-05-01"], "documents.period-backwards"),
        (["--last", "soon"], "documents.bad-length"),
        (["--format", "oscal"], "usage.missing"),
        (["--format", "oscal", "-o", "oscal", "--overwrite"], "usage.excludes"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    work: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    assert run(["report", "compliance", *arguments]) == 2
    assert code in capsys.readouterr().err
    assert not (work / "oscal").exists()
