"""From an error to two lines and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle import errors
from safehandle.cli import messages
from safehandle.cli.language import Text
from safehandle.cli.output import print_json, printable

if TYPE_CHECKING:
    from safehandle import model

EXIT: dict[type[Exception], int] = {
    errors.UsageError: 2,
    errors.PolicyDenied: 3,
    errors.IntegrityError: 4,
    errors.SecretError: 5,
    errors.InputError: 6,
    errors.OutputError: 7,
    errors.RemoteError: 8,
    errors.ErasureError: 9,
}
INTERRUPTED = 130

_ERROR = Text("エラー", "error")
_HINT = Text("ヒント", "hint")


def exit_code(error: BaseException) -> int:
    """The documented exit code of an error (docs/commands/README.md)."""
    return next((EXIT[kind] for kind in type(error).__mro__ if kind in EXIT), 1)


def report(error: errors.SafehandleError, *, as_json: bool) -> int:
    """Tell the person what happened and what to do next; return the exit code."""
    error_line, hint_line = _lines(error.code, error.fields)
    refusals = getattr(error.fields.get("decision"), "refusals", ())
    if as_json:
        print_json({"error": _as_data(error, error_line, hint_line, refusals)})
    click.echo(f"safehandle: {_ERROR}: {error_line} ({error.code})", err=True)
    for line in _findings(refusals):
        click.echo(line, err=True)
    if hint_line:
        click.echo(f"safehandle: {_HINT}: {hint_line}", err=True)
    return exit_code(error)


def _lines(code: str, fields: dict[str, object]) -> tuple[str, str]:
    message = messages.find(code)
    shown = {name: _shown(value) for name, value in fields.items()}
    if message is None:
        return code, ""
    return message.render(shown)


def _shown(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_shown(item)) for item in value)
    return printable(str(value)) if isinstance(value, (str, Path)) else value


def _findings(refusals: tuple[model.Finding, ...]) -> Iterator[str]:
    hints: list[str] = []
    for finding in refusals:
        line, hint = _lines(finding.code, {"about": finding.about, "article": finding.article})
        yield f"  - {finding.citation}: {line} ({finding.code})"
        if hint and hint not in hints:
            hints.append(hint)
    for hint in hints:
        yield f"safehandle: {_HINT}: {hint}"


def _as_data(
    error: errors.SafehandleError, error_line: str, hint_line: str, refusals: tuple[model.Finding, ...]
) -> dict[str, object]:
    data: dict[str, object] = {"code": error.code, "message": error_line, "hint": hint_line, "exit": exit_code(error)}
    if refusals:
        from safehandle import model  # every plan's nouns, which a mistyped command does not need

        data["findings"] = [model.to_plain(finding) for finding in refusals]
    return data
