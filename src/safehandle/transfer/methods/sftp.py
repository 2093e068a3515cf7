"""SFTP, over paramiko (``sftp://``) or the system's own ssh (``sftp+ssh://``)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from safehandle.errors import RemoteError, SafehandleError, UsageError
from safehandle.transfer.download import Download
from safehandle.transfer.links.link import Link, Route
from safehandle.transfer.meter import Meter
from safehandle.transfer.moving import Incoming, Moved, Outgoing
from safehandle.transfer.offers import POST_QUANTUM
from safehandle.transfer.pump import Pump
from safehandle.transfer.server import Server
from safehandle.transfer.session import Session, Space
from safehandle.transfer.transport import Target
from safehandle.transfer.upload import Upload
from safehandle.transfer.wire import Attributes

_FULL = 1 << 20  # bytes; a file system with less than this left refuses writes of our size


class SftpRemote:
    """A :class:`~safehandle.transfer.transport.Remote` over one SFTP session."""

    def __init__(self, session: Session, meter: Meter) -> None:
        self._session = session
        self._meter = meter

    @property
    def route(self) -> Route:
        return self._session.link.route

    def look(self, path: str) -> Attributes | None:
        return self._session.look(path)

    def entries(self, folder: str) -> Iterator[tuple[str, Attributes]]:
        return self._session.entries(folder or ".")

    def space(self, folder: str) -> Space | None:
        return self._session.space(folder or ".")

    def make_folder(self, path: str) -> None:
        self._session.make_folder(path)

    def put(self, items: Iterator[Outgoing]) -> Iterator[Moved]:
        pump = Pump[Upload](self._session)
        jobs = (Upload(item, self._session, self._meter) for item in items)
        try:
            for job in pump.run(jobs):
                yield job.result
        except RemoteError as error:
            if error.code == "transfer.refused" and error.fields.get("operation") in {
                "open",
                "write",
                "fsync",
                "close",
            }:
                self._explain(error, pump)
            raise

    def _explain(self, error: SafehandleError, pump: Pump[Upload]) -> None:
        """SFTP v3 says "failure" for a full disk as for anything else, so look whether it is full."""
        pump.settle()
        space = self.space(posixpath.dirname(str(error.fields["path"])))
        if space is not None and space.free < _FULL:
            raise RemoteError("transfer.remote-full", free=space.free) from error

    def get(self, items: Iterator[Incoming]) -> Iterator[Moved]:
        jobs = (Download(item, self._session, self._meter) for item in items)
        for job in Pump[Download](self._session).run(jobs):
            yield job.result

    def rename(self, old: str, new: str) -> None:
        self._session.rename(old, new)

    def remove(self, path: str) -> None:
        self._session.remove(path)

    def remove_folder(self, path: str) -> None:
        self._session.remove_folder(path)

    def close(self) -> None:
        self._session.close()


class Sftp:
    """The method."""

    schemes = ("sftp", "sftp+ssh")

    def connect(self, target: Target) -> SftpRemote:
        address, access = target.address, target.access
        if not access.user:
            raise UsageError("transfer.user-missing", host=address.host)
        server = Server(host=address.host, port=address.port, pins=target.pins, algorithms=target.algorithms)
        link = self._link(target, server)
        try:
            return SftpRemote(Session(link), target.meter)
        except BaseException:
            link.close()
            raise

    @staticmethod
    def _link(target: Target, server: Server) -> Link:
        if target.address.scheme == "sftp+ssh":
            from safehandle.transfer.links.over_ssh import SystemSshLink

            return SystemSshLink(server, target.access, target.deadlines)
        if target.algorithms == POST_QUANTUM:
            raise UsageError("transfer.pqc-needs-system-ssh", host=server.host)
        from safehandle.transfer.links.over_paramiko import ParamikoLink

        return ParamikoLink(server, target.access, target.deadlines)


METHOD = Sftp()
