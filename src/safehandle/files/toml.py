"""TOML that a person edits: parse it, and say on which line a thing stands.

The standard library's parser keeps no positions. What people need is the line, so the text is scanned a second time for
table headers and keys; a scan that guesses wrong can only name a wrong line, never change a value.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from safehandle.errors import InputError

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*([\w-]+|"[^"]*"|'[^']*')\s*=""")
_SYNTAX_LINE = re.compile(r"\(at (?:line (\d+)|end of document)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed file. ``lines`` maps a dotted path (``"person.1.from"``) to its line, counted from 1."""

    file: str
    data: dict[str, Any]
    lines: dict[str, int]

    def line(self, path: str) -> int:
        """The line of ``path``, or of the nearest thing that contains it."""
        parts = [part for part in path.split(".") if part]
        while parts and ".".join(parts) not in self.lines:
            parts.pop()
        return self.lines[".".join(parts)] if parts else 1

    def error(self, code: str, path: str, **fields: object) -> InputError:
        """An error about ``path``, with ``file`` and ``line`` filled in."""
        return InputError(code, file=self.file, line=self.line(path), key=path, **fields)


def parse(text: str, *, file: str, code: str) -> Document:
    """Parse ``text``.

    Raises:
        InputError: ``code`` with ``file``, ``line`` and ``expected`` (the parser's own words) when it is not TOML.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _SYNTAX_LINE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise InputError(code, file=file, line=line, expected=str(error).split(" (at ")[0]) from None
    return Document(file=file, data=data, lines=_scan(text))


def _scan(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    arrays: Counter[str] = Counter()
    table, inside = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if header := _HEADER.match(line):
            table = _table(header[2].replace(" ", ""), header[1] == "[[", arrays)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            name = key[1].strip("\"'")
            lines.setdefault(f"{table}.{name}" if table else name, number)
            inside = next((quote for quote in ('"""', "'''") if line.count(quote) % 2), "")
    return lines


def _table(name: str, is_array: bool, arrays: Counter[str]) -> str:
    """The path of a header; an array's tables are numbered from 0, and a sub-table belongs to the latest of them."""
    if is_array:
        arrays[name] += 1
        return f"{name}.{arrays[name] - 1}"
    first, dot, rest = name.partition(".")
    return f"{first}.{arrays[first] - 1}{dot}{rest}" if first in arrays else name
