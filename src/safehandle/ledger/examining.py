"""One pass over a run of entries: every hash, every private part, every outcome's intent. Pure, and one run of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import islice

from safehandle.errors import IntegrityError
from safehandle.ledger.entry import END, HEAD, PAGE, Entry
from safehandle.ledger.restoring import Restoring, restorings, says_lost
from safehandle.ledger.tree import STORED_LEVELS, perfect_root
from safehandle.model import Done, Handout, Intent, Redaction

BLOCK = 1 << STORED_LEVELS
_HANDOUT = b'"kind":"handout"'  # in canonical JSON a quote inside a string is escaped: this is a fact, not a name
_REDACTION = b'"kind":"redaction"'
_SIGNED = b',"signature":"'
_SIGNED_END = b'"}' + END  # a record's last member is text only where it is a signature
_LONGEST_END = 64  # bytes; in the end of an intent its verb stands, in that of a failure its code


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that does not hold, as an error code; ``start`` up to ``end`` are the entries it is about."""

    code: str
    start: int
    end: int

    @property
    def fields(self) -> dict[str, object]:
        """What the code's message speaks of: the first entry and the last."""
        return {"number": self.start, "last": max(self.start, self.end - 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A checkpoint that was handed out, as entry ``number`` tells. ``to`` is empty where it was redacted."""

    number: int
    at: datetime
    size: int
    root: str
    to: str


@dataclass(slots=True)
class Findings:
    """What was found in the entries from ``start`` (a whole number of blocks) on.

    ``blocks`` are the roots of whole blocks of 256, ``tail`` the leaf hashes after the last of them; ``expected`` is
    the number after the last. ``cuts`` are, for each size asked for that lies inside a block, that block's leaf hashes
    so far. ``closed`` are the outcomes whose intent lies before ``start``, with that intent. ``lost`` are the entries
    that say so of their numbers.
    """

    start: int
    size: int = 0
    expected: int = 0
    blocks: list[bytes] = field(default_factory=list)
    tail: list[bytes] = field(default_factory=list)
    cuts: dict[int, list[bytes]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    open: dict[int, None] = field(default_factory=dict)
    closed: list[tuple[int, int]] = field(default_factory=list)
    redacted: list[int] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    explained: set[int] = field(default_factory=set)
    handed_out: list[HandedOut] = field(default_factory=list)
    restorings: list[Restoring] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


def examine(entries: Iterable[Entry], start: int = 0, sizes: Sequence[int] = ()) -> Findings:
    """Examine entries from number ``start`` on; ``sizes`` are those of the checkpoints that will be compared."""
    findings = Findings(start, start, start)
    stream = iter(entries)
    while leaves := _examine_block(stream, findings):
        for size in sizes:
            if size % BLOCK and findings.size < size <= findings.size + len(leaves):
                findings.cuts[size] = leaves[: size - findings.size]
        if len(leaves) == BLOCK:
            findings.blocks.append(perfect_root(leaves))
        else:
            findings.tail = leaves
        findings.size += len(leaves)
    return findings


def _examine_block(stream: Iterator[Entry], findings: Findings) -> list[bytes]:
    """Examine up to 256 entries, a few at a time because they may be large; returns their leaf hashes."""
    leaves: list[bytes] = []
    while chunk := list(islice(stream, min(PAGE, BLOCK - len(leaves)))):
        leaves += [sha256(b"\x00" + body).digest() for _, body, _ in chunk]
        for entry, code in _faults(chunk, findings):
            findings.problems.append(Problem(code=code, start=entry.number, end=entry.number + 1))
        findings.problems.extend(_gaps(chunk, findings.expected))
        findings.expected = chunk[-1].number + 1
    return leaves


def _gaps(chunk: Sequence[Entry], expected: int) -> Iterator[Problem]:
    """Numbers come in order, so that the first and the last tell whether any is missing."""
    if chunk[0].number == expected and chunk[-1].number == expected + len(chunk) - 1:
        return
    for entry in chunk:
        if entry.number != expected:
            yield Problem(code="ledger.entry-missing", start=expected, end=entry.number)
        expected = entry.number + 1


def _faults(chunk: Sequence[Entry], findings: Findings) -> Iterator[tuple[Entry, str]]:
    """Look at every entry, and yield those with which something is wrong, with the code of what it is."""
    opened = findings.open
    for entry in chunk:  # a million turns of this loop are most of a verification: hence hardly a call in it
        number, body, private = entry
        head = HEAD.match(body)
        end = body[-_LONGEST_END:]
        if head is None or not end.endswith(END):
            yield entry, "ledger.entry-newer" if entry.newer else "ledger.entry-malformed"
            continue
        _, intent, kind, commitment = head.groups()
        if kind == b"intent":
            opened[number] = None
        elif intent is not None and opened.pop(int(intent), 0) is not None:
            findings.closed.append((number, int(intent)))
        if private is None and commitment is not None:
            findings.redacted.append(number)
        elif private is not None and (commitment is None or sha256(private).hexdigest().encode() != commitment):
            yield entry, "ledger.private-altered"
            continue
        # What a record ends with is enough to tell most that need no closer look.
        if kind == b"done":
            if _HANDOUT in body:
                yield from _evidence(entry, findings)
        elif b'"ledger' in end or end.endswith(_SIGNED_END):
            yield from _evidence(entry, findings)


def _evidence(entry: Entry, findings: Findings) -> Iterator[tuple[Entry, str]]:
    if says_lost(entry):
        findings.lost.append(entry.number)
        return
    if _SIGNED in entry.body:
        findings.signed.append(entry.number)
    try:
        findings.restorings.extend(restorings(entry))
        findings.explained.update(_redactions(entry))
        findings.handed_out.extend(handouts(entry))
    except IntegrityError as error:
        yield entry, error.code


def handouts(entry: Entry) -> Iterator[HandedOut]:
    """The checkpoints that an entry says were handed out."""
    if entry.kind == "done" and _HANDOUT in entry.body:
        record = entry.record
        facts = record.facts if isinstance(record, Done) else ()
        for fact in facts:
            if isinstance(fact, Handout):
                yield HandedOut(number=entry.number, at=entry.at, size=fact.size, root=fact.root, to=fact.to)


def _redactions(entry: Entry) -> Iterator[int]:
    """The entries whose private part an intent says is erased: it may have been cut off after that."""
    if _REDACTION in entry.body and isinstance(record := entry.record, Intent):
        yield from (fact.entry for fact in record.plan.of(Redaction))
