"""paramiko's packets with random padding out of a stock. Imported only when paramiko is used."""

from __future__ import annotations

import os
import socket
import struct
from typing import Final

from paramiko.packet import Packetizer

_STOCK: Final = 4096


class StockedPacketizer(Packetizer):
    """Draws random padding for hundreds of packets at once: a system call for each costs more than encrypting it.

    Source: RFC 4253 section 6 (padding), RFC 5647 section 7.2 (with GCM the length is not encrypted).
    """

    def __init__(self, wire: socket.socket) -> None:
        super().__init__(wire)
        self._padding = memoryview(b"")

    def _build_packet(self, payload: bytes) -> bytes:
        block: int = self._Packetizer__block_size_out  # type: ignore[attr-defined]
        bare: bool = self._Packetizer__etm_out or self._Packetizer__aead_out  # type: ignore[attr-defined]
        size = 3 + block - ((len(payload) + (4 if bare else 8)) % block)
        if len(self._padding) < size:
            self._padding = memoryview(os.urandom(_STOCK))
        padding, self._padding = self._padding[:size], self._padding[size:]
        return b"".join((struct.pack(">IB", len(payload) + size + 1, size), payload, padding))
