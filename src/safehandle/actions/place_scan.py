"""place scan: which host keys a server shows. Not an act: nothing is trusted, registered or recorded by it."""

from __future__ import annotations

from safehandle.errors import UsageError
from safehandle.transfer import Address, Deadlines, HostKey, Server


def place_scan(url: str, deadlines: Deadlines | None = None) -> tuple[HostKey, ...]:
    """The host keys of the server in ``url``, to be confirmed by another route before one is registered.

    Raises:
        UsageError: ``transfer.url-malformed``, ``place.no-server``.
        RemoteError: ``transfer.unreachable``, ``transfer.no-answer``, ``transfer.weak-algorithms``,
            ``transfer.weak-host-key``.
    """
    from safehandle.transfer.links.over_paramiko import host_keys  # costs start-up time, needed here only

    address = Address.parse(url)
    if not address.host:
        raise UsageError("place.no-server", url=url)
    return host_keys(Server(host=address.host, port=address.port), deadlines or Deadlines())
