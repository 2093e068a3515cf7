"""Making a delivery: a folder that appears on the other side when all of it is there, and not before.

Everything is written into a folder with a temporary name (``.<name>.<token>.part``): the payload first, then the
documents in their order, the signature last. One rename publishes it. What an earlier attempt left there is used as far
as its bytes are proved to be ours; the token makes sure that two senders do not meet in one folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum

from safehandle.errors import IntegrityError, OutputError, RemoteError, SafehandleError
from safehandle.files import fault
from safehandle.transfer import tree
from safehandle.transfer.attempts import PASSING, Patience, insist, unheard
from safehandle.transfer.links.link import Route
from safehandle.transfer.moving import Incoming, Moved, Outgoing, from_bytes, hash_start
from safehandle.transfer.shared import Shared
from safehandle.transfer.transport import Remote

_SPARE = 1 << 20  # bytes for the documents and the file system's own needs


class Verification(StrEnum):
    """How far it is known that the other side holds what was sent. An equal size would be none of these."""

    ACKNOWLEDGED = "acknowledged"  # the server confirmed every write, and the flush to its disk where it can do that
    READ_BACK = "read-back"  # everything was read back and has the same SHA-256


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is to be delivered. Paths are relative and POSIX; ``documents`` are made when the payload has arrived."""

    name: str
    payload: tuple[Outgoing, ...]
    documents: Callable[[Mapping[str, Moved]], Mapping[str, bytes]]
    staging: str = field(init=False, compare=False)
    """The temporary name; the same for the same content, so that a later run finds what an earlier one left."""

    def __post_init__(self) -> None:
        for path in (self.name, *(item.path for item in self.payload)):
            if wrong := fault(path, windows=True):
                raise OutputError("transfer.name-refused", name=path, fault=str(wrong))
        if "/" in self.name or self.name.startswith("."):
            raise OutputError("transfer.name-refused", name=self.name, fault="parent")
        object.__setattr__(self, "staging", self._temporary_name())  # once: every file is written under it

    @property
    def size(self) -> int:
        return sum(item.size for item in self.payload)

    def _temporary_name(self) -> str:
        token = hashlib.sha256(self.name.encode())
        for item in self.payload:
            token.update(f"\n{item.size} {item.path}".encode())
        return f".{self.name}.{token.hexdigest()[:12]}.part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A delivery that was published. ``files`` are all of them, documents too, by path."""

    name: str
    route: Route
    files: Mapping[str, Moved]
    verification: Verification
    resumed: int
    failures: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Sender:
    """Sends one parcel into ``folder``, over as many connections at once as ``jobs`` says."""

    connect: Callable[[], Remote]
    folder: str
    parcel: Parcel
    verification: Verification = Verification.ACKNOWLEDGED
    jobs: int = 1
    patience: Patience = field(default_factory=Patience)
    failed: Callable[[str], None] = unheard
    """Told the code of an attempt that failed, where another follows."""
    again: Callable[[], None] = unheard
    """Called when another attempt begins."""
    _arrived: dict[str, Moved] = field(default_factory=dict)
    _documents: Mapping[str, bytes] | None = None
    _resumed: int = 0
    _failures: list[str] = field(default_factory=list)

    def send(self) -> Delivered:
        """Deliver.

        Raises:
            OutputError: ``transfer.exists``, ``transfer.name-too-long``.
            RemoteError: ``transfer.remote-full`` and what :class:`~safehandle.transfer.transport.Remote` raises.
            InputError: ``files.changed``.
            IntegrityError: ``transfer.read-back-differs``.
        """
        return insist(self._attempt, self.patience, self._failed, self.again)

    @property
    def failures(self) -> tuple[str, ...]:
        """The code of every attempt before this one, in order."""
        return tuple(self._failures)

    def _failed(self, code: str) -> None:
        self.failed(code)
        self._failures.append(code)

    def _attempt(self) -> Delivered:
        with closing(self.connect()) as remote:
            self._look(remote)
            try:
                self._fill(remote)
            except SafehandleError as error:
                if error.code not in PASSING:
                    self._discard()
                raise
            remote.rename(self._staging, self._final)
            return Delivered(
                name=self.parcel.name,
                route=remote.route,
                files=dict(self._arrived),
                verification=self.verification,
                resumed=self._resumed,
                failures=self.failures,
            )

    @property
    def _staging(self) -> str:
        return join(self.folder, self.parcel.staging)

    @property
    def _final(self) -> str:
        return join(self.folder, self.parcel.name)

    def _look(self, remote: Remote) -> None:
        if remote.look(self._final) is not None:
            raise OutputError("transfer.exists", path=self.parcel.name)
        space = remote.space(self.folder)
        if space is None:
            return
        longest = max(len(part.encode()) for item in self.parcel.payload for part in item.path.split("/"))
        if space.longest_name and max(longest, len(self.parcel.staging.encode())) > space.longest_name:
            raise OutputError("transfer.name-too-long", most=space.longest_name)
        needed = self.parcel.size + _SPARE - self._there(remote)
        if space.free < needed:
            raise RemoteError("transfer.remote-full", needed=needed, free=space.free)

    def _there(self, remote: Remote) -> int:
        if remote.look(self._staging) is None:
            return 0
        return sum(found.size for found in tree.survey(remote, self._staging).values() if found.is_file)

    def _fill(self, remote: Remote) -> None:
        left = self._prepare(remote)
        with Shared(left) as shared, ThreadPoolExecutor(max(1, self.jobs - 1)) as pool:
            helpers = [pool.submit(self._help, shared) for _ in range(min(self.jobs - 1, len(left) - 1))]
            self._put(remote, shared)
        for helper in helpers:
            helper.result()
        if self._documents is None:
            payload = {item.path: self._arrived[item.path] for item in self.parcel.payload}
            self._documents = self.parcel.documents(payload)
        for name, content in self._documents.items():  # one after the other: the order is a promise
            self._put(remote, iter([Outgoing(path=name, size=len(content), source=from_bytes(content))]))
        if self.verification is Verification.READ_BACK:
            self._read_back(remote)

    def _help(self, shared: Shared[Outgoing]) -> None:
        with shared.failing(), closing(self.connect()) as remote:
            self._put(remote, shared)

    def _put(self, remote: Remote, items: Iterator[Outgoing]) -> None:
        staged = (replace(item, path=join(self._staging, item.path)) for item in items)
        for moved in remote.put(staged):
            path = moved.path.removeprefix(f"{self._staging}/")
            self._arrived[path] = replace(moved, path=path)

    def _prepare(self, remote: Remote) -> list[Outgoing]:
        """Make the folders, and say what must still go, and from which byte."""
        if remote.look(self._staging) is None:
            self._arrived.clear()
            remote.make_folder(self._staging)
        there = tree.survey(remote, self._staging)
        folders = {path[:end] for path in self._paths() for end, char in enumerate(path) if char == "/"}
        for folder in sorted(folders - there.keys()):
            remote.make_folder(join(self._staging, folder))
        self._arrived = {path: moved for path, moved in self._arrived.items() if path in there}
        left = [item for item in self.parcel.payload if item.path not in self._arrived]
        partial = {item.path: item for item in left if item.path in there and 0 < there[item.path].size <= item.size}
        proved = self._proved(remote, {path: there[path].size for path in partial}) if partial else {}
        self._resumed += sum(item.start for item in proved.values())
        return [proved.get(item.path, item) for item in left]

    def _paths(self) -> list[str]:
        return [item.path for item in self.parcel.payload]

    def _proved(self, remote: Remote, sizes: Mapping[str, int]) -> dict[str, Outgoing]:
        """Those partial files whose bytes are the first bytes of ours, ready to go on with."""
        items = {item.path: item for item in self.parcel.payload if item.path in sizes}
        wanted = (Incoming(path=join(self._staging, path), size=size, partly=True) for path, size in sizes.items())
        proved = {}
        for moved in remote.get(wanted):
            path = moved.path.removeprefix(f"{self._staging}/")
            prefix = hash_start(items[path].source, moved.size)
            if prefix.hexdigest() == moved.sha256:
                proved[path] = replace(items[path], start=moved.size, prefix=prefix)
        return proved

    def _read_back(self, remote: Remote) -> None:
        wanted = (Incoming(path=join(self._staging, path), size=moved.size) for path, moved in self._arrived.items())
        for moved in remote.get(wanted):
            path = moved.path.removeprefix(f"{self._staging}/")
            if moved.sha256 != self._arrived[path].sha256:
                raise IntegrityError("transfer.read-back-differs", path=path)

    def _discard(self) -> None:
        """Take back what was written, on a new connection: the old one may be in the middle of an answer."""
        with suppress(SafehandleError), closing(self.connect()) as remote:
            tree.remove(remote, self._staging)


def join(folder: str, path: str) -> str:
    """A path in a folder of the other side; an empty folder is where the login begins."""
    return f"{folder.rstrip('/')}/{path}" if folder else path
