"""The options by which a command gets a password, and asking for one on a terminal."""

from __future__ import annotations

import functools
import getpass
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.errors import SecretError, UsageError

if TYPE_CHECKING:
    from safehandle import Secret, SecretSource

_ASK = Text("パスワード: ", "password: ")
_ASK_KEY = Text("鍵 {key} のパスフレーズ: ", "passphrase of key {key}: ")
_AGAIN = Text("もう一度: ", "again: ")
_NAMES = ("password_file", "password_fd", "password_command", "password_credential", "password_keyring")


def password_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--password-file`` and its siblings; they arrive as one :class:`Given` named ``password``."""
    options = (
        option(
            "--password-file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            about=Text("パスワードを書いたファイル(0600)の 1 行目", "first line of a file that is yours and 0600"),
        ),
        option(
            "--password-fd",
            type=click.IntRange(0),
            metavar="N",
            about=Text("パスワードを読むファイル記述子", "an open file descriptor"),
        ),
        option(
            "--password-command",
            metavar="CMD",
            about=Text("パスワードを表示するコマンド(シェルは使いません)", "a command that prints it (no shell)"),
        ),
        option(
            "--password-credential",
            metavar="NAME",
            about=Text("systemd の資格情報の名前", "a systemd credential ($CREDENTIALS_DIRECTORY)"),
        ),
        option(
            "--password-keyring",
            metavar="NAME",
            about=Text("OS の鍵束に保存した名前", "an entry of the system's keyring"),
        ),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        chosen = {name: value for name in _NAMES if (value := kwargs.pop(name)) is not None}
        return function(*args, password=Given(chosen), **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line said about the password: at most one source."""

    options: Mapping[str, Any] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.options)

    def source(self) -> SecretSource | None:
        """The source that was named, or None.

        Raises:
            UsageError: ``usage.excludes`` when two were named.
        """
        import safehandle

        if len(self.options) > 1:
            first, second, *_ = (f"--{name.replace('_', '-')}" for name in self.options)
            raise UsageError("usage.excludes", first=first, second=second)
        for name, value in self.options.items():
            match name:
                case "password_file":
                    return safehandle.FromFile(value)
                case "password_fd":
                    return safehandle.FromDescriptor(value)
                case "password_command":
                    return safehandle.FromCommand(value)
                case "password_credential":
                    return safehandle.FromCredentials(value)
                case "password_keyring":
                    return safehandle.FromKeyring(value)
        return None

    def read(self, *, key: str = "") -> Secret:
        """The password for opening something: from the source that was named, else asked once on the terminal."""
        source = self.source()
        return source.read() if source else _ask(_ASK_KEY.format(key=key) if key else str(_ASK))

    def read_new(self) -> Secret:
        """A password that is being set: from the source that was named, else asked twice on the terminal."""
        source = self.source()
        if source:
            return source.read()
        first = _ask(str(_ASK))
        if first != _ask(str(_AGAIN)):
            raise SecretError("keys.passwords-differ")
        return first


def _ask(prompt: str) -> Secret:
    from safehandle import Secret

    if not sys.stderr.isatty():
        raise UsageError("usage.no-terminal", option="--password-file")
    try:
        # getpass talks to the terminal itself, so that data may come through standard input.
        return Secret(getpass.getpass(prompt))
    except EOFError:
        raise click.Abort from None
