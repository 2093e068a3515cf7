"""Kind ``cipher-listed``: every algorithm that the act uses is on the CRYPTREC list of recommended ciphers."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.algorithms import listed
from safehandle.model import Cipher
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class CipherListed:
    """Source: 電子政府における調達のために参照すべき暗号のリスト (CRYPTREC暗号リスト), 電子政府推奨暗号リスト."""

    def objection(self, case: Case) -> Objection | None:
        ciphers = case.of(Cipher)
        if not ciphers:
            return Objection(NOTHING_TO_JUDGE, "cipher")
        unlisted = next((cipher for cipher in ciphers if not listed(cipher.name)), None)
        return Objection("policy.cipher-not-listed", unlisted.name) if unlisted else None


KIND = CipherListed
