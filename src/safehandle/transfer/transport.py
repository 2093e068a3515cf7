"""What every way to a place must offer, so that a delivery is made and fetched the same over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from safehandle.transfer.address import Address
from safehandle.transfer.links.link import Deadlines, Route
from safehandle.transfer.meter import Meter
from safehandle.transfer.moving import Incoming, Moved, Outgoing
from safehandle.transfer.offers import RECOMMENDED
from safehandle.transfer.server import Access
from safehandle.transfer.session import Space
from safehandle.transfer.wire import Attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place to connect to, and all that is needed for it."""

    address: Address
    pins: tuple[str, ...] = ()
    algorithms: str = RECOMMENDED
    access: Access = field(default_factory=lambda: Access(user=""))
    deadlines: Deadlines = field(default_factory=Deadlines)
    meter: Meter = field(default_factory=Meter)


class Remote(Protocol):
    """An open connection to a place, used by one thread.

    Paths are POSIX and as the other side understands them. Errors are :class:`~safehandle.errors.RemoteError` unless
    said otherwise: ``transfer.missing``, ``transfer.forbidden``, ``transfer.refused``, ``transfer.no-answer``,
    ``transfer.disconnected``, ``transfer.remote-full``. After the last three of them only :meth:`close` may follow.
    """

    @property
    def route(self) -> Route:
        """How the bytes travel."""

    def look(self, path: str) -> Attributes | None:
        """What lies at ``path``, links not followed; None if nothing does."""

    def entries(self, folder: str) -> Iterator[tuple[str, Attributes]]:
        """What a folder holds, by bare name, in no order. Names are hostile.

        Raises:
            RemoteError: also ``transfer.too-many``, ``transfer.hostile-name``.
        """

    def space(self, folder: str) -> Space | None:
        """How much room there is; None where that cannot be asked."""

    def make_folder(self, path: str) -> None:
        """Make a folder that only we can use. One that exists is refused (``transfer.refused``)."""

    def put(self, items: Iterator[Outgoing]) -> Iterator[Moved]:
        """Write files, each under exactly the path that is given, replacing what lies there.

        A file is given back when all of it was acknowledged and flushed to the disk; in any order.

        Raises:
            InputError: ``files.changed``, if a source is no longer what it was.
        """

    def get(self, items: Iterator[Incoming]) -> Iterator[Moved]:
        """Read files; in any order.

        Raises:
            IntegrityError: ``transfer.remote-changed``, if a file is not of its size, or changes meanwhile.
        """

    def rename(self, old: str, new: str) -> None:
        """Rename a file or folder, and never replace.

        Raises:
            OutputError: ``transfer.exists``.
        """

    def remove(self, path: str) -> None:
        """Remove a file."""

    def remove_folder(self, path: str) -> None:
        """Remove an empty folder."""

    def close(self) -> None:
        """Give everything back. May be called twice, and after any error."""


class Method(Protocol):
    """A kind of transport: what a file in ``methods/`` has as its ``METHOD``."""

    @property
    def schemes(self) -> tuple[str, ...]:
        """The URL schemes that it is for."""

    def connect(self, target: Target) -> Remote:
        """Open a connection.

        Raises:
            RemoteError: ``transfer.unreachable``, ``transfer.no-answer``, ``transfer.disconnected``,
                ``transfer.host-key-unknown``, ``transfer.host-key-changed``, ``transfer.weak-algorithms``,
                ``transfer.weak-host-key``, ``transfer.auth-refused``, ``transfer.no-sftp``.
            UsageError: the target does not fit this transport.
        """
