"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REQUIRE_ALL = bool(os.environ.get("SAFEHANDLE_REQUIRE_ALL"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has never run safehandle: own home, Japanese, no contract."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAFEHANDLE_", "LC_", "LANG"))}
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    return kept | {
        "HOME": str(home),
        "SAFEHANDLE_HOME": str(home / "safehandle"),
        "LANG": "ja_JP.UTF-8",
        "PYTHONUTF8": "1",
        "LOGNAME": "sato",
        "USER": "sato",
        "COLUMNS": "100",
    }


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """Where everything is installed, a skipped test is a failed one: nothing may go untested unnoticed."""
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although nothing may be: {report.longrepr}"
    return report
