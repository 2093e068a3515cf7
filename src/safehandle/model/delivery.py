"""Facts about deliveries: what went or came, by which way, and what the other side says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from safehandle.model.facts import Fact, private


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection(Fact, kind="collection"):
    """Something is fetched from a registered place: "delivery", or the "receipt" of one of ours."""

    place: str
    via: str
    what: str
    name: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Fact, kind="delivery"):
    """One delivery that arrived whole. ``direction``: "sent" or "received".

    ``manifest`` and ``slip`` are the SHA-256 (hex) of its papers, ``signer`` the id of the key that signed them;
    ``size`` is in bytes. ``verification`` says how far it is known that the other side holds it; ``resumed`` is how
    many bytes an earlier attempt had brought, ``failures`` are the codes of the attempts that failed before; each of
    them has an entry of its own.
    ``receipt_due`` is the day by which the receipt must be back.
    """

    direction: str
    place: str
    recipient: str
    ident: str = private()
    manifest: str
    slip: str
    signer: str
    files: int
    size: int
    verification: str = ""
    resumed: int = 0
    failures: tuple[str, ...] = ()
    receipt_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection(Fact, kind="connection"):
    """How bytes travelled, as it was negotiated. ``means``: "paramiko", "ssh" or "folder"."""

    means: str
    server: str
    host_key: str
    host_key_algorithm: str
    key_exchange: str
    cipher: str
    mac: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts(Fact, kind="attempts"):
    """An attempt to transfer that failed. ``failures`` are the codes of the attempts before it, in order; each of them
    has an entry of its own."""

    place: str
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryProof(Fact, kind="delivery-proof"):
    """The evidence of the delivery with this ``manifest`` (SHA-256, hex) in one folder.

    ``entries`` are the ledger's that are proved in it, against the checkpoint of ``checkpoint`` entries; ``approvals``
    are those (their ids) whose files are in it, ``receipt`` says whether the other side's receipt is.
    """

    manifest: str
    entries: tuple[int, ...]
    checkpoint: int
    approvals: tuple[str, ...] = ()
    receipt: bool
    ident: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Fact, kind="acknowledgement"):
    """A receipt (受領書) for the delivery with this ``manifest`` (SHA-256, hex). ``bad`` files were not as sent.

    ``direction``: "received" (the other side's, for what we sent) or "given" (ours, for what we received).
    """

    direction: str
    manifest: str
    signer: str
    files: int
    bad: int
    ident: str = private()
    receiver: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerOpened(Fact, kind="container-opened"):
    """The reader's 受領書 (docs/spec/receipt.md) says that the container with this ``identity`` was opened.

    ``entry`` is the number of the entry that sealed it; its ``manifest`` (SHA-256, hex), ``files`` and ``size`` (bytes)
    agree. ``opened`` is the recipient's clock, ``paper`` what they said of the number on paper, ``receipt`` the SHA-256
    of the receipt. ``code_checked``: the 受領コード holds, so that whoever made the receipt could open the container;
    otherwise it was not checked. ``by`` is who, as they wrote it.
    """

    entry: int
    identity: str
    manifest: str
    files: int
    size: int
    opened: datetime
    paper: str
    receipt: str
    code_checked: bool
    by: str = private()
