"""The head of a container: three lines that say how it may be opened (docs/spec/container.md, section 3).

Reading it needs no secret, and does nothing expensive: whatever an honest writer would not write is refused here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any, BinaryIO, NoReturn

import rfc8785

from safehandle.algorithms.cryptrec import EDITION
from safehandle.container import schedule
from safehandle.container.stanzas import PASSWORD, Stanza, binary, hostile, parse, text
from safehandle.errors import InputError, IntegrityError, UsageError

VERSION_LINE = b"safehandle.container/1\n"
LONGEST_HEADER = 1 << 20
MOST_RECIPIENTS = 256
BODY = "cobblestone-256"
BAG, RAW = "bag", "raw"

_VERSION = re.compile(rb"safehandle\.container/([1-9][0-9]{0,8})\n")
_MAC_LINE = re.compile(rb"([A-Za-z0-9+/]{86}==) ([0-9a-f]{16})\n")
_MAC_LINE_LENGTH = 88 + 1 + 16 + 1
_CREATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00")
_JST = timezone(timedelta(hours=9))
_KNOWN = {"algorithms", "body", "content", "contract", "created", "critical", "erase_by", "list"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the header says of the container in clear and for ever.

    ``contract`` is a digest (hex) of the contract's id, ``algorithms`` and ``list_edition`` say what protects the
    content and by which edition of the list these were permitted. ``created`` is written in JST.
    """

    created: datetime
    contract: str = ""
    erase_by: date | None = None
    algorithms: tuple[str, ...] = ("AES-256-GCM", "HKDF-SHA-512", "HMAC-SHA-512", "SHA-256")
    list_edition: str = f"CRYPTREC {EDITION}"

    def to_json(self, content: str) -> dict[str, Any]:
        """The label as the header holds it. ``content`` is ``"bag"`` or ``"raw"``."""
        plain: dict[str, Any] = {
            "algorithms": list(self.algorithms),
            "body": BODY,
            "content": content,
            "created": self.created.astimezone(_JST).replace(microsecond=0).isoformat(),
            "list": self.list_edition,
        }
        if self.contract:
            plain["contract"] = self.contract
        if self.erase_by is not None:
            plain["erase_by"] = self.erase_by.isoformat()
        return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A head that was read: every field is checked for form, none for truth (that takes a secret).

    ``head`` holds the three lines, ``label_json`` the label's canonical JSON. ``body_size`` (bytes) and ``content_mac``
    are missing (-1, empty) where the container was written to a pipe.
    """

    label: Label
    content: str
    stanzas: tuple[Stanza, ...]
    body_size: int = -1
    content_mac: bytes = field(default=b"", repr=False)
    head: bytes = field(repr=False)
    label_json: bytes = field(repr=False)

    @property
    def identity(self) -> str:
        """SHA-256 (hex) of the head; with a content MAC in it, it stands for the content too."""
        return hashlib.sha256(self.head).hexdigest()

    @property
    def number(self) -> str:
        """The 照合番号: the identity's first 24 digits as paper shows them."""
        return spoken(self.identity)

    @property
    def bound(self) -> bool:
        """Whether the number stands for the content, even against somebody who knows the secret."""
        return bool(self.content_mac)

    @property
    def needs_password(self) -> bool:
        return any(stanza.type == PASSWORD for stanza in self.stanzas)

    def authentic(self, file_key: bytes) -> bool:
        """Whether the header MAC holds under a file key."""
        import hmac

        lines, mac = self.head[:-_MAC_LINE_LENGTH], self.head[-_MAC_LINE_LENGTH:][:88]
        return hmac.compare_digest(schedule.header_mac(file_key, lines), mac)


def spoken(identity: str) -> str:
    """24 of the identity's hex digits, upper case, in groups of four joined by hyphens."""
    return "-".join(identity[start : start + 4].upper() for start in range(0, 24, 4))


def compose(
    file_key: bytes,
    label: dict[str, Any],
    stanzas: Sequence[Stanza],
    *,
    body_size: int | None = None,
    content_mac: bytes | None = None,
) -> bytes:
    """Write the three lines. Their length does not depend on the values of ``body_size`` and ``content_mac``.

    Raises:
        UsageError: ``container.no-recipients``, ``container.password-alone``, ``container.too-many-recipients``.
    """
    if not stanzas:
        raise UsageError("container.no-recipients")
    if len(stanzas) > 1 and any(stanza.type == PASSWORD for stanza in stanzas):
        raise UsageError("container.password-alone")
    header: dict[str, Any] = {"label": label, "recipients": [stanza.to_json() for stanza in stanzas]}
    if body_size is not None:
        header["body_size"] = f"{body_size:016d}"
    if content_mac is not None:
        header["content_mac"] = schedule.encoded(content_mac)
    line = rfc8785.dumps(header) + b"\n"
    if len(stanzas) > MOST_RECIPIENTS or len(line) > LONGEST_HEADER:
        raise UsageError("container.too-many-recipients", most=MOST_RECIPIENTS)
    lines = VERSION_LINE + line
    start = lines + schedule.header_mac(file_key, lines) + b" "
    return start + schedule.check(start) + b"\n"


