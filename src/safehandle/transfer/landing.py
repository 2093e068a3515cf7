"""Where a fetched file lands: a new file of ours, on its way to the disk while it is still being written."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from safehandle.files.flowing import Flowing
from safehandle.transfer.moving import Sink

_NEW: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def landing(path: Path) -> Sink:
    """The file at ``path``, made if it is not there; a link is refused."""

    @contextmanager
    def opened() -> Iterator[io.RawIOBase]:
        with Flowing(os.open(path, _NEW, 0o600), "r+") as file:
            yield file

    return opened
