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
    """How often to try in all, and how many seconds to wait before the second attempt; the wait doubles every time."""

    attempts: int = 5
    first_wait: float = 1.0
    sleep: Callable[[float], None] = time.sleep


def insist(act: Callable[[], T], patience: Patience, failed: Callable[[RemoteError], None]) -> T:
    """Do ``act`` until it succeeds, fails for good, or patience ends. ``failed`` hears of every failure that passes.

    Raises:
        SafehandleError: the last failure.
    """
    for attempt in range(1, patience.attempts + 1):
        try:
            return act()
        except RemoteError as error:
            if error.code not in PASSING:
                raise
            failed(error)
            if attempt == patience.attempts:
                raise
            patience.sleep(patience.first_wait * 2 ** (attempt - 1))
    raise RemoteError("transfer.disconnected")