def read_header(file: BinaryIO) -> Header:
    """Read the head and leave the file at the first byte of the body.

    Raises:
        InputError: ``container.not-a-container``, ``container.unsupported-version``, ``container.unsupported-feature``.
        IntegrityError: ``container.truncated``, ``container.header-damaged``, ``container.hostile-header``,
            ``container.hostile-iterations``.
    """
    first = file.readline(len(VERSION_LINE) + 8)
    version = _VERSION.fullmatch(first)
    if version is None:
        if first and VERSION_LINE.startswith(first):
            raise IntegrityError("container.truncated")
        raise InputError("container.not-a-container")
    if first != VERSION_LINE:
        raise InputError("container.unsupported-version", version=int(version[1]))
    line = file.readline(LONGEST_HEADER + 1)
    if not line.endswith(b"\n"):
        raise IntegrityError("container.header-damaged" if len(line) > LONGEST_HEADER else "container.truncated")
    last = file.readline(_MAC_LINE_LENGTH)
    if len(last) < _MAC_LINE_LENGTH and not last.endswith(b"\n"):
        raise IntegrityError("container.truncated")
    match = _MAC_LINE.fullmatch(last)
    start = first + line + last[:89]
    if match is None or schedule.check(start) != match[2]:
        raise IntegrityError("container.header-damaged")
    return _interpret(line, start + last[89:])


def _interpret(line: bytes, head: bytes) -> Header:
    header = _load(line)
    label, recipients = header.get("label"), header.get("recipients")
    if not isinstance(label, dict) or not isinstance(recipients, list):
        raise hostile("label")
    if not 0 < len(recipients) <= MOST_RECIPIENTS:
        raise hostile("recipients")
    _refuse_unsupported(label)
    stanzas = tuple(parse(item) for item in recipients)
    if len(stanzas) > 1 and any(stanza.type == PASSWORD for stanza in stanzas):
        raise hostile("recipients")
    mac = binary(header, "content_mac", 64) if "content_mac" in header else b""
    size = text(header, "body_size", 16) if "body_size" in header else ""
    if (mac and len(mac) != 64) or (size and not re.fullmatch("[0-9]{16}", size)):
        raise hostile("content_mac")
    return Header(
        label=_label(label),
        content=label["content"],
        stanzas=stanzas,
        body_size=int(size) if size else -1,
        content_mac=mac,
        head=head,
        label_json=rfc8785.dumps(label),
    )


def _load(line: bytes) -> dict[str, Any]:
    """Parse the header line; only the canonical spelling (RFC 8785) of an object without duplicate keys is taken."""
    try:
        header = json.loads(line.decode(), object_pairs_hook=_once, parse_constant=_no_number, parse_float=_no_number)
        canonical = rfc8785.dumps(header) + b"\n"
    except (ValueError, RecursionError):
        raise hostile("json") from None
    if canonical != line or not isinstance(header, dict):
        raise hostile("json")
    return header


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError
    return dict(pairs)


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _refuse_unsupported(label: dict[str, Any]) -> None:
    critical = label.get("critical", [])
    if not isinstance(critical, list) or not all(isinstance(name, str) for name in critical):
        raise hostile("critical")
    for name in critical:
        if name not in _KNOWN:
            raise InputError("container.unsupported-feature", feature=name[:64])
    if label.get("body") != BODY or label.get("content") not in {BAG, RAW}:
        raise InputError("container.unsupported-feature", feature=f"{label.get('body')}, {label.get('content')}"[:64])


def _label(label: dict[str, Any]) -> Label:
    algorithms = label.get("algorithms")
    if not isinstance(algorithms, list) or not all(isinstance(name, str) for name in algorithms):
        raise hostile("algorithms")
    created = text(label, "created", 25)
    contract = text(label, "contract", 64) if "contract" in label else ""
    if not _CREATED.fullmatch(created) or not re.fullmatch("([0-9a-f]{64})?", contract):
        raise hostile("created")
    try:
        return Label(
            created=datetime.fromisoformat(created),
            contract=contract,
            erase_by=date.fromisoformat(text(label, "erase_by", 10)) if "erase_by" in label else None,
            algorithms=tuple(algorithms),
            list_edition=text(label, "list"),
        )
    except ValueError:
        raise hostile("created") from None
