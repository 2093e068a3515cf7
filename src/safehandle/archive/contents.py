"""What an archive's directory says, judged as hostile: names, sizes, overlaps, and whether both records agree."""

from __future__ import annotations

import stat
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from safehandle.archive import extras, records
from safehandle.archive.ending import Ending, find_ending
from safehandle.archive.limits import LIMITS, Limits
from safehandle.archive.source import Source
from safehandle.errors import InputError, IntegrityError
from safehandle.files import Fault, Names
from safehandle.files.listing import shown

_DOS, _NTFS = (0, 11)
_STRONG = 1 << 6
_SAME = records.ENCRYPTED | records.DESCRIPTOR | _STRONG
"""Flags in which both records of an entry must agree."""
_REPARSE_POINT = 0x400
_DESCRIPTORS = {12: "<III", 16: "<4sIII", 20: "<IQQ", 24: "<4sIQQ"}
"""What may follow the data of an entry whose sizes were not known before, by its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry. Sizes are in bytes; ``compressed`` counts salt and tag; ``bits`` is 0 where it is not encrypted.

    ``path`` is relative, POSIX, NFC and harmless; ``mode`` is 0 where the archive has none; ``data`` is where the
    salt or the content begins. ``checked`` says that the CRC means something.
    """

    path: str = field(repr=False)
    folder: bool
    bits: int
    checked: bool
    method: int
    crc: int
    compressed: int
    size: int
    mtime_ns: int
    mode: int
    offset: int
    data: int
    streamed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The whole archive, in the order of its bytes."""

    items: tuple[Item, ...]
    comment: bytes

    @property
    def size(self) -> int:
        """Bytes of everything once it is extracted."""
        return sum(item.size for item in self.items)

    @property
    def files(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if not item.folder)


def read_contents(source: Source, *, plain: bool = False, limits: Limits = LIMITS) -> Contents:
    """Read and judge the directory. ``plain`` allows entries that are not encrypted, as inside a sealed one.

    Raises:
        InputError: ``archive.not-an-archive``, ``archive.unsupported``, ``archive.not-encrypted``,
            ``archive.too-many``, ``archive.too-large``, ``archive.ratio``, ``archive.hostile-link``,
            ``archive.hostile-special`` or ``archive.hostile-…`` with a :class:`~safehandle.files.Fault`.
        IntegrityError: ``archive.truncated``, ``archive.doubled``, ``archive.overlap`` or ``archive.inconsistent``.
    """
    ending = find_ending(source)
    if ending.entries > limits.entries or ending.size > limits.directory:
        raise InputError("archive.too-many", count=ending.entries, limit=limits.entries)
    names = Names()
    items = sorted((_item(source, record, names) for record in _split(source, ending)), key=lambda item: item.offset)
    if len(items) != ending.entries:
        raise IntegrityError("archive.inconsistent", what="count")
    _judge_places(source, items, ending.offset)
    _judge_sizes(items, limits)
    for item in items:
        if item.size and not item.bits and not plain:
            raise InputError("archive.not-encrypted", path=item.path)
    return Contents(items=tuple(items), comment=ending.comment)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """One record of the central directory, not yet judged."""

    host: int
    flags: int
    method: int
    dos: tuple[int, int]
    crc: int
    compressed: int
    size: int
    attributes: int
    offset: int
    raw: bytes = field(repr=False)
    extra: extras.Fields = field(repr=False)


def _split(source: Source, ending: Ending) -> Iterator[_Record]:
    data, at = source.read(ending.offset, ending.size), 0
    while at < len(data):
        if at + records.CENTRAL_RECORD.size > len(data) or data[at : at + 4] != records.CENTRAL:
            raise IntegrityError("archive.inconsistent", what="directory")
        _, made, _, flags, method, time, date, crc, compressed, size, *rest = records.CENTRAL_RECORD.unpack_from(
            data, at
        )
        name, extra, comment, disk, _, attributes, offset = rest
        at += records.CENTRAL_RECORD.size
        if at + name + extra + comment > len(data) or disk not in {0, records.FULL16}:
            raise IntegrityError("archive.inconsistent", what="directory")
        found = extras.fields(data[at + name : at + name + extra])
        size, compressed, offset = extras.widen(found, (size, compressed, offset), records.FULL)
        yield _Record(
            host=made >> 8, flags=flags, method=method, dos=(time, date), crc=crc, compressed=compressed, size=size,
            attributes=attributes, offset=offset, raw=data[at : at + name], extra=found,
        )  # fmt: skip
        at += name + extra + comment


def _item(source: Source, record: _Record, names: Names) -> Item:
    text = _name(record)
    folder = text.endswith("/")
    fault = names.add(text.removesuffix("/"), folder=folder)
    if fault is not None:
        raise InputError(f"archive.hostile-{fault}", path=shown(text))
    aes = extras.encryption(record.extra) if record.method == records.AES else None
    encrypted = bool(record.flags & records.ENCRYPTED)
    if encrypted != (aes is not None) or record.flags & _STRONG:
        # The old cipher of PKZIP is no protection, and PKWARE's strong encryption is read by nobody else.
        raise InputError("archive.unsupported", what="ZipCrypto" if encrypted else "encryption")
    method = aes.method if aes else record.method
    if method not in {records.STORED, records.DEFLATED}:
        raise InputError("archive.unsupported", what=f"method {method}")
    if folder and record.size:
        raise IntegrityError("archive.inconsistent", what="folder")
    extra_time = extras.modified_ns(record.extra)
    return Item(
        path=unicodedata.normalize("NFC", text.removesuffix("/")),
        folder=folder,
        bits=aes.bits if aes else 0,
        checked=aes is None or aes.version == 1,
        method=method,
        crc=record.crc,
        compressed=record.compressed,
        size=record.size,
        mtime_ns=records.from_dos_time(*record.dos) if extra_time is None else extra_time,
        mode=_mode(record, text),
        offset=record.offset,
        data=_data(source, record, aes),
        streamed=bool(record.flags & records.DESCRIPTOR),
    )


def _name(record: _Record) -> str:
    """Bit 11 says UTF-8; without it names are CP932 as Windows in Japan writes them, unless a Unix wrote UTF-8."""
    unicode_name = extras.unicode_name(record.extra, record.raw)
    encodings = ["utf-8"] if record.flags & records.UTF8 or unicode_name else ["cp932"]
    if encodings == ["cp932"] and record.host in {records.UNIX, records.MACOS}:
        encodings.insert(0, "utf-8")
    for encoding in encodings:
        try:
            text = (unicode_name or record.raw).decode(encoding)
        except UnicodeDecodeError:
            continue
        # Old Windows writers separate with the backslash; whatever that makes of the name is judged afterwards.
        return text.replace("\\", "/") if record.host in {_DOS, _NTFS} else text
    raise InputError(f"archive.hostile-{Fault.ENCODING}", path=record.raw.decode("ascii", "backslashreplace"))


def _mode(record: _Record, text: str) -> int:
    """The permissions, or 0 where the archive has none; links and devices are refused."""
    if record.host not in {records.UNIX, records.MACOS}:
        if record.attributes & _REPARSE_POINT:
            raise InputError("archive.hostile-link", path=shown(text))
        return 0
    mode = record.attributes >> 16
    if stat.S_IFMT(mode) == stat.S_IFLNK:
        raise InputError("archive.hostile-link", path=shown(text))
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise InputError("archive.hostile-special", path=shown(text))
    return mode & 0o777


def _data(source: Source, record: _Record, aes: extras.Aes | None) -> int:
    """Where the data begins, after the entry's own record was found to agree with the directory's."""
    head = records.LOCAL_RECORD
    signature, _, flags, method, _, _, crc, compressed, size, name, extra = head.unpack(
        source.read(record.offset, head.size)
    )
    rest = source.read(record.offset + head.size, name + extra)
    found = extras.fields(rest[name:])
    here, there = (flags & _SAME, method, rest[:name]), (record.flags & _SAME, record.method, record.raw)
    if signature != records.LOCAL or here != there or (aes is not None and extras.encryption(found) != aes):
        raise IntegrityError("archive.inconsistent", what="entry")
    measures = (*extras.widen(found, (size, compressed), records.FULL), crc)
    later = record.flags & records.DESCRIPTOR
    if any(
        told != known and not (later and told == 0)
        for told, known in zip(measures, (record.size, record.compressed, record.crc), strict=True)
    ):
        raise IntegrityError("archive.inconsistent", what="size")
    begins: int = record.offset + head.size + name + extra
    return begins


def _judge_places(source: Source, items: list[Item], end: int) -> None:
    """Entries follow each other without overlapping and without room for anything that the directory does not name."""
    starts = [*(item.offset for item in items), end]
    if starts[0] != 0:
        raise IntegrityError("archive.inconsistent", what="start")
    for item, following in zip(items, starts[1:], strict=True):
        gap = following - item.data - item.compressed
        if gap < 0:
            raise IntegrityError("archive.overlap", path=item.path)
        if gap and (not item.streamed or gap not in _DESCRIPTORS):
            raise IntegrityError("archive.inconsistent", what="gap")
        if gap and not _follows(item, source.read(following - gap, gap)):
            raise IntegrityError("archive.inconsistent", what="descriptor")


def _follows(item: Item, found: bytes) -> bool:
    """Whether the record behind the data, in one of its four forms, says what the directory says."""
    layout = _DESCRIPTORS[len(found)]
    signed = layout.startswith("<4s")
    *signature, crc, compressed, size = struct.unpack(layout, found)
    return (crc, compressed, size) == (item.crc, item.compressed, item.size) and signature == [records.FOLLOWS] * signed


def _judge_sizes(items: list[Item], limits: Limits) -> None:
    total = 0
    for item in items:
        total += item.size
        if item.size > limits.ratio_from and item.size > limits.ratio * max(item.compressed, 1):
            raise InputError("archive.ratio", path=item.path, limit=limits.ratio)
    if total > limits.total:
        raise InputError("archive.too-large", size=total, limit=limits.total)
