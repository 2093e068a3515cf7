"""docs/coverage.md is what the profiles say, and leaves no article without a reason."""

import subprocess
import sys
from pathlib import Path

import pytest

from safehandle.policy import coverage, load_profile, profile_ids

ROOT = Path(__file__).parents[3]


def test_the_page_is_what_the_script_writes() -> None:
    check = subprocess.run([sys.executable, ROOT / "scripts" / "coverage-table", "--check"], check=False)
    assert check.returncode == 0, "run scripts/coverage-table"


def test_the_check_can_fail(tmp_path: Path) -> None:
    for folder in ("scripts", "docs"):
        (tmp_path / folder).mkdir()
    script = tmp_path / "scripts" / "coverage-table"
    script.write_text((ROOT / "scripts" / "coverage-table").read_text("utf-8"), "utf-8")
    page = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    (tmp_path / "docs" / "coverage.md").write_text(page.replace("第3条ア", "第3条イ", 1), "utf-8")
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 1


@pytest.mark.parametrize("ident", profile_ids())
def test_every_article_has_a_class_and_a_reason(ident: str) -> None:
    page = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    for one in coverage(load_profile(ident)):
        assert not one.demands or one.enforced_by or one.recorded_by or one.attested, one.citation
        assert ident == "baseline" or one.article.duty.ja in page
