"""Asking a person before something that cannot be undone."""

from __future__ import annotations

import sys

import click

from safehandle.cli.language import Text
from safehandle.errors import UsageError


def confirm(question: Text, *, yes: bool, **fields: object) -> None:
    """Go on only if the person says yes, or said ``--yes``. It never answers for the policy.

    Raises:
        UsageError: ``usage.no-terminal`` or ``usage.declined``.
    """
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("usage.no-terminal", option="--yes")
    click.echo(question.format(**fields) + " [y/N]: ", nl=False, err=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes", "はい"):
        raise UsageError("usage.declined")
