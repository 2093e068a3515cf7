"""Removing names: one rename to a random name of the same length, then the unlink."""

from __future__ import annotations

import os
import secrets

from safehandle.erase.fault import fault_of
from safehandle.erase.finding import FOLDER_FLAGS, Found
from safehandle.files.durable import rename_exclusive


def remove_file(folder: int, name: str, descriptor: int) -> None:
    """Rename, cut to nothing, unlink. ``descriptor`` is the file, open for writing.

    One rename only: a journal keeps every name it ever saw, so more renames leave more behind.

    Raises:
        OSError: as the system says; the file may then stand under a random name.
    """
    new = _renamed(folder, name)
    os.ftruncate(descriptor, 0)
    os.unlink(new, dir_fd=folder)


def remove_link(folder: int, found: Found) -> str:
    """Remove a symbolic link, never what it leads to. Returns the fault, empty if it is gone."""
    name = found.path.rpartition("/")[2]
    try:
        if not found.same(os.stat(name, dir_fd=folder, follow_symlinks=False)):
            return "changed"
        os.unlink(_renamed(folder, name), dir_fd=folder)
    except OSError as error:
        return fault_of(error)
    return ""


def remove_folder(folder: int, found: Found) -> str:
    """Remove a folder if it is the surveyed one and empty by now. Returns the fault, empty if it is gone."""
    name = found.path.rpartition("/")[2]
    try:
        descriptor = os.open(name, FOLDER_FLAGS, dir_fd=folder)
        try:
            if not found.same(os.fstat(descriptor)):
                return "changed"
            if os.listdir(descriptor):  # noqa: PTH208 - a descriptor
                return "not-empty"
        finally:
            os.close(descriptor)
        os.rmdir(_renamed(folder, name), dir_fd=folder)
    except OSError as error:
        return fault_of(error)
    return ""


def _renamed(folder: int, name: str) -> str:
    """Give a random name as long (in bytes) as the old one, and at least eight: few shorter ones are free."""
    length = max(8, len(os.fsencode(name)))
    while True:
        new = secrets.token_hex(length)[:length]
        try:
            rename_exclusive(name, new, source_folder=folder, target_folder=folder)
        except FileExistsError:
            continue
        return new
