"""The 受領書 that the reader makes (docs/spec/receipt.md): who opened which container, and what they found."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from safehandle.errors import InputError

KIND = "safehandle.receipt/1"
LARGEST = 16 << 10
_TEXTS = ("identity", "number", "manifest", "opened", "paper", "by", "reader", "code")
_NUMBERS = ("files", "size")
_PAPER = ("same", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReceipt:
    """A receipt that was read, checked for form only.

    ``identity`` and ``manifest`` are SHA-256 (hex), ``size`` is in bytes, ``opened`` the time on the recipient's clock,
    ``paper`` what the person said of the number on paper ("same" or "none" at hand).
    """

    identity: str
    number: str
    manifest: str
    files: int
    size: int
    opened: str
    paper: str
    by: str = field(repr=False)
    reader: str
    code: str

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.opened)


def read_page_receipt(data: bytes) -> PageReceipt:
    """Read a receipt.

    Raises:
        InputError: ``reader.receipt-malformed``.
    """
    try:
        found = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.pop("kind", "") != KIND or found.keys() != {*_TEXTS, *_NUMBERS}:
        raise InputError("reader.receipt-malformed")
    texts = all(isinstance(found[name], str) and len(found[name]) <= 1000 for name in _TEXTS)
    numbers = all(type(found[name]) is int and found[name] >= 0 for name in _NUMBERS)
    if not texts or not numbers or found["paper"] not in _PAPER:
        raise InputError("reader.receipt-malformed")
    if not _is_moment(found["opened"]):
        raise InputError("reader.receipt-malformed")
    return PageReceipt(**found)


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).utcoffset() is not None
    except ValueError:
        return False


def receipt_code(receipt: PageReceipt, file_key: bytes) -> str:
    """The 受領コード that this receipt has if it was made by somebody who could open the container.

    ``file_key`` is the container's, 32 bytes. Compare with :func:`hmac.compare_digest`.
    """
    unsigned = {"kind": KIND, **{name: value for name, value in asdict(receipt).items() if name != "code"}}
    text = json.dumps(unsigned, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    # The key schedule of docs/spec/container.md, section 4, with the purpose "receipt".
    extracted = hmac.digest(bytes(64), file_key, "sha512")
    key = hmac.digest(extracted, b"safehandle.container/1 receipt\x01", "sha512")
    digits = hmac.digest(key, text, "sha512").hex()[:24].upper()
    return "-".join(digits[start : start + 4] for start in range(0, 24, 4))
