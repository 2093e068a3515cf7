"""Every command's help, in both languages, with an example; exit codes as documented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from safehandle import errors
from safehandle.cli.failure import EXIT, INTERRUPTED, exit_code
from safehandle.cli.language import speak
from safehandle.cli.program import build

ROOT = Path(__file__).parents[3]


def every_command() -> Iterator[tuple[str, click.Command]]:
    def walk(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                assert child is not None
                yield from walk(f"{path} {name}", child)

    yield from walk("safehandle", build())


COMMANDS = dict(every_command())


@pytest.fixture(autouse=True)
def _japanese_again() -> Iterator[None]:
    yield
    speak("ja")


@pytest.mark.parametrize("path", COMMANDS)
def test_help_in_both_languages(path: str) -> None:
    command = COMMANDS[path]
    speak("ja")
    japanese = command.get_help(click.Context(command, info_name=path))
    speak("en")
    english = command.get_help(click.Context(command, info_name=path))
    assert re.search("[ぁ-ん]", japanese)
    prose = "\n".join(
        line for line in english.splitlines() if not line.lstrip().startswith(("safehandle", "pg_dump", "$"))
    )
    assert not re.search("[ぁ-ん]", prose), "the English help has Japanese prose in it"


@pytest.mark.parametrize("path", [path for path, command in COMMANDS.items() if not isinstance(command, click.Group)])
def test_every_command_has_an_example_and_the_shared_options(path: str) -> None:
    command = COMMANDS[path]
    speak("en")
    text = command.get_help(click.Context(command, info_name=path))
    assert "Examples:" in text
    for shared in ("--contract", "--as", "--lang", "--json", "--quiet"):
        assert shared in text


@pytest.mark.parametrize("name", sorted({path.split()[1] for path in COMMANDS if " " in path}))
def test_every_command_has_a_page(name: str) -> None:
    assert (ROOT / "docs/commands" / f"{name}.md").is_file()
    assert f"({name}.md)" in (ROOT / "docs/commands/README.md").read_text("utf-8")


def test_exit_codes_are_the_documented_ones() -> None:
    table = (ROOT / "docs/commands/README.md").read_text("utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert documented == {0, 1, *EXIT.values(), INTERRUPTED}
    assert exit_code(errors.PolicyDenied("policy.denied")) == 3
    assert exit_code(errors.SafehandleError("x")) == 1
