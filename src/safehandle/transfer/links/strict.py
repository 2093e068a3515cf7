"""paramiko's transport with our offer in place of its own. Imported only when paramiko is used."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

import paramiko
from paramiko.kex_gex import KexGexSHA256

from safehandle.errors import RemoteError
from safehandle.transfer.links.link import Deadlines
from safehandle.transfer.links.packets import StockedPacketizer
from safehandle.transfer.links.timed import TimedSocket
from safehandle.transfer.offers import SMALLEST_MODULUS, check, has_own_mac, key_type, offer
from safehandle.transfer.server import Server

# Without a handler, Python prints paramiko's own account of every error on standard error.
logging.getLogger("paramiko").addHandler(logging.NullHandler())


class _Group(KexGexSHA256):
    """Group exchange that asks for a modulus of at least 3072 bits (RFC 8270 asks for 2048)."""

    min_bits = preferred_bits = SMALLEST_MODULUS

    def _parse_kexdh_gex_group(self, m: paramiko.Message) -> None:
        super()._parse_kexdh_gex_group(m)  # type: ignore[misc]
        size = (self.p or 0).bit_length()
        if size < SMALLEST_MODULUS:
            host = getattr(self.transport, "shown", "")
            raise RemoteError("transfer.weak-algorithms", host=host, what="key-exchange", offered=f"DH {size}")


class StrictTransport(paramiko.Transport):
    """Offers what :func:`~safehandle.transfer.offers.offer` says, and checks afterwards that nothing else came of it.

    The lists are set here and not by ``disabled_algorithms``, which passes over names that it does not know.
    """

    _preferred_kex = offer().key_exchanges
    _preferred_keys = offer().host_keys
    _preferred_pubkeys = offer().host_keys
    _preferred_ciphers = offer().ciphers
    _preferred_macs = offer().macs
    _preferred_compression = ("none",)
    _kex_info: ClassVar[dict[str, Any]] = {
        **paramiko.Transport._kex_info,  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way in
        "diffie-hellman-group-exchange-sha256": _Group,
    }

    def __init__(self, wire: TimedSocket, server: Server, *, without: tuple[str, ...] = ()) -> None:
        super().__init__(wire, packetizer_class=StockedPacketizer)
        self._preferred_keys = tuple(name for name in offer().host_keys if name not in without)
        self._server = server
        self._theirs: dict[str, list[str]] = {}
        self.key_exchange = ""
        self.shown = server.shown

    def agree(self, deadlines: Deadlines) -> None:
        """Exchange keys.

        Raises:
            RemoteError: ``transfer.no-answer``, ``transfer.disconnected``, ``transfer.weak-algorithms`` or
                ``transfer.weak-host-key``.
        """
        self.banner_timeout = self.handshake_timeout = deadlines.key_exchange
        try:
            self.start_client(timeout=deadlines.key_exchange)
        except (paramiko.SSHException, EOFError, OSError) as error:
            if isinstance(error, EOFError) and self._theirs:
                raise self._too_slow(deadlines) from None
            if "banner" in str(error).lower() and not self.remote_version:
                raise self._too_slow(deadlines) from None
            raise RemoteError("transfer.disconnected", host=self._server.shown) from None
        if not self.initial_kex_done:
            raise self._too_slow(deadlines)
        self._check()

    def _too_slow(self, deadlines: Deadlines) -> RemoteError:
        return RemoteError("transfer.no-answer", stage="key-exchange", seconds=deadlines.key_exchange)

    @property
    def mac(self) -> str:
        """The MAC that was agreed on; empty where the cipher has its own."""
        return "" if has_own_mac(self.local_cipher) else self.local_mac or ""

    def same_key_types(self) -> tuple[str, ...]:
        """The host key algorithms that use the key which the server has just shown."""
        shown = key_type(self.host_key_type or "")
        return tuple(name for name in offer().host_keys if key_type(name) == shown)

    def has_others(self, tried: tuple[str, ...]) -> bool:
        """Whether the server has a host key of a type that was not tried."""
        return any(name in self._theirs["host-key"] for name in offer().host_keys if name not in tried)

    def _parse_kex_init(self, m: paramiko.Message) -> None:
        lists = self._really_parse_kex_init(m)  # type: ignore[attr-defined]
        m.rewind()
        self._theirs = {
            "key-exchange": lists["kex_algo_list"],
            "host-key": lists["server_key_algo_list"],
            "cipher": lists["client_encrypt_algo_list"],
            "mac": lists["client_mac_algo_list"],
        }
        ours = {
            "key-exchange": offer().key_exchanges,
            "host-key": offer().host_keys,
            "cipher": offer().ciphers,
            "mac": offer().macs,
        }
        for what, names in ours.items():
            own_mac = what == "mac" and any(map(has_own_mac, self._theirs["cipher"]))
            if not own_mac and not set(names) & set(self._theirs[what]):
                raise RemoteError(
                    "transfer.weak-algorithms", host=self._server.shown, what=what, offered=self._theirs[what]
                )
        super()._parse_kex_init(m)  # type: ignore[misc]
        self.key_exchange = str(getattr(self.kex_engine, "name", ""))  # paramiko forgets it when it is done

    def _check(self) -> None:
        host = self._server.shown
        check("key-exchange", self.key_exchange, offer().key_exchanges, host=host)
        check("host-key", self.host_key_type or "", offer().host_keys, host=host)
        for cipher, mac in ((self.local_cipher, self.local_mac), (str(self.remote_cipher), str(self.remote_mac))):  # type: ignore[attr-defined]
            check("cipher", cipher, offer().ciphers, host=host)
            if not has_own_mac(cipher):
                check("mac", mac or "", offer().macs, host=host)
        key = self.get_remote_server_key()
        if key.get_name() == "ssh-rsa" and key.get_bits() < SMALLEST_MODULUS:
            raise RemoteError("transfer.weak-host-key", host=host, bits=key.get_bits(), least=SMALLEST_MODULUS)
