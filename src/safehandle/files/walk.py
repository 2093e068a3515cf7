"""What lies under the given paths, found without following any link.

Names are refused by the rules of :mod:`safehandle.files.names`, so that what is sealed here can be opened everywhere.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from safehandle.errors import InputError
from safehandle.files.listing import Entry, Kind, LeftOut, Listing, kind_of, shown, unreadable
from safehandle.files.names import Fault, Names
from safehandle.files.reopen import FOLDER_FLAGS, HAS_DESCRIPTORS


def survey(paths: Iterable[Path], *, skip_special: bool = False) -> Listing:
    """List what is to be sealed or sent; nothing is read but names and attributes.

    ``skip_special`` leaves links, sockets, fifos and devices out (and names them) where they would be refused.

    Raises:
        InputError: ``files.missing``, ``files.unreadable``, ``files.link``, ``files.special``, ``files.changed``,
            ``files.nothing``, or ``files.name-…`` with a :class:`~safehandle.files.names.Fault`.
    """
    walk = _Walk(skip_special=skip_special)
    for path in paths:
        walk.top(Path(path))
    if not walk.entries:
        raise InputError("files.nothing")
    return Listing(entries=tuple(walk.entries), left_out=tuple(walk.left_out))


class _Walk:
    """One survey under way."""

    def __init__(self, *, skip_special: bool) -> None:
        self.entries: list[Entry] = []
        self.left_out: list[LeftOut] = []
        self._skip_special = skip_special
        self._names = Names(windows=False)
        self._tops: set[str] = set()

    def top(self, path: Path) -> None:
        try:
            # The folders above are the caller's own choice and may be links; what was named may not.
            real = (
                path.parent.resolve(strict=True) / path.name
                if path.name not in {"", ".."}
                else path.resolve(strict=True)
            )
            if not real.name:
                raise InputError("files.name-empty", path=shown(path))
            if not HAS_DESCRIPTORS:
                self._take(real.parent, real.name, None)
                return
            descriptor = os.open(real.parent, FOLDER_FLAGS)
        except OSError as error:
            raise unreadable(error, path) from error
        try:
            self._take(real.parent, real.name, descriptor)
        finally:
            os.close(descriptor)

    def _take(self, root: Path, path: str, above: int | None) -> None:
        """Look at ``path`` (relative to ``root``), whose folder is open as ``above``, and at all below it."""
        # The whole path is put together only where it is needed: ten thousand times that is a tenth of the walk.
        name = path.rpartition("/")[2]
        try:
            found = os.lstat(root / path) if above is None else os.stat(name, dir_fd=above, follow_symlinks=False)
            kind = kind_of(found)
            if kind in {Kind.LINK, Kind.SPECIAL}:
                self._leave_out(root, path, kind)
                return
            self._name(root, path, kind)
            self._add(root, path, kind, found)
            if kind is Kind.FOLDER:
                self._below(root, path, above)
            elif not (os.access(root / path, os.R_OK) if above is None else _may_read(name, above)):
                raise InputError("files.unreadable", path=shown(root / path), reason=os.strerror(13))
        except OSError as error:
            raise unreadable(error, root / path) from error

    def _leave_out(self, root: Path, path: str, kind: Kind) -> None:
        if not self._skip_special:
            raise InputError(f"files.{kind}", path=shown(root / path))
        self.left_out.append(LeftOut(path=shown(path), kind=kind))

    def _name(self, root: Path, path: str, kind: Kind) -> None:
        fault = self._names.add(path, folder=kind is Kind.FOLDER)
        # A folder given twice, or from two places, would be merged in silence: as a top-level name it is a duplicate.
        if fault is None and "/" not in path:
            fault = Fault.DUPLICATE if path in self._tops else None
            self._tops.add(path)
        if fault is not None:
            raise InputError(f"files.name-{fault}", path=shown(root / path))

    def _add(self, root: Path, path: str, kind: Kind, found: os.stat_result) -> None:
        self.entries.append(
            Entry(
                path=path,
                kind=kind,
                size=found.st_size if kind is Kind.FILE else 0,
                mtime_ns=found.st_mtime_ns,
                mode=stat.S_IMODE(found.st_mode),
                device=found.st_dev,
                inode=found.st_ino,
                root=root,
            )
        )

    def _below(self, root: Path, path: str, above: int | None) -> None:
        if above is None:
            for child in sorted((root / path).iterdir()):
                self._take(root, f"{path}/{child.name}", None)
            return
        descriptor = os.open(path.rpartition("/")[2], FOLDER_FLAGS, dir_fd=above)
        try:
            if not self.entries[-1].same(os.fstat(descriptor)):
                raise InputError("files.changed", path=shown(root / path))
            for name in sorted(os.listdir(descriptor), key=os.fsencode):  # noqa: PTH208 - pathlib knows no descriptors
                self._take(root, f"{path}/{name}", descriptor)
        finally:
            os.close(descriptor)


def _may_read(name: str, above: int) -> bool:
    return os.access(name, os.R_OK, dir_fd=above, effective_ids=os.access in os.supports_effective_ids)
