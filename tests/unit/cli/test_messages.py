"""Every error has words in both languages, and the words fit the error's fields."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import safehandle
from safehandle import errors
from safehandle.cli import messages
from safehandle.cli.messages import Message

SOURCE = Path(safehandle.__file__).parent
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
CODE = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")


def codes_in_source() -> Iterator[tuple[str, str]]:
    """Every code that an error is raised with, and where; an f-string's holes become ``*``."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in ERRORS | {"Objection"}:
                code = _text(node.args[0])
                if code:
                    yield code, f"{path.relative_to(SOURCE)}:{node.lineno}"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "*" for v in node.values)
    return ""


def all_messages() -> Iterator[tuple[str, Message]]:
    for module in pkgutil.iter_modules(messages.__path__):
        if module.name != "message":
            yield from importlib.import_module(f"{messages.__name__}.{module.name}").MESSAGES.items()


def test_every_code_has_a_message() -> None:
    known = [code for code, _ in all_messages()]
    missing = []
    for code, where in codes_in_source():
        if "*" in code:
            pattern = re.escape(code).replace(r"\*", "[a-z0-9-]+")
            if not any(re.fullmatch(pattern, one) for one in known):
                missing.append(f"{code} ({where})")
        elif messages.find(code) is None:
            missing.append(f"{code} ({where})")
    assert not missing
    assert len(known) > 20, "the scan found next to nothing: it looks in the wrong place"


@pytest.mark.parametrize(("code", "message"), list(all_messages()), ids=lambda v: v if isinstance(v, str) else "")
def test_a_message_is_a_pair_of_lines_in_both_languages(code: str, message: Message) -> None:
    assert CODE.fullmatch(code)
    assert messages.find(code) is message, "it stands in the wrong file for its code"
    for error, hint in (message.ja, message.en):
        assert error
        assert hint
        assert "\n" not in error + hint
        assert not error.endswith(("。", "."))
        assert not hint.endswith(("。", "."))
    assert re.search(r"[ぁ-んァ-ヶ一-龠]", "".join(message.ja))
    assert not re.search(r"[ぁ-んァ-ヶ]", "".join(message.en))
    assert _fields(message.ja[0]) == _fields(message.en[0])
    assert _fields(message.ja[1]) == _fields(message.en[1])


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
