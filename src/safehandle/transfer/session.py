"""One SFTP session over a link: requests with their numbers, replies, and the calls that need one of each."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from safehandle.errors import OutputError, RemoteError, SafehandleError
from safehandle.transfer import wire
from safehandle.transfer.links.link import Link
from safehandle.transfer.wire import Attributes, Reader

_HEAD = struct.Struct(">IBI")
_PLAIN_CHUNK: Final = 32 * 1024  # what every SFTP v3 server must take (draft-ietf-secsh-filexfer-02, section 3)
_LARGEST_CHUNK: Final = 255 * 1024  # what OpenSSH's server takes; more gains nothing
_LARGEST_PACKET: Final = _LARGEST_CHUNK + 64 * 1024
_TOGETHER: Final = 64 * 1024
_MOST_ENTRIES: Final = 200_000


class Reply(NamedTuple):
    """One packet from the server. ``body`` is what follows the request's number, valid until the next reply."""

    kind: int
    number: int
    body: memoryview


class Space(NamedTuple):
    """A remote file system: bytes that are free to us, and the longest name in bytes (0: unknown)."""

    free: int
    longest_name: int


class Session:
    """The client's end of SFTP v3. Only one thread may use it."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.chunk = _PLAIN_CHUNK
        self._number = 0
        self._unsent = bytearray()
        self._extensions = self._begin()
        if "limits@openssh.com" in self._extensions:
            self._take_limits()

    def close(self) -> None:
        self.link.close()

    def offers(self, extension: str) -> bool:
        """Whether the server has an extension of the protocol."""
        return extension in self._extensions

    # --- packets -----------------------------------------------------------------------------------------------------

    def ask(self, kind: int, *parts: bytes | memoryview) -> int:
        """Send one request and give its number; the reply comes from :meth:`answer`.

        Small requests wait for each other, at the longest until an answer is asked for: every message on its own would
        cost a system call and a packet.
        """
        self._number = (self._number + 1) & 0xFFFFFFFF
        size = 5 + sum(map(len, parts))
        head = _HEAD.pack(size, kind, self._number)
        if size < _TOGETHER:
            self._unsent += head
            for part in parts:
                self._unsent += part
            if len(self._unsent) >= _TOGETHER:
                self._flush()
        elif self._unsent:
            self.link.send(self._unsent, head, *parts)
            self._unsent = bytearray()
        else:
            self.link.send(head, *parts)
        return self._number

    def _flush(self) -> None:
        if self._unsent:
            self.link.send(self._unsent)
            self._unsent = bytearray()

    def answer(self) -> Reply:
        """The next reply, whichever request it belongs to."""
        self._flush()
        kind, body = self._packet()
        if len(body) < 4:
            raise RemoteError("transfer.protocol", what="a reply without a number")
        return Reply(kind, int.from_bytes(body[:4], "big"), body[4:])

    def _packet(self) -> tuple[int, memoryview]:
        size = int.from_bytes(self.link.receive(4), "big")
        if not 0 < size <= _LARGEST_PACKET:
            raise RemoteError("transfer.protocol", what=f"a packet of {size} bytes")
        packet = self.link.receive(size)
        return packet[0], packet[1:]

    def _begin(self) -> frozenset[str]:
        try:
            self.link.send(struct.pack(">IBI", 5, wire.INIT, 3))
            kind, body = self._packet()
        except RemoteError as error:
            if error.code == "transfer.disconnected":
                raise RemoteError("transfer.no-sftp", host=self.link.route.server) from None
            raise
        reader = Reader(body)
        if kind != wire.VERSION or reader.u32() < 3:
            raise RemoteError("transfer.no-sftp", host=self.link.route.server)
        names = set()
        while not reader.is_empty:
            names.add(reader.text())
            reader.view()
        return frozenset(names)

    def _take_limits(self) -> None:
        reply = self._call(wire.EXTENDED, wire.string(b"limits@openssh.com"))
        if reply.kind == wire.EXTENDED_REPLY:
            reader = Reader(reply.body)
            reader.u64()
            largest = min(reader.u64() or _PLAIN_CHUNK, reader.u64() or _PLAIN_CHUNK)
            self.chunk = max(1024, min(largest, _LARGEST_CHUNK))

    # --- one request, one reply --------------------------------------------------------------------------------------

    def _call(self, kind: int, *parts: bytes) -> Reply:
        number = self.ask(kind, *parts)
        reply = self.answer()
        if reply.number != number:
            raise RemoteError("transfer.protocol", what="a reply to nothing that was asked")
        return reply

    def look(self, path: str) -> Attributes | None:
        """What lies at ``path``, links not followed; None if there is nothing."""
        reply = self._call(wire.LSTAT, wire.path(path))
        if reply.kind == wire.STATUS and Reader(reply.body).u32() == wire.NO_SUCH_FILE:
            return None
        return Reader(expect(reply, wire.ATTRS, "stat", path)).attributes()

    def space(self, folder: str) -> Space | None:
        """How much room the file system of ``folder`` has; None where the server cannot say."""
        if not self.offers("statvfs@openssh.com"):
            return None
        reply = self._call(wire.EXTENDED, wire.string(b"statvfs@openssh.com"), wire.path(folder))
        reader = Reader(expect(reply, wire.EXTENDED_REPLY, "statvfs", folder))
        _, block, _, _, available, _, _, _, _, _, longest_name = (reader.u64() for _ in range(11))
        return Space(available * block, longest_name)

    def make_folder(self, path: str) -> None:
        done(self._call(wire.MKDIR, wire.path(path), wire.new_mode(0o700)), "mkdir", path)

    def remove(self, path: str) -> None:
        done(self._call(wire.REMOVE, wire.path(path)), "remove", path)

    def remove_folder(self, path: str) -> None:
        done(self._call(wire.RMDIR, wire.path(path)), "rmdir", path)

    def rename(self, old: str, new: str) -> None:
        """Rename, and refuse to replace (section 6.5 of the draft; OpenSSH's server holds to it).

        Raises:
            OutputError: ``transfer.exists``.
            RemoteError: ``transfer.refused``.
        """
        reply = self._call(wire.RENAME, wire.path(old), wire.path(new))
        try:
            done(reply, "rename", new)
        except RemoteError:
            if self.look(new) is not None:
                raise OutputError("transfer.exists", path=new) from None
            raise

    def entries(self, folder: str, *, most: int = _MOST_ENTRIES) -> Iterator[tuple[str, Attributes]]:
        """What a folder holds, by bare name. Names come from the server and are hostile.

        Raises:
            RemoteError: ``transfer.too-many``, ``transfer.hostile-name``.
        """
        reply = self._call(wire.OPENDIR, wire.path(folder))
        handle = wire.string(bytes(Reader(expect(reply, wire.HANDLE, "list", folder)).view()))
        seen = 0
        try:
            while (reply := self._call(wire.READDIR, handle)).kind == wire.NAME:
                found = list(_names(Reader(reply.body)))
                seen += len(found)
                if seen > most + 2:
                    raise RemoteError("transfer.too-many", folder=folder, most=most)
                yield from found
            if Reader(reply.body).u32() != wire.EOF:
                done(reply, "list", folder)
        finally:
            self._call(wire.CLOSE, handle)


def _names(reader: Reader) -> Iterator[tuple[str, Attributes]]:
    for _ in range(reader.u32()):
        name = reader.text()
        reader.view()  # a line for people to read
        attributes = reader.attributes()
        if name in {".", ".."}:
            continue
        if not name or "/" in name:
            raise RemoteError("transfer.hostile-name", name=name)
        yield name, attributes


def expect(reply: Reply, kind: int, operation: str, path: str) -> memoryview:
    """The body of a reply that must be of one kind; a status instead is the error it means."""
    if reply.kind == wire.STATUS:
        raise failure(reply, operation, path)
    if reply.kind != kind:
        raise RemoteError("transfer.protocol", what=f"a reply of type {reply.kind}")
    return reply.body


def done(reply: Reply, operation: str, path: str) -> None:
    """Check a status reply for success."""
    if reply.kind != wire.STATUS:
        raise RemoteError("transfer.protocol", what=f"a reply of type {reply.kind}")
    if Reader(reply.body).u32() != wire.OK:
        raise failure(reply, operation, path)


def failure(reply: Reply, operation: str, path: str) -> SafehandleError:
    """The error that a status means."""
    reader = Reader(reply.body)
    code = reader.u32()
    reason = "" if reader.is_empty else reader.text()
    if code == wire.NO_SUCH_FILE:
        return RemoteError("transfer.missing", path=path)
    if code == wire.PERMISSION_DENIED:
        return RemoteError("transfer.forbidden", operation=operation, path=path)
    return RemoteError("transfer.refused", operation=operation, path=path, status=code, reason=reason)
