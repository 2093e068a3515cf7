"""A folder: a network share, or a medium that is mounted."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from safehandle.errors import IntegrityError, OutputError, RemoteError
from safehandle.files.durable import flush_folder, folder_descriptor, rename_exclusive
from safehandle.transfer.hashing import Hash
from safehandle.transfer.links.link import Route
from safehandle.transfer.meter import Meter
from safehandle.transfer.moving import Incoming, Moved, Outgoing
from safehandle.transfer.session import Space
from safehandle.transfer.transport import Target
from safehandle.transfer.wire import Attributes

_CHUNK = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FULL = {28, 122, 27}  # ENOSPC, EDQUOT, EFBIG


@contextmanager
def _reporting(operation: str, path: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise RemoteError("transfer.missing", path=path) from None
    except PermissionError:
        raise RemoteError("transfer.forbidden", operation=operation, path=path) from None
    except OSError as error:
        if error.errno in _FULL:
            raise RemoteError("transfer.remote-full", free=0) from None
        reason = error.strerror or type(error).__name__
        raise RemoteError(
            "transfer.refused", operation=operation, path=path, status=error.errno, reason=reason
        ) from None


class FolderRemote:
    """A :class:`~safehandle.transfer.transport.Remote` on a file system of this machine."""

    route = Route(means="folder")

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._buffer = memoryview(bytearray(_CHUNK))

    def look(self, path: str) -> Attributes | None:
        try:
            with _reporting("stat", path):
                return _attributes(os.lstat(path))
        except RemoteError as error:
            if error.code == "transfer.missing":
                return None
            raise

    def entries(self, folder: str) -> Iterator[tuple[str, Attributes]]:
        with _reporting("list", folder), os.scandir(folder) as found:
            for entry in found:
                yield entry.name, _attributes(entry.stat(follow_symlinks=False))

    def space(self, folder: str) -> Space | None:
        with _reporting("statvfs", folder):
            return Space(shutil.disk_usage(folder).free, 0)

    def make_folder(self, path: str) -> None:
        with _reporting("mkdir", path):
            Path(path).mkdir(mode=0o700)

    def put(self, items: Iterator[Outgoing]) -> Iterator[Moved]:
        for item in items:
            yield self._put(item)

    def _put(self, item: Outgoing) -> Moved:
        digest, size = Hash(item.prefix), item.start
        with ExitStack() as stack:
            source = stack.enter_context(item.source())
            source.seek(item.start)
            with _reporting("open", item.path):
                flags = _NEW if item.start else _NEW | os.O_TRUNC
                target = stack.enter_context(io.FileIO(os.open(item.path, flags, 0o600), "w"))
                target.seek(item.start)
            while count := source.readinto(self._buffer) or 0:
                digest.update(self._buffer[:count])
                self._meter.add(count)
                with _reporting("write", item.path):
                    _write_all(target, self._buffer[:count])
                size += count
            with _reporting("fsync", item.path):
                os.fsync(target.fileno())
        if size != item.size:
            raise RemoteError("transfer.protocol", what=f"{size} bytes where {item.size} were announced")
        return Moved(path=item.path, size=size, sha256=digest.hexdigest())

    def get(self, items: Iterator[Incoming]) -> Iterator[Moved]:
        for item in items:
            yield self._get(item)

    def _get(self, item: Incoming) -> Moved:
        digest, at = Hash(item.prefix), item.start
        with ExitStack() as stack:
            with _reporting("open", item.path):
                source = stack.enter_context(io.FileIO(os.open(item.path, _READ)))
                before = os.fstat(source.fileno())
                source.seek(item.start)
            target = stack.enter_context(item.sink()) if item.sink is not None else None
            if target is not None:
                target.seek(item.start)
            while at < item.size:
                with _reporting("read", item.path):
                    count = source.readinto(self._buffer[: item.size - at]) or 0
                if not count:
                    break
                digest.update(self._buffer[:count])
                self._meter.add(count)
                if target is not None:
                    _write_all(target, self._buffer[:count])
                at += count
            after = os.fstat(source.fileno())
        wrong_size = after.st_size < item.size if item.partly else after.st_size != item.size
        if at != item.size or wrong_size or (after.st_mtime_ns != before.st_mtime_ns and not item.partly):
            raise IntegrityError("transfer.remote-changed", path=item.path)
        return Moved(path=item.path, size=at, sha256=digest.hexdigest())

    def rename(self, old: str, new: str) -> None:
        with _reporting("rename", new):
            try:
                with folder_descriptor(Path(new).parent) as above:
                    rename_exclusive(old, new, source_folder=None, target_folder=None)
                    flush_folder(above)
            except FileExistsError:
                raise OutputError("transfer.exists", path=new) from None

    def remove(self, path: str) -> None:
        with _reporting("remove", path):
            Path(path).unlink()

    def remove_folder(self, path: str) -> None:
        with _reporting("rmdir", path):
            Path(path).rmdir()

    def close(self) -> None:
        """Nothing is held."""


def _attributes(found: os.stat_result) -> Attributes:
    return Attributes(size=found.st_size, mode=found.st_mode, modified=int(found.st_mtime))


def _write_all(target: io.RawIOBase | io.BufferedIOBase, data: memoryview) -> None:
    while data:
        data = data[target.write(data) or 0 :]


class Folder:
    """The method."""

    schemes = ("file",)

    def connect(self, target: Target) -> FolderRemote:
        if not Path(target.address.folder).is_dir():
            raise RemoteError("transfer.missing", path=target.address.folder)
        return FolderRemote(target.meter)


METHOD = Folder()
