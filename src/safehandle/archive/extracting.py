"""Take one entry out of an archive, piece by piece, and say only at the end whether it was genuine."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safehandle.archive import records
from safehandle.archive.aes import CHECK_SIZE, SALT_SIZE, TAG_SIZE, Counter, Keys, derive, mac
from safehandle.archive.behind import PIECE, Behind, Beside, Digest
from safehandle.archive.deflate import Engine
from safehandle.archive.manifest import Hashed
from safehandle.errors import IntegrityError

if TYPE_CHECKING:
    from safehandle.archive.aes import Buffer
    from safehandle.archive.contents import Item
    from safehandle.archive.source import Source

_LARGE = 1 << 20
"""From this size on an entry is worth the other threads."""

Write = Callable[["Buffer"], None]


@dataclass(frozen=True, slots=True)
class Extractor:
    """Extracts entries of one archive under one password; several threads may. ``aside`` is for large entries."""

    source: Source
    password: bytes
    engine: Engine
    aside: Beside

    def extract(self, item: Item, write: Write) -> Hashed:
        """Give the content to ``write``. Until this returns, what was written is worth nothing and must not be shown.

        Raises:
            IntegrityError: ``archive.altered``.
        """
        large = max(item.size, item.compressed) > _LARGE
        content: Digest = hashlib.sha256()
        if large:
            content = Behind(content, self.aside.contents)
        size = crc = 0
        # Closed at once whatever happens, so that its buffers go back to those who wait for one.
        with closing(self._read_large(item) if large else self._read_small(item)) as read:
            for piece in self._inflated(item, read) if item.method == records.DEFLATED else read:
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

    def _read_small(self, item: Item) -> Generator[Buffer]:
        """All of it at once, and nothing of it unless it is genuine."""
        raw = memoryview(self.source.read(item.data, item.compressed))
        if not item.bits:
            yield raw
            return
        keys, start, end = self._keys(item, raw[: SALT_SIZE[item.bits] + CHECK_SIZE])
        tag = mac(keys.mac)
        tag.update(raw[start:end])
        self._compare(item, tag, raw[end:])
        yield Counter(keys.cipher, size=end - start).crypt(raw[start:end])

    def _read_large(self, item: Item) -> Generator[Buffer]:
        """In pieces, each valid until the next is asked for. Only the end of them says that they were genuine."""
        if not item.bits:
            for at in range(0, item.compressed, PIECE):
                yield self.source.read(item.data + at, min(PIECE, item.compressed - at))
            return
        keys, start, end = self._keys(item, self.source.read(item.data, SALT_SIZE[item.bits] + CHECK_SIZE))
        tag, counter, aside = Behind(mac(keys.mac), self.aside.tags), Counter(keys.cipher), self.aside
        for at in range(start, end, PIECE):
            with aside.sealed.lend() as buffer, aside.plain.lend() as plain:
                sealed = buffer[: end - at]
                self.source.read_into(item.data + at, sealed)
                tag.update(sealed)
                counter.crypt_into(sealed, plain[: len(sealed)])
                yield plain[: len(sealed)]
        self._compare(item, tag, self.source.read(item.data + end, TAG_SIZE))

    def _keys(self, item: Item, head: Buffer) -> tuple[Keys, int, int]:
        """The keys, and where the content begins and ends, counted from where the entry's data begins."""
        salt_size, end = SALT_SIZE[item.bits], item.compressed - TAG_SIZE
        if end < len(head):
            raise IntegrityError("archive.altered", path=item.path)
        keys = derive(self.password, bytes(head[:salt_size]), item.bits)
        if not hmac.compare_digest(keys.check, head[salt_size:]):
            raise IntegrityError("archive.altered", path=item.path)
        return keys, len(head), end

    def _compare(self, item: Item, found: Digest, told: Buffer) -> None:
        if not hmac.compare_digest(found.digest()[:TAG_SIZE], told):
            raise IntegrityError("archive.altered", path=item.path)

    def _inflated(self, item: Item, pieces: Iterator[Buffer]) -> Iterator[bytes]:
        """Inflate, never more than a piece at a time; nothing may follow what deflate says is the end."""
        inflater = self.engine.inflater()
        for piece in pieces:
            rest: Buffer = piece
            while True:
                try:
                    made = inflater.decompress(rest, PIECE)
                except self.engine.error:
                    raise IntegrityError("archive.altered", path=item.path) from None
                if made:
                    yield made
                rest = inflater.unconsumed_tail
                # With its output full, the inflater may hold more although it has taken all of the input.
                if inflater.eof or (not rest and len(made) < PIECE):
                    break
            if inflater.unused_data:
                raise IntegrityError("archive.altered", path=item.path)
        if not inflater.eof:
            raise IntegrityError("archive.altered", path=item.path)
