"""What ``ssh -v`` wrote: what was negotiated, and why it failed. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safehandle.errors import RemoteError
from safehandle.transfer.links.link import Route
from safehandle.transfer.offers import Offer, check, has_own_mac

_KEY = re.compile(r"^debug1: Server host key: (\S+) (SHA256:\S+)$", re.MULTILINE)
_KEX = re.compile(r"^debug1: kex: algorithm: (\S+)$", re.MULTILINE)
_KEY_ALGORITHM = re.compile(r"^debug1: kex: host key algorithm: (\S+)$", re.MULTILINE)
_DIRECTION = re.compile(r"^debug1: kex: (?:server->client|client->server) cipher: (\S+) MAC: (\S+) ", re.MULTILINE)
_WEAK = re.compile(r"no matching (.+?) found\. Their offer: (\S+)")
_REASONS = (
    "Could not resolve hostname",
    "Connection refused",
    "No route to host",
    "Network is unreachable",
    "Permission denied",
    "Host key verification failed",
    "Connection timed out",
)
_KINDS = {
    "cipher": "cipher",
    "MAC": "mac",
    "key exchange method": "key-exchange",
    "host key type": "host-key",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownKey:
    """The host key that a server showed."""

    algorithm: str
    fingerprint: str


def is_ready(log: str) -> bool:
    """Whether everything up to the SFTP server's start has succeeded."""
    return "debug1: Sending subsystem: sftp" in log


def shown_key(log: str) -> ShownKey | None:
    """The host key in the log, if it came so far."""
    found = _KEY.search(log)
    return ShownKey(algorithm=found[1], fingerprint=found[2]) if found else None


def route(log: str, host: str, offered: Offer) -> Route:
    """What was negotiated, held against what was offered.

    Raises:
        RemoteError: ``transfer.weak-algorithms``.
    """
    key = shown_key(log)
    exchange, algorithm = _first(_KEX, log), _first(_KEY_ALGORITHM, log)
    directions = _DIRECTION.findall(log) or [("", "")]
    check("key-exchange", exchange, offered.key_exchanges, host=host)
    check("host-key", algorithm, offered.host_keys, host=host)
    for cipher, mac in directions:
        check("cipher", cipher, offered.ciphers, host=host)
        if not has_own_mac(cipher):
            check("mac", mac, offered.macs, host=host)
    cipher, mac = directions[-1]
    return Route(
        means="ssh",
        server=host,
        host_key=key.fingerprint if key else "",
        host_key_algorithm=algorithm,
        key_exchange=exchange,
        cipher=cipher,
        mac="" if has_own_mac(cipher) else mac,
    )


def _first(pattern: re.Pattern[str], log: str) -> str:
    found = pattern.search(log)
    return found[1] if found else ""


def explain(log: str, *, host: str, user: str, seconds: float) -> RemoteError:
    """Why ``ssh`` ended before it was ready."""
    if weak := _WEAK.search(log):
        what = _KINDS.get(weak[1], weak[1])
        return RemoteError("transfer.weak-algorithms", host=host, what=what, offered=weak[2].split(","))
    if "Invalid key length" in log:
        return RemoteError("transfer.weak-host-key", host=host, bits="", least="")
    reason = next((reason for reason in _REASONS if reason in log), "")
    meant = {
        "": RemoteError("transfer.disconnected", host=host),
        "Permission denied": RemoteError("transfer.auth-refused", host=host, user=user),
        "Connection timed out": RemoteError("transfer.no-answer", stage="connect", seconds=seconds),
    }
    return meant.get(reason, RemoteError("transfer.unreachable", host=host, reason=reason))
