"""Error texts by code. The part of a code before the first dot names the file here that holds its text."""

from __future__ import annotations

import importlib
import importlib.util

from safehandle.cli.messages.message import Message


def find(code: str) -> Message | None:
    """The message of a code, or None if nobody wrote one (a test sees to it that somebody did)."""
    area = code.partition(".")[0].replace("-", "_")
    name = f"{__name__}.{area}"
    if importlib.util.find_spec(name) is None:
        return None
    messages: dict[str, Message] = importlib.import_module(name).MESSAGES
    return messages.get(code)


__all__ = ["Message", "find"]
