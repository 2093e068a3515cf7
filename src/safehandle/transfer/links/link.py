"""What carries the SFTP protocol's bytes: an authenticated, encrypted channel to a server that was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How bytes travel, as it goes into the ledger: what was negotiated, never what was hoped for.

    ``host_key`` is the server's fingerprint (``SHA256:…``). Every field but ``means`` is empty where nothing is
    encrypted on the way, as with a folder.
    """

    means: str  # "paramiko", "ssh", "folder"
    server: str = ""
    host_key: str = ""
    host_key_algorithm: str = ""
    key_exchange: str = ""
    cipher: str = ""
    mac: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """How many seconds the other side may take for each step; ``reply`` is for every answer after the first three."""

    connect: float = 15.0
    key_exchange: float = 15.0
    authenticate: float = 30.0
    reply: float = 30.0


class Link(Protocol):
    """A stream of bytes in both directions, used by one thread."""

    @property
    def route(self) -> Route: ...

    @property
    def has_room(self) -> bool:
        """Whether another thread of ours can work while this link moves bytes, without slowing it down."""

    def send(self, *parts: bytes | bytearray | memoryview) -> None:
        """Send all parts, in order. They may be reused as soon as this returns.

        Raises:
            RemoteError: ``transfer.no-answer`` when the other side takes nothing for ``Deadlines.reply`` seconds,
                ``transfer.disconnected``.
        """

    def receive(self, size: int) -> memoryview:
        """Exactly ``size`` bytes, valid until the next call.

        Raises:
            RemoteError: ``transfer.no-answer`` when nothing arrives for ``Deadlines.reply`` seconds,
                ``transfer.disconnected``.
        """

    def close(self) -> None:
        """Give everything back. May be called twice, and after any error."""
