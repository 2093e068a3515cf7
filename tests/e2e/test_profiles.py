"""``safehandle profiles``, and the whole way under a municipality's clauses."""

import json
from pathlib import Path

import pytest

from safehandle.cli.program import run


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFEHANDLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFEHANDLE_LANG", "ja")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pw").write_text("correct horse battery staple\n")
    (tmp_path / "pw").chmod(0o600)
    (tmp_path / "住民.csv").write_text("番号,氏名\n1,練馬 太郎\n", "utf-8")
    return tmp_path


def test_the_profiles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["profiles", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["profiles"]
    assert {"baseline", "issuer-unnamed", "tsukuba", "gunma", "kawasaki", "nerima-2025-12"} <= {p["id"] for p in found}


@pytest.mark.parametrize(("language", "expected"), [("ja", "私物の禁止"), ("en", "neither")])
def test_one_profile_is_shown_article_by_article(
    capsys: pytest.CaptureFixture[str], language: str, expected: str
) -> None:
    assert run(["profiles", "nerima-2025-12", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert "練馬区 令和7年12月版 第18条(4)カ" in said
    assert "handler-registered" in said
    assert expected in said


def test_a_profile_that_is_not_there_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["profiles", "atlantis"]) == 6
    assert "nerima-2025-12" in capsys.readouterr().err


def test_the_way_of_a_handler_under_nerimas_clauses(capsys: pytest.CaptureFixture[str]) -> None:
    def encrypt(person: str, output: str) -> int:
        return run(["encrypt", "住民.csv", "-o", output, "--password-file", "pw", "--as", person, "--contract", "k"])

    def person(*arguments: str) -> None:
        assert run(["person", *arguments, "--contract", "k"]) == 0

    assert run(["init", "k", "--profile", "nerima-2025-12", "--client", "練馬区", "--password-file", "pw"]) == 0
    assert encrypt("outsider", "a.shc") == 3
    assert "練馬区 令和7年12月版 第17条(1)" in capsys.readouterr().err
    person("add", "sato", "--name", "佐藤", "--role", "handler")
    assert encrypt("sato", "a.shc") == 3
    refused = capsys.readouterr().err
    assert "練馬区 令和7年12月版 第9条" in refused
    assert "第17条(1)" not in refused
    person("edit", "sato", "--educated", "2026-04-01")
    assert encrypt("sato", "a.shc") == 0
    person("end", "sato")
    capsys.readouterr()
    assert encrypt("sato", "b.shc") == 3
    assert "練馬区 令和7年12月版 第17条(1)" in capsys.readouterr().err
    assert not Path("b.shc").exists()
    assert run(["ledger", "verify", "--contract", "k"]) == 0


def test_nobody_acts_under_the_name_of_somebody_with_another_login(capsys: pytest.CaptureFixture[str]) -> None:
    run(["init", "k", "--profile", "gunma", "--password-file", "pw"])
    add = ["person", "add", "sato", "--name", "佐藤", "--role", "handler", "--educated", "2026-04-01"]
    assert run([*add, "--login", "somebody-else", "--contract", "k"]) == 0
    assert run(["encrypt", "住民.csv", "-o", "a.shc", "--password-file", "pw", "--as", "sato", "--contract", "k"]) == 3
    assert "群馬県 第3条ア" in capsys.readouterr().err
