"""Take one entry out of an archive, piece by piece, and say only at the end whether it was genuine."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safehandle.archive import records
from safehandle.archive.aes import CHECK_SIZE, SALT_SIZE, TAG_SIZE, Counter, derive, mac
from safehandle.archive.behind import Behind, Digest
from safehandle.archive.deflate import Engine
from safehandle.archive.manifest import Hashed
from safehandle.errors import IntegrityError

if TYPE_CHECKING:
    from safehandle.archive.aes import Buffer
    from safehandle.archive.contents import Item
    from safehandle.archive.source import Source

_PIECE = 1 << 20
_INFLATED = 1 << 20
_LARGE = 1 << 20

Write = Callable[["Buffer"], None]


@dataclass(frozen=True, slots=True)
class Extractor:
    """Extracts entries of one archive under one password.

    ``sides`` are two executors of one thread each, which hash large entries; without them everything is done in line.
    """

    source: Source
    password: bytes
    engine: Engine
    sides: tuple[Executor, Executor] | None = None

    def extract(self, item: Item, write: Write) -> Hashed:
        """Give the content to ``write``. Until this returns, what was written is worth nothing and must not be shown.

        Raises:
            IntegrityError: ``archive.altered``.
        """
        sides = self.sides if item.size > _LARGE else None
        content: Digest = hashlib.sha256()
        if sides:
            content = Behind(content, sides[0])
        size = crc = 0
        pieces = self._decrypted(item, sides) if item.bits else self._stored(item.data, item.compressed)
        for piece in self._inflated(item, pieces) if item.method == records.DEFLATED else pieces:
            size += len(piece)
            if size > item.size:
                raise IntegrityError("archive.altered", path=item.path)
            content.update(piece)
            if item.checked:
                crc = self.engine.crc32(piece, crc)
            write(piece)
        if size != item.size or (item.checked and crc != item.crc):
            raise IntegrityError("archive.altered", path=item.path)
        return Hashed(path=item.path, size=size, sha256=content.digest().hex())

    def knows(self, item: Item) -> bool:
        """Whether the password fits the two bytes that tell most wrong ones (one in 65,536 slips through)."""
        salt_size = SALT_SIZE[item.bits]
        head = self.source.read(item.data, salt_size + CHECK_SIZE)
        return hmac.compare_digest(derive(self.password, head[:salt_size], item.bits).check, head[salt_size:])

    def _stored(self, offset: int, size: int) -> Iterator[bytes]:
        for at in range(0, size, _PIECE):
            yield self.source.read(offset + at, min(_PIECE, size - at))

    def _decrypted(self, item: Item, sides: tuple[Executor, Executor] | None) -> Iterator[Buffer]:
        salt_size = SALT_SIZE[item.bits]
        size = item.compressed - salt_size - CHECK_SIZE - TAG_SIZE
        if size < 0:
            raise IntegrityError("archive.altered", path=item.path)
        head = self.source.read(item.data, salt_size + CHECK_SIZE)
        keys = derive(self.password, head[:salt_size], item.bits)
        if not hmac.compare_digest(keys.check, head[salt_size:]):
            raise IntegrityError("archive.altered", path=item.path)
        counter = Counter(keys.cipher, size=size)
        tag: Digest = mac(keys.mac)
        if sides:
            tag = Behind(tag, sides[1])
        start = item.data + len(head)
        for piece in self._stored(start, size):
            tag.update(piece)
            yield counter.crypt(piece)
        if not hmac.compare_digest(tag.digest()[:TAG_SIZE], self.source.read(start + size, TAG_SIZE)):
            raise IntegrityError("archive.altered", path=item.path)

    def _inflated(self, item: Item, pieces: Iterator[Buffer]) -> Iterator[bytes]:
        """Inflate, never more than a piece at a time; nothing may follow what deflate says is the end."""
        inflater = self.engine.inflater()
        for piece in pieces:
            rest: Buffer = piece
            while True:
                try:
                    made = inflater.decompress(rest, _INFLATED)
                except self.engine.error:
                    raise IntegrityError("archive.altered", path=item.path) from None
                if made:
                    yield made
                rest = inflater.unconsumed_tail
                # With its output full, the inflater may hold more although it has taken all of the input.
                if inflater.eof or (not rest and len(made) < _INFLATED):
                    break
            if inflater.unused_data:
                raise IntegrityError("archive.altered", path=item.path)
        if not inflater.eof:
            raise IntegrityError("archive.altered", path=item.path)
