"""One file on its way to an SFTP server: open, write, flush to disk, close."""

from __future__ import annotations

from typing import Final

from safehandle.errors import InputError
from safehandle.transfer import wire
from safehandle.transfer.meter import Meter
from safehandle.transfer.moving import Outgoing
from safehandle.transfer.pump import Ask
from safehandle.transfer.remote_file import AT, RemoteFile, Step
from safehandle.transfer.session import Session

_WRITING: Final = wire.FOR_WRITING | wire.CREATE


class Upload(RemoteFile):
    """A :class:`~safehandle.transfer.pump.Job`. Requests follow each other without waiting once the file is open.

    Nothing is renamed here: the caller names temporary paths, and looks at all of them before it publishes any.
    """

    def __init__(self, item: Outgoing, session: Session, meter: Meter) -> None:
        flags = _WRITING if item.start else _WRITING | wire.TRUNCATE
        super().__init__(item, session, flags, wire.new_mode(0o600))
        self._size = item.size
        self._chunk = session.chunk
        self._meter = meter
        self._flushes = session.offers("fsync@openssh.com")
        self._source = self.resources.enter_context(item.source())
        self._source.seek(item.start)

    def opened(self) -> Step:
        return self._write

    def _write(self, ask: Ask) -> bool:
        chunk = self._source.read(self._chunk)
        if not chunk:
            return self._end(ask)
        self.digest.update(chunk)
        self._meter.add(len(chunk))
        self.order(ask, "write", wire.WRITE, self.handle, AT.pack(self.at, len(chunk)), chunk)
        self.at += len(chunk)
        return True

    def _end(self, ask: Ask) -> bool:
        self.resources.close()  # raises if the source changed
        if self.at != self._size:
            raise InputError("files.changed", path=self.path)
        if not self._flushes:
            return self.close(ask)
        self.next = self.close
        return self.order(ask, "fsync", wire.EXTENDED, wire.string(b"fsync@openssh.com"), self.handle)
