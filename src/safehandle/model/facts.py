"""Facts: what a plan says will happen, or a result says has happened, each of a type that a rule can ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


class DataClass(StrEnum):
    """How much the data needs protection; a profile maps the municipality's own levels onto these four."""

    IMPORTANT = "important"  # 重要情報
    PERSONAL = "personal"  # 個人情報
    SPECIFIC = "specific"  # 特定個人情報 (with an individual number)
    OTHER = "other"


def private() -> str:
    """Mark a field that may hold personal data: the ledger keeps it beside the entry, where it can be redacted."""
    return field(default="", metadata={"private": True})


class Fact:
    """One checkable statement. Rules select facts by type; the ledger writes them by ``kind``."""

    __slots__ = ()
    kind: ClassVar[str]
    kinds: ClassVar[dict[str, type[Fact]]] = {}

    def __init_subclass__(cls, *, kind: str | None = None) -> None:
        # ``@dataclass(slots=True)`` makes the class a second time, without the keyword.
        if kind is not None:
            cls.kind = kind
        Fact.kinds[cls.kind] = cls


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact(Fact, kind="artifact"):
    """Something that holds data: a file, a folder's summary, a stream, a container.

    ``size`` is in bytes. ``sha256`` (hex) is empty where the content has not been read yet, as in a plan whose act
    hashes while it reads.
    """

    role: str  # "source", "output", "container"
    name: str = private()
    size: int
    sha256: str = ""
    files: int = 1
    data_class: DataClass = DataClass.PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Cipher(Fact, kind="cipher"):
    """One cryptographic algorithm that the act uses, by its name in the CRYPTREC list."""

    name: str
    key_bits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee(Fact, kind="addressee"):
    """For whom data is sealed. ``recipient`` is the registered id, or empty for "whoever knows the password"."""

    recipient: str
    means: str  # "password" or "key"
    key_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Password(Fact, kind="password"):
    """How strong a password is, never the password itself.

    ``bits`` is an estimate of its entropy; ``route`` how it travels to the recipient.
    """

    bits: int
    generated: bool
    route: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedContainer(Fact, kind="sealed-container"):
    """A container by its identity: SHA-256 (hex) of header and MAC lines, and the 照合番号 printed on paper."""

    identity: str
    number: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFact(Fact, kind="key"):
    """A key pair by its id, which is empty where it is yet to be made. ``purpose``: "seal" or "sign".

    ``kept`` says what protects the private half, and so what destroying it leaves behind: "asked" (a passphrase that a
    person knows) or "keyring" (a random one in the operating system's keyring).
    """

    key_id: str
    algorithm: str
    purpose: str
    public: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout(Fact, kind="handout"):
    """A checkpoint that leaves our hands: the tree's size and root (hex), and to whom it goes."""

    size: int
    root: str
    to: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Fact, kind="change"):
    """A change of the contract folder: which part (``"person"``), which id, what was done (``"add"``, ``"end"``)."""

    part: str
    ident: str
    what: str
    detail: str = private()
