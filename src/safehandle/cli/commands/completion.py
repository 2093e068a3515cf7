"""``safehandle completion``: the script that completes commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from safehandle.cli.frame import command
from safehandle.cli.language import Text
from safehandle.cli.session import Session


@command(
    "completion",
    Text(
        "シェルの補完スクリプトを表示します。",
        "Print the script that completes commands and options in your shell.",
    ),
    examples=(
        ('eval "$(safehandle completion bash)"', Text("~/.bashrc に書きます", "goes into ~/.bashrc")),
        ('eval "$(safehandle completion zsh)"', Text("~/.zshrc に書きます", "goes into ~/.zshrc")),
        (
            "safehandle completion fish > ~/.config/fish/completions/safehandle.fish",
            Text("fish の場合", "for fish"),
        ),
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(_session: Session, shell: str) -> None:
    from safehandle.cli.program import build

    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - the choices above are click's own
        raise click.UsageError(shell)
    click.echo(kind(build(), {}, "safehandle", "_SAFEHANDLE_COMPLETE").source())


COMMAND = completion
