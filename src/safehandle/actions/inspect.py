"""inspect: what a container's header says. Not an act: it touches no personal data, and is not recorded."""

from __future__ import annotations

from pathlib import Path

from safehandle.container import Header, read_header
from safehandle.files import opened


def inspect(path: Path) -> Header:
    """The header of the container at ``path``. Nothing in it is authenticated yet: that takes a secret.

    Raises:
        InputError: ``files.missing``, ``files.unreadable``, or what :func:`safehandle.container.read_header` says.
        IntegrityError: as :func:`safehandle.container.read_header`.
    """
    with opened(path) as file:
        return read_header(file)
