"""docs/profiles.md says how to add a municipality in one file; this does exactly that, with the file printed there."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conformance.policy.world import BREAK, good_world

from safehandle.cli.program import run
from safehandle.policy import Profile, coverage, load_profile, loading, profile_ids

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "profiles.md").read_text("utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def midori(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Profile]:
    """The profiles that ship, and one file beside them."""
    folder = tmp_path / "profiles"
    shutil.copytree(ROOT / "src" / "safehandle" / "policy" / "profiles", folder)
    (folder / "midori.toml").write_text(EXAMPLE, "utf-8")
    monkeypatch.setattr(loading, "_FOLDER", folder)
    load_profile.cache_clear()
    yield load_profile("midori")
    load_profile.cache_clear()


def test_the_file_alone_makes_it_known(midori: Profile) -> None:
    assert "midori" in profile_ids()
    assert [one.citation for one in coverage(midori)] == [
        "みどり市 第1条",
        "みどり市 第2条第1項",
        "みどり市 第3条(1)",
        "みどり市 第4条",
    ]


@pytest.mark.parametrize(
    ("verb", "kind", "citation"),
    [("encrypt", "handler-registered", "みどり市 第2条第1項"), ("copy", "copy-consent", "みどり市 第3条(1)")],
)
def test_its_articles_are_enforced(midori: Profile, verb: str, kind: str, citation: str) -> None:
    (row,) = [row for row in midori.rows if row.kind == kind and verb in row.verbs]
    assert good_world().judged(midori, verb).allowed
    refused = BREAK[kind](good_world(), row.rule).judged(midori, verb).refusals
    assert citation in {finding.citation for finding in refused}


def test_a_contract_can_be_made_under_it(
    midori: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFEHANDLE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pw").write_text("correct horse battery staple\n")
    (tmp_path / "pw").chmod(0o600)
    (tmp_path / "住民.csv").write_text("番号,氏名\n")
    assert run(["init", "k", "--profile", "midori", "--password-file", "pw"]) == 0
    encrypt = ["encrypt", "住民.csv", "-o", "out.shc", "--password-file", "pw", "--contract", "k"]
    assert run([*encrypt, "--as", "outsider"]) == 3
    assert "みどり市 第2条第1項" in capsys.readouterr().err
    assert run(encrypt) == 0


def test_every_kind_of_rule_is_on_the_page() -> None:
    from safehandle.policy import rule_kinds

    assert set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE)) >= rule_kinds()
