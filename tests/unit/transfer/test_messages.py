"""Every code that the room raises has a message."""

from __future__ import annotations

import re
from pathlib import Path

import safehandle.transfer
from safehandle.cli.messages.transfer import MESSAGES

ROOM = Path(safehandle.transfer.__file__).parent


def test_every_code_that_is_raised_has_a_message_and_no_message_is_left_over() -> None:
    users = [*ROOM.rglob("*.py"), ROOM.parent / "cli/verifying/delivery.py"]
    text = "".join(path.read_text() for path in users)
    raised = set(re.findall(r'"(transfer\.[a-z-]+)"', text))
    assert raised
    assert raised == MESSAGES.keys()
