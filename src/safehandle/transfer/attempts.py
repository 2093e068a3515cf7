"""Trying again after what may pass, and saying so."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from safehandle.errors import RemoteError

PASSING = frozenset({"transfer.unreachable", "transfer.no-answer", "transfer.disconnected"})
"""Codes of failures that another attempt may not meet."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often to try in all, and how many seconds to wait before the second attempt; the wait doubles every time, up
    to ``longest_wait``."""

    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 300.0
    sleep: Callable[[float], None] = time.sleep


def insist(act: Callable[[], T], patience: Patience, failed: Callable[[str], None], again: Callable[[], None]) -> T:
    """Do ``act`` until it succeeds, fails for good, or patience ends.

    ``failed`` hears the code of every failure that another attempt follows, ``again`` is called when that begins.

    Raises:
        SafehandleError: the last failure, or what ``again`` raises.
    """
    wait = patience.first_wait
    for _ in range(patience.attempts - 1):
        try:
            return act()
        except RemoteError as error:
            if error.code not in PASSING:
                raise
            failed(error.code)
        patience.sleep(wait)
        wait = min(2 * wait, patience.longest_wait)
        again()
    return act()


def unheard(*_: object) -> None:
    """What is called where nobody needs to know."""
