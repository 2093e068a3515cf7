"""One run of the program, from arguments to an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from safehandle.cli import failure
from safehandle.cli.frame import Found, Option, language_option
from safehandle.cli.language import Text, choose, speak
from safehandle.errors import SafehandleError, UsageError

_ABOUT = Text(
    "自治体から預かった個人情報を、契約の情報セキュリティ特記事項のとおりに扱い、それを証明する道具です。",
    "Handle a municipality's personal data as the contract demands, and prove it.",
)
_EXAMPLES = (
    (
        "safehandle encrypt 住民一覧.csv 資料/ -o out.shc --generate-password",
        Text(
            "ファイルとフォルダーを暗号化し、パスワードを一度だけ表示します", "seal files; show the new password once"
        ),
    ),
    ("safehandle decrypt out.shc -d 受領", Text("検証してから復号します", "verify, then open")),
    ("safehandle ledger verify", Text("管理簿の元帳が改ざんされていないか確かめます", "check the ledger")),
)
_BUG = Text(
    "予期しないエラーです: {kind}。SAFEHANDLE_TRACE=1 を付けて再実行し、表示された内容を開発元に知らせてください",
    "unexpected failure: {kind}; run again with SAFEHANDLE_TRACE=1 and report what it prints",
)
_INTERRUPTED = Text(
    "中断しました。書きかけの出力は残していません", "interrupted; nothing half-done is left under a final name"
)


def build() -> Found:
    """The whole program as a click command."""
    program = Found("safehandle", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
    program.about, program.examples = _ABOUT, _EXAMPLES
    for each in (
        Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_version,
            about=Text("版を表示して終了します", "show the version and exit"),
        ),
        language_option(),
    ):
        program.params.append(each)
    return program


def _version(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        from safehandle.version import __version__

        click.echo(f"safehandle {__version__}")
        ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run one command line; return the exit code. Nothing but a bug shows a traceback, and only when asked."""
    _tolerate_narrow_consoles()
    speak(choose(arguments))
    as_json = "--json" in arguments
    try:
        code = build().main(list(arguments), prog_name="safehandle", standalone_mode=False)
    except click.ClickException as error:
        return failure.report(_usage_error(error), as_json=as_json)
    except SafehandleError as error:
        if os.environ.get("SAFEHANDLE_TRACE"):
            raise
        return failure.report(error, as_json=as_json)
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"safehandle: {_INTERRUPTED}", err=True)
        return failure.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does; that is not our failure. Python would complain once
        # more while flushing at exit, so give it somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last line of defence; the traceback is one variable away
        if os.environ.get("SAFEHANDLE_TRACE"):
            raise
        click.echo(f"safehandle: {_BUG.format(kind=type(error).__name__)}", err=True)
        return 1
    return code if isinstance(code, int) else 0


def _tolerate_narrow_consoles() -> None:
    """A CP932 console cannot show every name; show an escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _usage_error(error: click.ClickException) -> UsageError:
    """Say click's complaint as one of our codes, so that it has words in both languages."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "safehandle"
    parameter = getattr(error, "param", None)
    name = (parameter.human_readable_name if isinstance(parameter, click.Argument) else None) or (
        max(parameter.opts, key=len) if parameter else "?"
    )
    match error:
        case click.NoSuchOption():
            return UsageError("usage.no-such-option", name=error.option_name, command=command)
        case click.MissingParameter():
            return UsageError("usage.missing", name=name, command=command)
        case click.BadParameter():
            kind = parameter.type if parameter else None
            expected = (
                " | ".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else getattr(kind, "name", "?")
            )
            return UsageError("usage.bad-value", name=name, expected=expected, command=command)
        case _ if error.message.startswith("No such command"):
            missing = error.message.split("'")[1] if "'" in error.message else error.message
            return UsageError("usage.no-such-command", name=missing, command=command)
        case _:
            return UsageError("usage.wrong", detail=error.message, command=command)
