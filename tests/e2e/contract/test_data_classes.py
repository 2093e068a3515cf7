"""The class of what is encrypted: said on the command line, or by contract.toml's folders."""

import json
from pathlib import Path
from typing import Any

import pytest

from safehandle.cli.program import run


def classes(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The classes of the sources in the last plan."""
    capsys.readouterr()
    assert run(["ledger", "show", "--contract", "k", "--json"]) == 0
    found: list[str] = []
    _collect(json.loads(capsys.readouterr().out), found)
    return found


def _collect(node: Any, found: list[str]) -> None:
    if isinstance(node, dict):
        if node.get("kind") == "artifact" and node.get("role") == "source":
            found.append(node["data_class"])
        for value in node.values():
            _collect(value, found)
    elif isinstance(node, list):
        for value in node:
            _collect(value, found)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["統計/a.csv"], "other"),
        (["住民.csv"], "personal"),
        (["統計", "住民.csv"], "personal"),
        (["統計/a.csv", "--class", "自治体機密性3A"], "important"),
    ],
)
def test_the_plan_states_the_strictest_class(
    ready: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    with (ready / "k" / "contract.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[data]]\npath = "統計"\nclass = "自治体機密性1"\n')
    (ready / "統計").mkdir()
    (ready / "統計" / "a.csv").write_text("1\n")
    (ready / "住民.csv").write_text("1\n")
    assert run(["encrypt", *arguments, "-o", "a.shc", "--password-file", "pw", "--contract", "k"]) == 0
    assert set(classes(capsys)) == {expected}


def test_a_class_that_nobody_knows_is_refused(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / "a.csv").write_text("1\n")
    command = ["encrypt", "a.csv", "--class", "極秘", "-o", "a.shc", "--password-file", "pw", "--contract", "k"]
    assert run(command) == 6
    assert "policy.level-unknown" in capsys.readouterr().err
