"""C2SP signed notes: a text, and under it one line per signature (c2sp.org/signed-note).

Two signature types: Ed25519 over the text (type 0x01), and the witness's cosignature/v1 over the time and the text
(type 0x04, c2sp.org/tlog-cosignature). A *verifier key* is how a note's key is written down:
``<name>+<key id, 8 hex digits>+<base64 of type and key>``.
"""

from __future__ import annotations

import hashlib
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.keys.kinds import ED25519
from safehandle.keys.pairs import PrivateKey, PublicKey

SIGNATURE, COSIGNATURE = 0x01, 0x04

_DASH = "\N{EM DASH} "
_MAX_SIGNATURES = 100
_MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and a public key that notes are checked against. ``kind`` is :data:`SIGNATURE` or :data:`COSIGNATURE`."""

    name: str
    public: PublicKey
    kind: int = SIGNATURE

    def __post_init__(self) -> None:
        if not is_name(self.name):
            raise UsageError("keys.note-name", name=self.name)
        if self.public.algorithm != ED25519 or self.kind not in (SIGNATURE, COSIGNATURE):
            raise UsageError("keys.note-key", algorithm=self.public.algorithm)

    @property
    def key_id(self) -> bytes:
        """Four bytes that say which key made a signature; they prove nothing."""
        data = self.name.encode() + b"\n" + bytes([self.kind]) + self.public.raw
        return hashlib.sha256(data).digest()[:4]

    def encode(self) -> str:
        """The verifier key as text."""
        key = b64encode(bytes([self.kind]) + self.public.raw).decode()
        return f"{self.name}+{self.key_id.hex()}+{key}"

    @classmethod
    def decode(cls, text: str) -> Verifier:
        """Read a verifier key.

        Raises:
            InputError: ``keys.verifier-malformed``.
        """
        name, _, rest = text.strip().partition("+")
        key_id, _, key = rest.partition("+")
        try:
            data = b64decode(key, validate=True)
            verifier = cls(name, PublicKey(ED25519, data[1:]), data[0])
        except (IndexError, ValueError, InputError, UsageError):
            raise InputError("keys.verifier-malformed", start=name[:60]) from None
        if key_id != verifier.key_id.hex():
            raise InputError("keys.verifier-malformed", start=name[:60])
        return verifier


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """A signature that held. ``cosigned_at`` is the POSIX time in a cosignature, None in a plain signature."""

    verifier: Verifier
    cosigned_at: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note that at least one of the given verifiers signed. ``text`` ends in a newline."""

    text: str
    signatures: tuple[NoteSignature, ...] = field(default=())


def is_name(name: str) -> bool:
    """Whether ``name`` may name a signer: not empty, no white space, no plus sign, nothing unprintable."""
    return bool(name) and name.isprintable() and not any(char == "+" or char.isspace() for char in name)


def sign_note(text: str, name: str, private: PrivateKey) -> str:
    """Make a note of ``text`` (which ends in a newline) with one Ed25519 signature.

    Raises:
        UsageError: ``keys.note-text``, ``keys.note-name`` or ``keys.note-key``.
    """
    _check_text(text)
    return f"{text}\n{_line(Verifier(name, private.public), private.sign(text.encode()))}"


def add_signature(note: str, name: str, private: PrivateKey) -> str:
    """Add an Ed25519 signature to a note. The signatures that it has already are kept as they are, unchecked."""
    text, _ = _split(note)
    return note + _line(Verifier(name, private.public), private.sign(text.encode()))


def cosign_note(note: str, name: str, private: PrivateKey, at: datetime) -> str:
    """Add a cosignature/v1: "at this time I saw this checkpoint, and it was consistent with all that I saw before"."""
    text, _ = _split(note)
    seconds = int(at.timestamp())
    signature = struct.pack(">Q", seconds) + private.sign(_cosigned(text, seconds))
    return note + _line(Verifier(name, private.public, COSIGNATURE), signature)


def open_note(note: str, verifiers: Iterable[Verifier]) -> Note:
    """Check a note.

    Signatures by keys that are not among ``verifiers`` are passed over; one that claims to be by a known key and does
    not hold condemns the whole note, whatever else is under it.

    Raises:
        IntegrityError: ``keys.note-malformed``, ``keys.note-unsigned`` (by nobody we know), ``keys.signature-invalid``.
    """
    text, lines = _split(note)
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    held: dict[Verifier, NoteSignature] = {}
    for name, blob in map(_parse_line, lines):
        verifier = known.get((name, blob[:4]))
        if verifier is not None and verifier not in held:
            held[verifier] = _check(text, verifier, blob[4:])
    if not held:
        raise IntegrityError("keys.note-unsigned")
    return Note(text, tuple(held.values()))


def verify_note(note: str, verifiers: Iterable[Verifier]) -> str:
    """The text of a note that at least one of ``verifiers`` signed; raises as :func:`open_note` does."""
    return open_note(note, verifiers).text


def _check(text: str, verifier: Verifier, signature: bytes) -> NoteSignature:
    if verifier.kind == SIGNATURE:
        verifier.public.verify(signature, text.encode())
        return NoteSignature(verifier)
    if len(signature) != 72:
        raise IntegrityError("keys.signature-invalid", key=verifier.public.id)
    (seconds,) = struct.unpack_from(">Q", signature)
    verifier.public.verify(signature[8:], _cosigned(text, seconds))
    return NoteSignature(verifier, seconds)


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _line(verifier: Verifier, signature: bytes) -> str:
    return f"{_DASH}{verifier.name} {b64encode(verifier.key_id + signature).decode()}\n"


def _parse_line(line: str) -> tuple[str, bytes]:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        blob = b64decode(encoded, validate=True)
    except ValueError:
        blob = b""
    if not (line.startswith(_DASH) and space and is_name(name) and len(blob) > 4):
        raise IntegrityError("keys.note-malformed")
    return name, blob


def _split(note: str) -> tuple[str, list[str]]:
    # The text may hold blank lines of its own: the signatures begin after the last one.
    body, blank, signatures = note.rpartition("\n\n")
    lines = signatures.splitlines()
    if (
        len(note) > _MAX_CHARACTERS
        or not blank
        or not signatures.endswith("\n")
        or not 0 < len(lines) <= _MAX_SIGNATURES
    ):
        raise IntegrityError("keys.note-malformed")
    text = body + "\n"
    try:
        _check_text(text)
    except UsageError:
        raise IntegrityError("keys.note-malformed") from None
    return text, lines


def _check_text(text: str) -> None:
    if not text.endswith("\n") or any(char < " " and char != "\n" for char in text):
        raise UsageError("keys.note-text")
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        raise UsageError("keys.note-text") from None
