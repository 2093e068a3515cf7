"""Fetching a delivery: its documents first, then the payload into a folder that appears when all of it is whole."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from safehandle.errors import IntegrityError, OutputError, RemoteError
from safehandle.files import fault
from safehandle.files.durable import flush_folder, flush_tree, folder_descriptor, rename_exclusive
from safehandle.transfer import papers, slip, tree
from safehandle.transfer.attempts import Patience, insist, unheard
from safehandle.transfer.checking import ASIDE
from safehandle.transfer.deliver import join
from safehandle.transfer.landing import landing
from safehandle.transfer.links.link import Route
from safehandle.transfer.moving import Incoming, Moved
from safehandle.transfer.papers import Papers
from safehandle.transfer.shared import Shared
from safehandle.transfer.transport import Remote


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A delivery that has arrived in ``folder``, every file with the SHA-256 that its manifest has."""

    folder: Path
    papers: Papers
    route: Route
    files: Mapping[str, Moved]
    resumed: int
    failures: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches the delivery ``name`` from ``folder`` on the other side to a new folder of that name in ``into``.

    ``check`` takes the documents as they came, and says what they are or raises; nothing is fetched before.
    """

    connect: Callable[[], Remote]
    folder: str
    name: str
    into: Path
    check: Callable[[Mapping[str, bytes]], Papers]
    jobs: int = 1
    patience: Patience = field(default_factory=Patience)
    failed: Callable[[str], None] = unheard
    """Told the code of an attempt that failed, where another follows."""
    again: Callable[[], None] = unheard
    """Called when another attempt begins."""
    papers: Papers | None = None
    """The delivery's documents, once they were checked."""
    altered: tuple[str, ...] = ()
    """The paths that were not what the documents say."""
    _arrived: dict[str, Moved] = field(default_factory=dict)
    _resumed: int = 0
    _failures: list[str] = field(default_factory=list)

    def fetch(self) -> Fetched:
        """Fetch.

        Raises:
            OutputError: ``transfer.exists-here``, ``files.no-space``.
            IntegrityError: ``transfer.incomplete``, ``transfer.extra``, ``transfer.hash-mismatch``,
                ``transfer.remote-changed``, and what ``check`` raises.
            RemoteError: as :class:`~safehandle.transfer.transport.Remote` says; ``transfer.hostile-name``.
        """
        if wrong := fault(self.name):
            raise RemoteError("transfer.hostile-name", name=self.name, fault=str(wrong))
        if os.path.lexists(self.into / self.name):
            raise OutputError("transfer.exists-here", path=str(self.into / self.name))
        return insist(self._attempt, self.patience, self._failed, self.again)

    @property
    def failures(self) -> tuple[str, ...]:
        """The code of every attempt before this one, in order."""
        return tuple(self._failures)

    def _failed(self, code: str) -> None:
        self.failed(code)
        self._failures.append(code)

    def _attempt(self) -> Fetched:
        with closing(self.connect()) as remote:
            contents = read_papers(remote, self._there)
            found = self.papers = self.check(contents)
            sizes = {file.path: file.size for file in found.slip.files}
            self._compare(remote, sizes.keys())
            self._prepare(sizes)
            self._get_all(remote, found.hashes, sizes)
            for name, content in contents.items():
                (self._staging / name).write_bytes(content)
            self._publish(len(sizes))
            return Fetched(
                folder=self.into / self.name,
                papers=found,
                route=remote.route,
                files=dict(self._arrived),
                resumed=self._resumed,
                failures=self.failures,
            )

    @property
    def _there(self) -> str:
        return join(self.folder, self.name)

    @property
    def _staging(self) -> Path:
        return self.into / f".{self.name}.part"

    def _compare(self, remote: Remote, paths: Iterable[str]) -> None:
        """What lies there must be what the documents say, no less and no more."""
        stated = {*paths, *papers.NAMES}
        there = {path for path, found in tree.survey(remote, self._there).items() if found.is_file}
        if missing := sorted(stated - there):
            raise IntegrityError("transfer.incomplete", paths=missing[:10], count=len(missing))
        if extra := sorted(there - stated - ASIDE):
            raise IntegrityError("transfer.extra", paths=extra[:10], count=len(extra))

    def _prepare(self, sizes: Mapping[str, int]) -> None:
        self._staging.mkdir(mode=0o700, exist_ok=True)
        if self._staging.is_symlink():
            raise OutputError("transfer.exists-here", path=str(self._staging))
        there = self._clear_strangers(sizes)
        for path in sizes:
            (self._staging / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(self._staging).free < sum(sizes.values()) - there:
            raise OutputError("files.no-space", path=str(self.into))

    def _clear_strangers(self, sizes: Mapping[str, int]) -> int:
        """Remove what an attempt at another delivery of this name left, and say how many bytes of ours are there."""
        there = 0
        for folder, folders, files in os.walk(self._staging, topdown=False):
            for path in (Path(folder, name) for name in files):
                if path.is_symlink() or path.relative_to(self._staging).as_posix() not in sizes:
                    path.unlink()
                else:
                    there += path.stat().st_size
            for path in (Path(folder, name) for name in folders):
                if path.is_symlink():
                    path.unlink()
                elif not any(path.iterdir()):
                    path.rmdir()
        return there

    def _get_all(self, remote: Remote, hashes: Mapping[str, str], sizes: Mapping[str, int]) -> None:
        left = [self._incoming(path, size) for path, size in sizes.items() if path not in self._arrived]
        self._resumed += sum(item.start for item in left)
        again = self._get_some(remote, left, hashes)
        for path in again:
            (self._staging / path).unlink()
        # A start that was wrong is fetched anew, once; what is wrong then is wrong over there.
        wrong = self._get_some(remote, [self._incoming(path, sizes[path]) for path in again], hashes)
        if wrong:
            self.altered = tuple(sorted(wrong))
            raise IntegrityError("transfer.hash-mismatch", path=self.altered[0], count=len(wrong))

    def _get_some(self, remote: Remote, items: list[Incoming], hashes: Mapping[str, str]) -> list[str]:
        """Fetch, and name the files whose hash is not the manifest's."""
        wrong: list[str] = []
        with Shared(items) as shared, ThreadPoolExecutor(max(1, self.jobs - 1)) as pool:
            helpers = [pool.submit(self._help, shared, hashes, wrong) for _ in range(min(self.jobs, len(items)) - 1)]
            self._get(remote, shared, hashes, wrong)
        for helper in helpers:
            helper.result()
        return wrong

    def _help(self, shared: Shared[Incoming], hashes: Mapping[str, str], wrong: list[str]) -> None:
        with shared.failing(), closing(self.connect()) as remote:
            self._get(remote, shared, hashes, wrong)

    def _get(self, remote: Remote, items: Iterator[Incoming], hashes: Mapping[str, str], wrong: list[str]) -> None:
        for moved in remote.get(items):
            path = moved.path.removeprefix(f"{self._there}/")
            if moved.sha256 != hashes[path]:
                wrong.append(path)
            else:
                self._arrived[path] = replace(moved, path=path)

    def _incoming(self, path: str, size: int) -> Incoming:
        """One file to fetch, from where an earlier attempt ended; the hash of the whole will tell whether rightly."""
        target = self._staging / path
        start, prefix = 0, hashlib.sha256()
        if target.is_file() and not target.is_symlink() and target.stat().st_size <= size:
            with target.open("rb") as file:
                prefix = hashlib.file_digest(file, "sha256")
                start = file.tell()
        return Incoming(path=join(self._there, path), size=size, sink=landing(target), start=start, prefix=prefix)

    def _publish(self, files: int) -> None:
        flush_tree(self._staging, files)
        with folder_descriptor(self.into) as above:
            names = (self._staging.name, self.name)
            pair = names if above is not None else tuple(str(self.into / name) for name in names)
            try:
                rename_exclusive(pair[0], pair[1], source_folder=above, target_folder=above)
            except FileExistsError:
                raise OutputError("transfer.exists-here", path=str(self.into / self.name)) from None
            flush_folder(above)


def read_papers(remote: Remote, folder: str) -> dict[str, bytes]:
    """The documents of a delivery, unchecked.

    Raises:
        IntegrityError: ``transfer.papers-missing``, ``transfer.papers-too-large``.
    """
    found = {name: remote.look(join(folder, name)) for name in papers.NAMES}
    if missing := [name for name, attributes in found.items() if attributes is None]:
        raise IntegrityError("transfer.papers-missing", names=missing)
    contents: dict[str, bytes] = {}
    for name, attributes in found.items():
        size = attributes.size if attributes else 0
        if size > slip.LARGEST:
            raise IntegrityError("transfer.papers-too-large", name=name, most=slip.LARGEST)
        contents[name] = read_small(remote, join(folder, name), size)
    return contents


def read_small(remote: Remote, path: str, size: int) -> bytes:
    """The content of a small remote file."""
    content = io.BytesIO()

    @contextmanager
    def sink() -> Iterator[io.BufferedIOBase]:
        yield content

    for _ in remote.get(iter([Incoming(path=path, size=size, sink=sink)])):
        pass
    return content.getvalue()
