"""Temporaries in use are held by a lock, so that what a killed run left behind can be told from them and removed.

A lock of ``flock`` ends with the process that holds it, however that ends. Where the file system has no such locks (or
the system is Windows) nothing shows whether a temporary is in use: then it is told, and left where it is.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

_TEMPORARY = re.compile(r"\.safehandle-[0-9a-f]{16}\.part")
_READ = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK"):
    _READ |= getattr(os, _flag, 0)


def is_temporary(name: str) -> bool:
    """Whether a name is one of the temporaries of this room: what a killed run may leave, and nothing else."""
    return _TEMPORARY.fullmatch(name) is not None


def temporary_name() -> str:
    """A new name that :func:`is_temporary` knows."""
    return f".safehandle-{secrets.token_hex(8)}.part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """What a killed run left: ``files`` in it and their ``size`` in bytes. ``removed`` says whether it is gone now."""

    path: Path
    files: int
    size: int
    removed: bool = False


def held(descriptor: int) -> bool:
    """Hold an open temporary until its last descriptor is closed. False if another process holds it.

    Raises:
        OSError: nobody can hold anything here.
    """
    if os.name == "nt":
        raise OSError
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def hold_own(descriptor: int, name: str, folder: int | None) -> bool:
    """Hold a temporary that was just made. False if a cleaner was quicker: then make another one."""
    try:
        return held(descriptor) and _is(descriptor, os.stat(name, dir_fd=folder, follow_symlinks=False))
    except FileNotFoundError:
        return False
    except OSError:
        return True  # no locks here, so no cleaner either


def remove_leftovers(folders: Iterable[Path]) -> tuple[Leftover, ...]:
    """Look in each of ``folders`` (not below it) for temporaries of this user's killed runs, and remove them.

    What another process holds is in use and not mentioned. What cannot be judged or removed is given back with
    ``removed`` false. Links are never followed; nobody else's files are touched.
    """
    return tuple(left for folder in dict.fromkeys(folders) for left in _in(folder))


def _in(folder: Path) -> Iterator[Leftover]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if is_temporary(entry.name))
    except OSError:
        return
    for name in names:
        left = _look(folder / name)
        if left is not None:
            yield left


def _look(path: Path) -> Leftover | None:
    """One leftover, removed if that is safe; None where it is in use, a link, another's, or gone by now."""
    try:
        descriptor = os.open(path, _READ)
    except OSError:
        return None
    try:
        found = os.fstat(descriptor)
        return _cleared(path, descriptor, found) if _ours(found) else None
    except FileNotFoundError:
        return None
    finally:
        os.close(descriptor)


def _ours(found: os.stat_result) -> bool:
    plain = stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)
    return plain and (os.name == "nt" or found.st_uid == os.geteuid())


def _cleared(path: Path, descriptor: int, found: os.stat_result) -> Leftover | None:
    left = _measured(path, found)
    try:
        if not held(descriptor):
            return None
    except OSError:
        return left
    if not _is(descriptor, path.lstat()):
        return None
    return replace(left, removed=_removed(path, folder=stat.S_ISDIR(found.st_mode)))


def _measured(path: Path, found: os.stat_result) -> Leftover:
    if not stat.S_ISDIR(found.st_mode):
        return Leftover(path=path, files=1, size=found.st_size)
    sizes = [os.lstat(os.path.join(root, name)).st_size for root, _, names in os.walk(path) for name in names]  # noqa: PTH118
    return Leftover(path=path, files=len(sizes), size=sum(sizes))


def _removed(path: Path, *, folder: bool) -> bool:
    try:
        if folder:
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError:
        return False
    return True


def _is(descriptor: int, found: os.stat_result) -> bool:
    return os.path.samestat(os.fstat(descriptor), found)
