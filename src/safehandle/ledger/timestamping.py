"""RFC 3161 timestamps on checkpoints: an authority's word for when a state of the ledger existed at the latest.

What is stamped is the checkpoint's text (origin, size, root), so that cosignatures that come later change nothing. The
response lies beside the checkpoint as ``<name>.checkpoint.tsr``; a checkpoint without one is still to be stamped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from safehandle.errors import InputError, IntegrityError, RemoteError, UsageError
from safehandle.ledger.entry import JST
from safehandle.ledger.held import kept_checkpoints, read_text

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampRequest, TimeStampResponse

SUFFIX = ".tsr"
_SECONDS = 30
_LIMIT = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """An authority's verified response. ``at`` is the time it states, ``token`` the response as it came (DER)."""

    at: datetime
    token: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the response."""
        return sha256(self.token).hexdigest()


@dataclass(frozen=True, slots=True)
class Authority:
    """A timestamp authority: where it answers, and the root certificates that its own must lead to."""

    url: str
    roots: tuple[Certificate, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise UsageError("ledger.authority-url", url=self.url)

    def stamp(self, text: str) -> Stamp:
        """Ask for a timestamp of a checkpoint's text, and check the answer before believing it.

        Raises:
            RemoteError: ``ledger.authority-unreachable``, ``ledger.authority-refused``.
            IntegrityError: ``ledger.timestamp-false``.
        """
        import rfc3161_client as tsp  # with what it needs, more than a ledger without an authority should load

        asked = tsp.TimestampRequestBuilder().data(text.encode()).hash_algorithm(tsp.HashAlgorithm.SHA256).build()
        answer = self._post(asked.as_bytes())
        return _verify(answer, text, self.roots, asked)

    def _post(self, query: bytes) -> bytes:
        from http.client import HTTPException  # 15 ms that a ledger without an authority need not wait for
        from urllib.error import HTTPError, URLError
        from urllib.request import Request, urlopen

        request = Request(self.url, query, {"Content-Type": "application/timestamp-query"})  # noqa: S310 - see above
        try:
            with urlopen(request, timeout=_SECONDS) as response:  # noqa: S310 - the scheme was checked
                data: bytes = response.read(_LIMIT)
        except HTTPError as error:
            raise RemoteError("ledger.authority-refused", url=self.url, reason=str(error.code)) from error
        except (URLError, OSError, HTTPException) as error:
            raise RemoteError("ledger.authority-unreachable", url=self.url, reason=str(error)) from error
        return data


def verify_stamp(token: bytes, text: str, roots: Sequence[Certificate]) -> Stamp:
    """Check a kept response for a checkpoint's text.

    Raises:
        IntegrityError: ``ledger.timestamp-false``.
    """
    return _verify(token, text, roots, None)


def read_roots(paths: Iterable[Path]) -> tuple[Certificate, ...]:
    """Root certificates from PEM files.

    Raises:
        InputError: ``ledger.roots-unreadable``, ``ledger.checkpoint-unreadable``.
    """
    from cryptography.x509 import load_pem_x509_certificates

    found: list[Certificate] = []
    for path in paths:
        try:
            found += load_pem_x509_certificates(read_text(path).encode())
        except ValueError as error:
            raise InputError("ledger.roots-unreadable", path=str(path)) from error
    return tuple(found)


def unstamped(contract_folder: Path) -> Iterator[Path]:
    """The kept checkpoints that no authority has vouched for yet, oldest first: the queue for when one is reached."""
    return (path for path in kept_checkpoints(contract_folder) if not stamp_path(path).exists())


def stamp_path(checkpoint: Path) -> Path:
    """Where the response for a checkpoint's file lies."""
    return checkpoint.with_name(checkpoint.name + SUFFIX)


def _verify(token: bytes, text: str, roots: Sequence[Certificate], asked: TimeStampRequest | None) -> Stamp:
    import rfc3161_client as tsp

    builder = tsp.VerifierBuilder.from_request(asked) if asked else tsp.VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        answer: TimeStampResponse = tsp.decode_timestamp_response(token)
        builder.build().verify_message(answer, text.encode())
        return Stamp(answer.tst_info.gen_time.astimezone(JST), token)
    except (ValueError, tsp.VerificationError) as error:
        raise IntegrityError("ledger.timestamp-false", reason=str(error).partition("\n")[0]) from error
