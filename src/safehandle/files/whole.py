"""Output that appears under its name only when it is whole, and never in place of something else by accident."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from safehandle.errors import OutputError
from safehandle.files.durable import flush_folder, flush_tree, folder_descriptor, rename_exclusive
from safehandle.files.flowing import Flowing
from safehandle.files.leftovers import hold_own, temporary_name

_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL
for _flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
    _NEW_FILE |= getattr(os, _flag, 0)
_CODES = {
    errno.ENOSPC: "files.no-space",
    errno.EDQUOT: "files.no-space",
    errno.EFBIG: "files.no-space",
    errno.EEXIST: "files.exists",
    errno.ENOTEMPTY: "files.exists",
    errno.ENOENT: "files.no-folder",
    errno.ENOTDIR: "files.no-folder",
    errno.EACCES: "files.not-writable",
    errno.EPERM: "files.not-writable",
    errno.EROFS: "files.not-writable",
    errno.EISDIR: "files.exists",
    errno.ENAMETOOLONG: "files.name-refused",
    errno.EILSEQ: "files.name-refused",
}


def refused(error: OSError, path: Path) -> OutputError | None:
    """The refusal that an operating system's error about an output means, or None where it means none of ours."""
    code = _CODES.get(error.errno or 0)
    return OutputError(code, path=str(path)) if code else None


@contextmanager
def reporting(path: Path) -> Iterator[None]:
    """Turn the system's errors about the output ``path`` into refusals."""
    try:
        yield
    except OSError as error:
        problem = refused(error, path)
        if problem is None:
            raise
        raise problem from error


@contextmanager
def no_space(path: Path) -> Iterator[None]:
    """Turn "no room" into ``files.no-space``; any other error passes, for it may be about an input."""
    try:
        yield
    except OSError as error:
        if _CODES.get(error.errno or 0) != "files.no-space":
            raise
        raise OutputError("files.no-space", path=str(path)) from error


@contextmanager
def whole_file(path: Path, *, overwrite: bool = False, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Yield a new binary file, unbuffered, readable and seekable, that becomes ``path`` when the block ends well.

    The content is on the disk before the name is. If the block raises anything, the temporary goes and ``path`` stays
    as it was; a killed process leaves at most a name that :func:`is_temporary` knows.

    Raises:
        OutputError: ``files.exists``, ``files.no-folder``, ``files.not-writable``, ``files.name-refused`` or
            ``files.no-space``.
    """
    path = Path(path)
    with ExitStack() as stack:
        with reporting(path):
            if path.is_dir() or (not overwrite and os.path.lexists(path)):
                raise OutputError("files.exists", path=str(path))
            descriptor = stack.enter_context(folder_descriptor(path.parent))
            spare, handle = _new_file(path.parent, mode, descriptor)
            if descriptor is not None:
                # The name stays held until it is published, after the file itself was closed.
                stack.callback(os.close, os.dup(handle))
        try:
            with no_space(path), Flowing(handle, "w+") as file:
                yield cast("BinaryIO", file)
                os.fsync(file.fileno())
            with reporting(path):
                _publish(spare, _name_in(path.parent, path.name, descriptor), descriptor, overwrite=overwrite)
                flush_folder(descriptor)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(spare, dir_fd=descriptor)
            raise


def _new_file(folder: Path, mode: int, descriptor: int | None) -> tuple[str, int]:
    """A temporary that is held: its name in ``folder`` and its descriptor."""
    while True:
        spare = _name_in(folder, temporary_name(), descriptor)
        handle = os.open(spare, _NEW_FILE, mode, dir_fd=descriptor)
        if hold_own(handle, spare, descriptor):
            return spare, handle
        os.close(handle)


def _name_in(folder: Path, name: str, descriptor: int | None) -> str:
    return name if descriptor is not None else str(folder / name)


def _publish(spare: str, target: str, descriptor: int | None, *, overwrite: bool) -> None:
    if overwrite:
        os.replace(spare, target, src_dir_fd=descriptor, dst_dir_fd=descriptor)
    else:
        rename_exclusive(spare, target, source_folder=descriptor, target_folder=descriptor)


@contextmanager
def whole_folder(destination: Path) -> Iterator[Path]:
    """Yield an empty private folder whose content appears in ``destination`` when the block ends well, all or nothing.

    A ``destination`` that does not exist is made by one rename. In one that exists every top-level entry is renamed
    into place; if one of them exists already, or the block raises anything, ``destination`` stays as it was.

    Raises:
        OutputError: the codes of :func:`whole_file`.
    """
    destination = Path(destination)
    with reporting(destination):
        exists = destination.is_dir()
        if not exists and os.path.lexists(destination):
            raise OutputError("files.exists", path=str(destination))
        parent = destination if exists else destination.parent
    with ExitStack() as stack:
        with reporting(destination):
            spare, inside = _new_folder(parent, stack)
        try:
            with no_space(destination):
                yield spare
            with reporting(destination), folder_descriptor(parent) as above:
                flush_tree(spare, sum(len(names) for _, _, names in os.walk(spare)))
                if exists:
                    _move_entries(spare, destination, inside, above)
                    spare.rmdir()
                else:
                    source, target = (_name_in(parent, name, above) for name in (spare.name, destination.name))
                    rename_exclusive(source, target, source_folder=above, target_folder=above)
                flush_folder(above)
        except BaseException:
            shutil.rmtree(spare, ignore_errors=True)
            raise


def _new_folder(parent: Path, stack: ExitStack) -> tuple[Path, int | None]:
    """A private temporary folder in ``parent`` that is held until ``stack`` is closed, and its descriptor."""
    while True:
        spare = parent / temporary_name()
        spare.mkdir(mode=0o700)
        try:
            inside = stack.enter_context(folder_descriptor(spare))
        except FileNotFoundError:
            continue  # taken for a leftover before it could be held
        if inside is None or hold_own(inside, str(spare), None):
            return spare, inside


def _move_entries(spare: Path, destination: Path, inside: int | None, above: int | None) -> None:
    names = sorted(child.name for child in spare.iterdir())
    for name in names:
        if os.path.lexists(destination / name):
            raise OutputError("files.exists", path=str(destination / name))
    moved: list[str] = []
    try:
        for name in names:
            pair = (_name_in(spare, name, inside), _name_in(destination, name, above))
            rename_exclusive(*pair, source_folder=inside, target_folder=above)
            moved.append(name)
    except BaseException:
        # Somebody took a name in between: what was moved goes back, so that nothing of ours stays.
        for name in moved:
            pair = (_name_in(destination, name, above), _name_in(spare, name, inside))
            rename_exclusive(*pair, source_folder=above, target_folder=inside)
        raise
