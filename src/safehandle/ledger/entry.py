"""One entry: the bytes that the tree is made of, and beside them what can be forgotten (docs/spec/ledger.md).

The bytes are canonical JSON (RFC 8785). Private fields are not among them: they lie in a second piece of canonical JSON
with a random salt, and the entry holds its SHA-256, so that removing it later leaves every proof as it was.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, NamedTuple

from safehandle.errors import InputError, IntegrityError, SafehandleError
from safehandle.model import Done, Failed, Intent, Record, Refused, from_plain, split_private

VERSION = 1
LIMIT = 1 << 20
"""Neither part of an entry may have more bytes than this."""

PAGE = 64
"""How many entries are read at a time. No statement stays open between two pages, so that writing can go on."""

JST = timezone(timedelta(hours=9))

_KINDS: Mapping[str, type[Record]] = {"intent": Intent, "refused": Refused, "done": Done, "failed": Failed}
# Canonical JSON sorts its keys, so what a verifier needs of every entry stands at its beginning.
HEAD = re.compile(
    rb'\{"at":"(\d{4}-[^"]{21}\+09:00)",'
    rb'(?:"intent":(0|[1-9]\d{0,15}),)?+'
    rb'"kind":"(intent|done|refused|failed)",'
    rb'(?:"plan_digest":"[^"]{64}",)?+'
    rb'(?:"private":"([^"]{64})",)?+'
    rb'"record":\{'
)
"""Loose where being strict costs a verifier of millions of entries time: :attr:`Entry.record` is strict."""

END = b',"version":%d}' % VERSION
_ANY_END = re.compile(rb',"version":[1-9]\d{0,8}\}')


_NAMES = {type_: name for name, type_ in _KINDS.items()}
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
# A number in JSON without spaces stands after a colon, a bracket or a comma, the colon after a quote and not, as in a
# time, after a digit. Where this finds something inside a string instead, that costs time and nothing else.
_OTHER_NUMBER = re.compile(r"[:\[,][-\dNI](?<!\d:.)(?:\d{15}|\d*[.eE]|aN|nfinity|I)")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the beginning of every entry. ``intent`` is the entry that an outcome belongs to."""

    at: bytes
    kind: bytes
    intent: int | None
    commitment: bytes | None


class Entry(NamedTuple):
    """An entry as it is stored. ``number`` counts from 0 and is its position, not part of its bytes.

    ``private`` is None where there is nothing private, or where it has been redacted. (A tuple, because verifying makes
    one for each of millions of rows.)
    """

    number: int
    body: bytes
    private: bytes | None = None

    def __repr__(self) -> str:
        return f"Entry(number={self.number})"  # the rest may name people

    @property
    def head(self) -> Head:
        """Raises IntegrityError ``ledger.entry-malformed``."""
        found = HEAD.match(self.body)
        if found is None:
            raise IntegrityError("ledger.entry-malformed", number=self.number)
        at, intent, kind, commitment = found.groups()
        return Head(at, kind, None if intent is None else int(intent), commitment)

    @property
    def newer(self) -> bool:
        """Whether it says at its end that it is of another version than this program writes."""
        return not self.body.endswith(END) and _ANY_END.fullmatch(self.body[self.body.rfind(b",") :]) is not None

    @property
    def at(self) -> datetime:
        """When it was recorded, by the clock of the machine that wrote it."""
        try:
            return datetime.fromisoformat(self.head.at.decode())
        except ValueError:
            raise IntegrityError("ledger.entry-malformed", number=self.number) from None

    @property
    def kind(self) -> str:
        """``"intent"``, ``"refused"``, ``"done"`` or ``"failed"``."""
        return self.head.kind.decode()

    @property
    def redacted(self) -> bool:
        """Whether there was a private part that is gone."""
        return self.private is None and self.head.commitment is not None

    @property
    def record(self) -> Record:
        """The record, private fields included where they are still there.

        Raises:
            IntegrityError: ``ledger.entry-malformed``, ``ledger.entry-newer`` or ``ledger.private-altered``.
        """
        try:
            return _parse(self)
        except IntegrityError:
            raise
        except (SafehandleError, ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise IntegrityError("ledger.entry-malformed", number=self.number) from error

    @property
    def document(self) -> dict[str, Any]:
        """The entry's own JSON, without the private part."""
        try:
            loaded = json.loads(self.body)
        except (ValueError, RecursionError):
            raise IntegrityError("ledger.entry-malformed", number=self.number) from None
        if not isinstance(loaded, dict) or canonical(loaded) != self.body:
            raise IntegrityError("ledger.entry-malformed", number=self.number)
        return loaded


@dataclass(frozen=True, slots=True)
class Encoded:
    """A record as bytes, before it has a number."""

    body: bytes
    private: bytes | None


def canonical(value: object) -> bytes:
    """RFC 8785. Raises ValueError for what I-JSON cannot hold: integers beyond 2**53, lone surrogates."""
    import rfc8785

    data: bytes = rfc8785.dumps(value)  # type: ignore[arg-type]
    return data


def _written(value: Mapping[str, object]) -> bytes:
    """:func:`canonical` for what records are made of, with the standard library's encoder, which is in C.

    The two write the same where keys are ASCII and numbers are integers that RFC 8785 allows; else the library does it.
    """
    text = _ENCODER.encode(value)
    return canonical(value) if _OTHER_NUMBER.search(text) else text.encode()


def encode(record: Record, at: datetime) -> Encoded:
    """Turn a record into the bytes of an entry.

    Raises:
        InputError: ``ledger.entry-too-large`` or ``ledger.not-recordable`` (a name that is not Unicode text).
    """
    public, fields = split_private(record)
    kind = _NAMES[type(record)]
    entry: dict[str, object] = {"at": _stamp(at), "kind": kind, "record": public, "version": VERSION}
    try:
        if isinstance(record, (Intent, Refused)):
            if not record.signature:
                del public["signature"]
            entry["plan_digest"] = record.plan.digest()
        else:
            entry["intent"] = public.pop("intent")
        private = _written({"fields": fields, "salt": secrets.token_hex(32)}) if fields else None
        if private is not None:
            entry["private"] = sha256(private).hexdigest()
        body = _written(entry)
    except ValueError as error:
        raise InputError("ledger.not-recordable", kind=kind) from error
    for part in (body, private or b""):
        if len(part) > LIMIT:
            raise InputError("ledger.entry-too-large", size=len(part), limit=LIMIT)
    return Encoded(body, private)


def _stamp(at: datetime) -> str:
    return at.astimezone(JST).isoformat(timespec="microseconds")


def _parse(entry: Entry) -> Record:
    document, head = entry.document, entry.head
    if _stamp(entry.at) != document["at"]:
        raise IntegrityError("ledger.entry-malformed", number=entry.number)
    if document["version"] != VERSION:
        raise IntegrityError("ledger.entry-newer", number=entry.number)
    public = document["record"]
    if head.intent is not None:
        public["intent"] = head.intent
    if entry.private is not None:
        if sha256(entry.private).hexdigest().encode() != head.commitment:
            raise IntegrityError("ledger.private-altered", number=entry.number)
        for path, value in json.loads(entry.private)["fields"].items():
            _put(public, path.split("."), value)
    return from_plain(_KINDS[head.kind.decode()], public)


def _put(target: Any, path: list[str], value: object) -> None:
    for step in path[:-1]:
        target = target[int(step)] if isinstance(target, list) else target[step]
    target[path[-1]] = value
