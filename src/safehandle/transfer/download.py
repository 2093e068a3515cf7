"""One file on its way from an SFTP server, looked at before and after so that a change under way is noticed."""

from __future__ import annotations

import io
from collections import deque

from safehandle.errors import IntegrityError, RemoteError
from safehandle.transfer import wire
from safehandle.transfer.meter import Meter
from safehandle.transfer.moving import Incoming
from safehandle.transfer.pump import Ask
from safehandle.transfer.remote_file import AT, RemoteFile, Step
from safehandle.transfer.session import Reply, Session, expect
from safehandle.transfer.wire import Attributes


class Download(RemoteFile):
    """A :class:`~safehandle.transfer.pump.Job`. Requests follow each other without waiting once the file is open."""

    def __init__(self, item: Incoming, session: Session, meter: Meter) -> None:
        super().__init__(item, session, wire.FOR_READING, wire.NO_ATTRIBUTES)
        self._item = item
        self._chunk = session.chunk
        self._meter = meter
        self._asked = item.start
        self._again: deque[tuple[int, int]] = deque()  # the rest of answers that were too short
        self._early: dict[int, bytes] = {}  # what came before its turn to be hashed, by its offset
        self._before: Attributes | None = None
        self._file: io.RawIOBase | io.BufferedIOBase | None = None
        if item.sink is not None:
            self._file = self.resources.enter_context(item.sink())
            self._file.seek(item.start)
        self._position = item.start

    def opened(self) -> Step:
        return self._look_first

    def _look_first(self, ask: Ask) -> bool:
        self.next = self._read
        return self.ask(ask, self._seen, wire.FSTAT, self.handle)

    def _seen(self, reply: Reply) -> None:
        found = wire.Reader(expect(reply, wire.ATTRS, "stat", self.path)).attributes()
        if not found.is_file:
            raise RemoteError("transfer.not-a-file", path=self.path)
        before = self._before = self._before or found
        if self._item.partly:
            changed = found.size < self._item.size
        else:
            changed = found.size != self._item.size or found.modified != before.modified
        if changed:
            raise self._changed()

    def _changed(self) -> IntegrityError:
        return IntegrityError("transfer.remote-changed", path=self.path)

    def _read(self, ask: Ask) -> bool:
        if self._again:
            offset, size = self._again.popleft()
        elif self._asked < self._item.size:
            offset, size = self._asked, min(self._chunk, self._item.size - self._asked)
            self._asked += size
        else:
            self.next = self._end
            return self.ask(ask, self._seen, wire.FSTAT, self.handle)
        then = lambda reply: self._take(reply, offset, size)  # noqa: E731 - a line is enough
        return self.ask(ask, then, wire.READ, self.handle, AT.pack(offset, size))

    def _take(self, reply: Reply, offset: int, size: int) -> None:
        if reply.kind == wire.STATUS and wire.Reader(reply.body).u32() == wire.EOF:
            raise self._changed()
        data = wire.Reader(expect(reply, wire.DATA, "read", self.path)).view()
        if not 0 < len(data) <= size:
            raise RemoteError("transfer.protocol", what=f"{len(data)} bytes where {size} were asked for")
        if len(data) < size:
            self._again.append((offset + len(data), size - len(data)))
            self.next = self._read
        self._meter.add(len(data))
        self._write(data, offset)
        self._hash(data, offset)

    def _write(self, data: memoryview, offset: int) -> None:
        if self._file is None:
            return
        if offset != self._position:
            self._file.seek(offset)
        self._position = offset + len(data)
        while data:
            data = data[self._file.write(data) or 0 :]

    def _hash(self, data: memoryview | bytes, offset: int) -> None:
        if offset != self.at:
            self._early[offset] = bytes(data)
            return
        self.digest.update(data)
        self.at += len(data)
        if self.at in self._early:
            self._hash(self._early.pop(self.at), self.at)

    def _end(self, ask: Ask) -> bool:
        if self.unanswered:
            return False
        self.resources.close()
        return self.close(ask)
