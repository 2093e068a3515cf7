"""Making what was written last: onto the disk, and under its name without ever replacing another's file."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ctypes

MANY = 32
"""From so many files on, one flush of the file system is cheaper than one a file."""

_NOREPLACE_UNKNOWN = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_LINK_UNKNOWN = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


@contextmanager
def folder_descriptor(path: Path) -> Iterator[int | None]:
    """A descriptor of a folder, so that what happens in it stays in it whatever is renamed above. None on Windows."""
    if os.name == "nt":
        yield None
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def flush_folder(descriptor: int | None) -> None:
    """Make the names in a folder durable; Windows has no such call and journals them itself."""
    if descriptor is None:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and FUSE file systems cannot flush a folder; there is nothing more to be done about it.
        if error.errno not in _NOREPLACE_UNKNOWN | {errno.EBADF}:
            raise


def flush_tree(root: Path, files: int) -> None:
    """Make everything under ``root`` durable. ``files`` is roughly how many there are; it only chooses the way."""
    if os.name != "nt" and files >= MANY and _flush_file_system(root):
        return
    for folder, _, names in os.walk(root):
        for name in names:
            _flush_path(Path(folder, name), os.O_RDWR)
        if os.name != "nt":
            _flush_path(Path(folder), os.O_RDONLY | os.O_DIRECTORY)


def _flush_path(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@cache
def _library() -> ctypes.CDLL:
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def _last_error() -> int:
    import ctypes

    return ctypes.get_errno()


def _flush_file_system(root: Path) -> bool:
    if not sys.platform.startswith("linux") or not hasattr(_library(), "syncfs"):
        return False
    with folder_descriptor(root) as descriptor:
        if _library().syncfs(descriptor) == 0:
            return True
    code = _last_error()
    raise OSError(code, os.strerror(code), str(root))


def rename_exclusive(source: str, target: str, *, source_folder: int | None, target_folder: int | None) -> None:
    """Rename, and never replace: an existing ``target`` of any type is left as it is.

    ``source`` and ``target`` are names in the folders whose descriptors are given (whole paths where those are None).

    Raises:
        FileExistsError: ``target`` exists.
        OSError: as the system says.
    """
    if os.name == "nt":
        os.rename(source, target)  # noqa: PTH104 - Windows refuses an existing target by itself
        return
    if _rename_noreplace(source, target, source_folder, target_folder):
        return
    try:
        os.link(source, target, src_dir_fd=source_folder, dst_dir_fd=target_folder, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _LINK_UNKNOWN:
            raise
        _reserve_and_rename(source, target, source_folder, target_folder)
    else:
        os.unlink(source, dir_fd=source_folder)


def _rename_noreplace(source: str, target: str, source_folder: int | None, target_folder: int | None) -> bool:
    """One atomic call where the system has it (Linux renameat2, macOS renameatx_np). Says whether it had."""
    calls = {"linux": ("renameat2", -100, 1), "darwin": ("renameatx_np", -2, 4)}  # name, AT_FDCWD, the flag
    name, here, flag = calls.get(sys.platform, ("", 0, 0))
    if not name or not hasattr(_library(), name):
        return False
    folders = [here if folder is None else folder for folder in (source_folder, target_folder)]
    call = getattr(_library(), name)
    if call(folders[0], os.fsencode(source), folders[1], os.fsencode(target), flag) == 0:
        return True
    code = _last_error()
    if code in _NOREPLACE_UNKNOWN:
        return False
    raise OSError(code, os.strerror(code), target)


def _reserve_and_rename(source: str, target: str, source_folder: int | None, target_folder: int | None) -> None:
    # Neither an exclusive rename nor hard links (folders have none; old FUSE and network mounts): take the name first
    # with something empty of the same kind, then rename over that.
    if stat.S_ISDIR(os.stat(source, dir_fd=source_folder, follow_symlinks=False).st_mode):
        os.mkdir(target, 0o700, dir_fd=target_folder)
    else:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=target_folder))
    os.rename(source, target, src_dir_fd=source_folder, dst_dir_fd=target_folder)
