"""The frame every command stands in: bilingual help, the options all commands share, commands found by their file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from safehandle.cli import commands
from safehandle.cli.language import Text
from safehandle.cli.session import Session

_USAGE = Text("使い方: ", "Usage: ")
_OPTIONS = Text("オプション", "Options")
_SHARED = Text("共通オプション", "Options of every command")
_COMMANDS = Text("コマンド", "Commands")
_EXAMPLES = Text("例", "Examples")
_HELP = Text("この説明を表示して終了します", "show this help and exit")


class Option(click.Option):
    """An option with help in both languages."""

    def __init__(self, *args: Any, about: Text, shared: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.shared = shared

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = str(self.about)
        return super().get_help_record(ctx)


def option(*names: str, about: Text, **kwargs: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Like :func:`click.option`, with ``about`` in both languages."""
    return click.option(*names, cls=Option, about=about, **kwargs)


def language_option() -> Option:
    """``--lang``. It was read before anything was parsed, because help is printed while parsing."""
    return Option(
        ["--lang"],
        type=click.Choice(["ja", "en"]),
        expose_value=False,
        shared=True,
        about=Text("表示する言語", "the language to speak"),
    )


def _shared_options() -> list[click.Parameter]:
    return [
        Option(
            ["--contract", "contract_folder"],
            type=click.Path(path_type=Path, file_okay=False),
            envvar="SAFEHANDLE_CONTRACT",
            metavar="DIR",
            shared=True,
            about=Text(
                "契約フォルダー(指定がなければ作業フォルダーから上へ探します)",
                "the contract folder (else it is looked for upwards from the working directory)",
            ),
        ),
        Option(
            ["--as", "person"],
            envvar="SAFEHANDLE_AS",
            metavar="PERSON",
            shared=True,
            about=Text("作業する人の ID(指定がなければログイン名から)", "who acts: an id (else by the login)"),
        ),
        language_option(),
        Option(
            ["--json", "as_json"],
            is_flag=True,
            shared=True,
            about=Text("結果を JSON で標準出力に出します", "print the result as one JSON object"),
        ),
        Option(
            ["-q", "--quiet"],
            is_flag=True,
            shared=True,
            about=Text("エラー以外の案内を出しません", "print nothing but results and errors"),
        ),
    ]


class _Bilingual(click.Command):
    """What commands and groups have in common: how their help reads."""

    about: Text
    examples: tuple[tuple[str, Text], ...] = ()

    def get_short_help_str(self, limit: int = 100) -> str:  # noqa: ARG002 - click's signature
        return str(self.about).partition("\n")[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=str(_USAGE))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(str(self.about))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        own = [p for p in options if not getattr(p, "shared", False)]
        for title, chosen in ((_OPTIONS, own), (_SHARED, [p for p in options if p not in own])):
            if records := [record for p in chosen if (record := p.get_help_record(ctx))]:
                with formatter.section(str(title)):
                    formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        if self.examples:
            with formatter.section(str(_EXAMPLES)):
                for line, meaning in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
                    formatter.write(f"{'':>{formatter.current_indent + 4}}{meaning}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        help_option = super().get_help_option(ctx)
        if help_option is not None:
            help_option.help = str(_HELP)
        return help_option


class Command(_Bilingual):
    """A command. Its callback gets a :class:`Session` first, then its own parameters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_shared_options())

    def invoke(self, ctx: click.Context) -> Any:
        given = ctx.params
        session = Session(
            contract=given.pop("contract_folder"),
            person=given.pop("person"),
            json=given.pop("as_json"),
            quiet=given.pop("quiet"),
        )
        ctx.obj = session
        if self.callback is None:
            return None
        return ctx.invoke(self.callback, session, **given)


class Group(_Bilingual, click.Group):
    """A command with subcommands."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, command) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))]
        with formatter.section(str(_COMMANDS)):
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in rows])


class Found(Group):
    """The whole program: every file in ``cli/commands/`` is one command, loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.COMMAND
        return command


Examples = Iterable[tuple[str, Text]]
Decorator = Callable[[Callable[..., Any]], Command]


def command(name: str, about: Text, *, examples: Examples = (), within: Group | None = None) -> Decorator:
    """Make a function a command: ``about`` is its help, ``examples`` are command lines with what they do."""

    def decorate(function: Callable[..., Any]) -> Command:
        made = click.command(name, cls=Command)(function)
        made.about, made.examples = about, tuple(examples)
        if within is not None:
            within.add_command(made)
        return made

    return decorate


def group(name: str, about: Text, *, examples: Examples = ()) -> Group:
    """Make a command that has subcommands."""
    made = Group(name, params=[language_option()])
    made.about, made.examples = about, tuple(examples)
    return made
