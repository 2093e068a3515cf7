"""The survey: what lies under the given paths, which level each can honestly reach, and why. Touches nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from safehandle.erase import ground as grounds
from safehandle.erase import linux
from safehandle.erase.finding import Found, canonical, find
from safehandle.erase.holders import Holders, holders
from safehandle.erase.inode import look
from safehandle.erase.mounts import Mount, mounts
from safehandle.erase.residuals import TABLE, counted, file_level
from safehandle.errors import InputError
from safehandle.files.listing import Kind, shown
from safehandle.model.erasure import Level, Residual, Unchecked


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """One thing under the paths. ``refusals`` are codes of why it will not be touched; ``residuals`` of what stays."""

    found: Found
    refusals: tuple[str, ...]
    residuals: tuple[str, ...]

    @property
    def level(self) -> Level:
        """What overwriting reaches here. Folders and links hold names only."""
        if self.refusals:
            return Level.NONE
        return file_level(self.residuals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything under the given paths, what a folder holds before the folder; ``grounds`` by the mount's number."""

    paths: tuple[str, ...]
    items: tuple[Surveyed, ...]
    grounds: dict[int, grounds.Ground]
    unchecked: tuple[Unchecked, ...]

    @property
    def refused(self) -> tuple[Surveyed, ...]:
        return tuple(item for item in self.items if item.refusals)

    @property
    def residuals(self) -> tuple[Residual, ...]:
        return counted(code for item in self.items if not item.refusals for code in item.residuals)

    def under(self, path: str) -> tuple[Surveyed, ...]:
        """What lies at or below one of the given paths."""
        inside = path.rstrip("/") + "/"
        return tuple(item for item in self.items if item.found.path == path or item.found.path.startswith(inside))

    def digest(self, path: str = "") -> str:
        """SHA-256 (hex) over what was found (under one path, if it is given), to tell whether it is still the same."""
        total = hashlib.sha256()
        for item in self.under(path) if path else self.items:
            found = item.found
            state = (found.kind, found.device, found.inode, *_content_state(found), *item.refusals)
            total.update(b"%d:%s" % (len(raw := os.fsencode(found.path)), raw) + repr(state).encode() + b"\n")
        return total.hexdigest()


def _content_state(found: Found) -> tuple[int, ...]:
    return () if found.kind is Kind.FOLDER else (found.size, found.mtime_ns, found.links)


def survey(
    paths: Sequence[str | os.PathLike[str]], *, proc: Path = Path("/proc"), sysfs: Path = Path("/sys")
) -> Survey:
    """Look at everything under ``paths``.

    Raises:
        InputError: ``erase.missing``, ``erase.link``, ``erase.nested`` (one path lies in another), ``erase.nothing``.
    """
    given = tuple(dict.fromkeys(canonical(path) for path in paths))
    if not given:
        raise InputError("erase.nothing")
    for path in given:
        if any(other != path and path.startswith(other.rstrip("/") + "/") for other in given):
            raise InputError("erase.nested", path=shown(path))
    if not linux.available():
        return _unlooked(given)
    return _Look(proc, sysfs).all(given)


class _Look:
    """One survey under way."""

    def __init__(self, proc: Path, sysfs: Path) -> None:
        self._proc, self._sysfs = proc, sysfs
        self._mounts: dict[int, Mount] = {mount.ident: mount for mount in mounts(proc)}
        self._grounds: dict[int, grounds.Ground] = {}
        self._swap_files = set(_swap_files(proc))
        self._items: list[Surveyed] = []
        self._given: frozenset[str] = frozenset()

    def all(self, paths: tuple[str, ...]) -> Survey:
        self._given = frozenset(paths)
        for path in paths:
            try:
                find(path, self._visit)
            except OSError as error:
                raise InputError("erase.missing", path=shown(path), reason=error.strerror) from error
        held = holders((item.found.identity for item in self._items if item.found.kind is Kind.FILE), self._proc)
        unchecked = [Unchecked(reason="processes-unseen", path=f"/proc ({held.unseen})")] if held.unseen else []
        return Survey(
            paths=paths,
            items=tuple(_with_holders(item, held) for item in self._items),
            grounds=self._grounds,
            unchecked=tuple(unchecked),
        )

    def _visit(self, found: Found, descriptor: int | None) -> None:
        ground = self._grounds.get(found.mount)
        if ground is None:
            ground = self._ground(found, descriptor)
        refusals = [found.fault] if found.fault else []
        residuals = [*ground.of_names(top=found.path in self._given), *ground.residuals]
        refusals += ["read-only"] if ground.read_only else []
        if found.kind is Kind.SPECIAL:
            refusals.append("special")
        elif found.kind is Kind.FILE:
            more, stays = look(found, descriptor, ground)
            refusals += more
            residuals += stays
            refusals += ["swap-file"] if found.path in self._swap_files else []
        if found.kind is not Kind.FILE:
            residuals = [code for code in residuals if code in _OF_NAMES]
        self._items.append(Surveyed(found=found, refusals=tuple(refusals), residuals=tuple(dict.fromkeys(residuals))))

    def _ground(self, found: Found, descriptor: int | None) -> grounds.Ground:
        mount = self._mounts.get(found.mount)
        own = descriptor if descriptor is not None else os.open(os.path.dirname(found.path), os.O_RDONLY)  # noqa: PTH120
        try:
            ground = (
                grounds.judge(mount, linux.magic(own), sysfs=self._sysfs, proc=self._proc)
                if mount is not None
                else grounds.unknown("")
            )
        finally:
            if descriptor is None:
                os.close(own)
        self._grounds[found.mount] = ground
        return ground


_OF_NAMES = {code for code, residual in TABLE.items() if residual.names and not residual.content} | {
    "overlay-lower",
    "unknown-file-system",
    "network",
}


def _with_holders(item: Surveyed, held: Holders) -> Surveyed:
    if item.found.identity not in held.by_file or item.found.kind is not Kind.FILE:
        return item
    return Surveyed(found=item.found, refusals=(*item.refusals, "open-elsewhere"), residuals=item.residuals)


def _swap_files(proc: Path) -> Iterable[str]:
    try:
        lines = (proc / "swaps").read_text(encoding="utf-8", errors="surrogateescape").splitlines()[1:]
    except OSError:
        return ()
    return tuple(line.split()[0] for line in lines if line.split())


def _unlooked(paths: tuple[str, ...]) -> Survey:
    """What can be said on macOS and Windows: that the paths are there, and that nothing about their ground is known."""
    items = []
    for path in paths:
        seen = Path(path).lstat()
        found = Found(
            path=path,
            kind=Kind.FOLDER if Path(path).is_dir() else Kind.FILE,
            device=seen.st_dev,
            inode=seen.st_ino,
            size=seen.st_size,
            mtime_ns=seen.st_mtime_ns,
            links=seen.st_nlink,
            mount=0,
        )
        residuals = grounds.unknown(path).residuals
        items.append(Surveyed(found=found, refusals=("platform",), residuals=residuals))
    unchecked = tuple(Unchecked(reason="platform", path=shown(path)) for path in paths)
    return Survey(paths=paths, items=tuple(items), grounds={0: grounds.unknown("")}, unchecked=unchecked)
