"""What a profile says records an article is really there: a command, a register."""

import click
import pytest

from safehandle.cli.program import build
from safehandle.documents.registers import kinds
from safehandle.policy import load_profile, profile_ids

SERVERS = sorted(
    {server for ident in profile_ids() for article in load_profile(ident).articles for server in article.served_by}
)


@pytest.mark.parametrize("server", [server for server in SERVERS if server.startswith("command:")])
def test_every_command_is_there(server: str) -> None:
    command: click.Command | None = build()
    for name in server.removeprefix("command:").split():
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name)
    assert command is not None


@pytest.mark.parametrize("server", [server for server in SERVERS if server.startswith("register:")])
def test_every_register_is_there(server: str) -> None:
    assert server.removeprefix("register:") in kinds()


def test_there_is_something_to_check() -> None:
    assert len(SERVERS) > 10
