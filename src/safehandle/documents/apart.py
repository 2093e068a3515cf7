"""Run something on a thread of its own.

pyHanko runs an event loop, and Python allows one per thread: whoever calls us from a notebook, a server or an
asynchronous pipeline is inside one already.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """What ``work`` returns or raises."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="safehandle-apart") as pool:
        return pool.submit(work).result()
