"""Results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
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
