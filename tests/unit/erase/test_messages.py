"""Every residual and every reason has its words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import safehandle.erase
from safehandle.cli import messages
from safehandle.erase import fault
from safehandle.erase.residuals import TABLE

ROOM = Path(safehandle.erase.__file__).parent


@pytest.mark.parametrize("code", sorted(TABLE))
def test_every_residual_has_a_message(code: str) -> None:
    assert messages.find(f"residual.{code}") is not None


def test_no_message_is_about_a_residual_that_does_not_exist() -> None:
    from safehandle.cli.messages.residual import MESSAGES

    assert {code.partition(".")[2] for code in MESSAGES} == set(TABLE)


@pytest.mark.parametrize("code", sorted(set(fault._FAULTS.values())))
def test_every_fault_has_a_message(code: str) -> None:
    assert messages.find(f"refusal.{code}") is not None


def test_every_reason_is_given_somewhere_in_the_room() -> None:
    from safehandle.cli.messages.refusal import MESSAGES

    used = {
        node.value
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {code.partition(".")[2] for code in MESSAGES} <= used


def test_every_refusal_of_a_medium_has_a_message() -> None:
    used = {
        node.value
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("device-")
    } - {"device-status-and-markers"}
    assert len(used) > 8
    assert [code for code in used if messages.find(f"erase.{code}") is None] == []
