"""What lies under a remote folder, found without following links. Names come from the server and are hostile."""

from __future__ import annotations

from typing import Final

from safehandle.errors import RemoteError
from safehandle.files import Fault, Names
from safehandle.transfer.transport import Remote
from safehandle.transfer.wire import Attributes

MOST: Final = 200_000
"""Entries of one delivery; what a server lists beyond that is refused before it fills our memory."""


def survey(remote: Remote, folder: str) -> dict[str, Attributes]:
    """Every file and folder under ``folder``, by its path relative to it.

    Raises:
        RemoteError: ``transfer.hostile-name``, ``transfer.not-a-file`` (links, devices), ``transfer.too-many``.
    """
    names = Names()
    found: dict[str, Attributes] = {}
    left = [""]
    while left:
        above = left.pop()
        for name, attributes in remote.entries(f"{folder}/{above}" if above else folder):
            path = f"{above}/{name}" if above else name
            wrong = Fault.PARENT if "/" in name else names.add(path, folder=attributes.is_folder)
            if wrong:
                raise RemoteError("transfer.hostile-name", name=path, fault=str(wrong))
            if not attributes.is_folder and not attributes.is_file:
                raise RemoteError("transfer.not-a-file", path=path)
            found[path] = attributes
            if len(found) > MOST:
                raise RemoteError("transfer.too-many", folder=folder, most=MOST)
            if attributes.is_folder:
                left.append(path)
    return found


def remove(remote: Remote, folder: str) -> None:
    """Remove a folder of ours and all that lies in it."""
    found = survey(remote, folder)
    for path in sorted(found, key=lambda path: path.count("/"), reverse=True):
        if found[path].is_folder:
            remote.remove_folder(f"{folder}/{path}")
        else:
            remote.remove(f"{folder}/{path}")
    remote.remove_folder(folder)
