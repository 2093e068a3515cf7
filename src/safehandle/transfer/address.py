"""Where a place is, as its URL in contract.toml says."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from safehandle.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A URL in parts. ``folder`` is a path on the other side; an empty one is where a login begins.

    ``sftp://user@host:2222/drop`` (``sftp+ssh://`` by the system's ssh), ``file:///mnt/share/drop``. As elsewhere, a
    path that begins with ``/~/`` is relative to where the login begins.
    """

    scheme: str
    folder: str
    host: str = ""
    port: int = 22
    user: str = ""

    @classmethod
    def parse(cls, url: str) -> Address:
        """Read a URL.

        Raises:
            UsageError: ``transfer.url-malformed``; a password in a URL is one of its reasons, and is not shown.
        """
        try:
            parts = urlsplit(url)
            port = 22 if parts.port is None else parts.port
        except ValueError:
            raise UsageError("transfer.url-malformed", url=_without_secret(url)) from None
        folder = unquote(parts.path)
        needs_host = parts.scheme != "file"
        if not parts.scheme or parts.password is not None or not port or bool(parts.hostname) != needs_host:
            raise UsageError("transfer.url-malformed", url=_without_secret(url))
        if (
            parts.query
            or parts.fragment
            or "\0" in folder
            or (needs_host and _is_option(parts.hostname, parts.username))
        ):
            raise UsageError("transfer.url-malformed", url=_without_secret(url))
        folder = folder.removeprefix("/~/") if folder.startswith("/~/") else folder
        return cls(
            scheme=parts.scheme,
            folder=folder.rstrip("/") or ("/" if folder.startswith("/") and not needs_host else ""),
            host=parts.hostname or "",
            port=port,
            user=unquote(parts.username or ""),
        )


def _is_option(*words: str | None) -> bool:
    # ssh would take a host or user that begins with a hyphen for an option.
    return any(word is not None and (word.startswith("-") or not word.isprintable() or " " in word) for word in words)


def _without_secret(url: str) -> str:
    head, at, tail = url.rpartition("@")
    return f"…@{tail}" if at and head else url
