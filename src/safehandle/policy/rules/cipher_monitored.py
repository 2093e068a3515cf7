"""Kind ``cipher-monitored``: every algorithm is recommended by CRYPTREC, or monitored and kept for compatibility."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.algorithms import Status, listed
from safehandle.model import Cipher
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class CipherMonitored:
    """For formats that fix an algorithm of the 運用監視暗号リスト, such as SHA-1 in AES ZIP.

    A row of kind ``cipher-listed`` for the same verb, limited by ``data``, refuses them for what needs more.
    Source: CRYPTREC暗号リスト, 運用監視暗号リスト: "互換性維持のために継続利用を容認する".
    """

    def objection(self, case: Case) -> Objection | None:
        ciphers = case.of(Cipher)
        if not ciphers:
            return Objection(NOTHING_TO_JUDGE, "cipher")
        unknown = next((cipher for cipher in ciphers if listed(cipher.name).status < Status.MONITORED), None)
        return Objection("policy.cipher-not-monitored", unknown.name) if unknown else None


KIND = CipherMonitored
