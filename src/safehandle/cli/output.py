"""Results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence

import click

from safehandle.cli.language import Text
from safehandle.cli.session import Session


def result(session: Session, data: Mapping[str, object], lines: Sequence[str]) -> None:
    """Print what a command found or made: one JSON object with ``--json``, else lines for a person."""
    if session.json:
        print_json(data)
        return
    for line in lines:
        click.echo(line)


def print_json(data: Mapping[str, object]) -> None:
    """Print one JSON object on standard output."""
    click.echo(json.dumps(data, ensure_ascii=sys.stdout.encoding.lower() not in ("utf-8", "utf8"), indent=2))


def note(session: Session, text: Text, **fields: object) -> None:
    """Tell a person something beside the result, on standard error, unless they asked for quiet."""
    if not session.quiet:
        click.echo(f"safehandle: {text.format(**fields)}", err=True)


def warn(text: Text, **fields: object) -> None:
    """Tell a person something that they must not miss, even with ``--quiet``."""
    label = Text("注意", "warning")
    click.echo(f"safehandle: {label}: {text.format(**fields)}", err=True)


def printable(name: str) -> str:
    """A name as it may be shown on a terminal: control characters and lone surrogates become visible escapes."""
    return "".join(ch if ch.isprintable() else ch.encode("unicode_escape").decode() for ch in name)


def lines_of(labels: Mapping[str, Text], data: Mapping[str, object]) -> list[str]:
    """``label: value`` lines for what ``data`` holds, in the order of ``labels``; empty values are left out."""
    width = max((_columns(str(label)) for name, label in labels.items() if data.get(name)), default=0)
    lines = []
    for name, label in labels.items():
        value = data.get(name)
        if value:
            values = value if isinstance(value, (list, tuple)) else (value,)
            for position, item in enumerate(values):
                title = f"{label}:" if position == 0 else ""
                lines.append(f"{title}{' ' * (width + 2 - _columns(title))}{printable(str(item))}")
    return lines


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: Japanese letters take two."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def human_size(count: int) -> str:
    """A number of bytes for a person: ``1.5 MiB``."""
    size = float(count)
    for unit in ("B", "KiB", "MiB", "GiB"):
        if size < 1024 or unit == "GiB":
            return f"{count} B" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    raise AssertionError  # pragma: no cover - the loop always returns
