"""Kind ``tamper-evident``: what is stored or sent shows every alteration."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Cipher
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class TamperEvident:
    """At least one of the algorithms authenticates the data: an AEAD mode, a MAC or a signature.

    Source: tsukuba 14(6) (accuracy of the data) and 14(8) (真正性・保存性).
    """

    def objection(self, case: Case) -> Objection | None:
        ciphers = case.of(Cipher)
        if not ciphers:
            return Objection(NOTHING_TO_JUDGE, "cipher")
        if any(mark in cipher.name.upper() for cipher in ciphers for mark in _AUTHENTICATING):
            return None
        return Objection("policy.not-tamper-evident", ciphers[0].name)


_AUTHENTICATING = ("GCM", "CCM", "HMAC", "CMAC", "GMAC", "ECDSA", "EDDSA", "ED25519", "RSA-PSS", "ML-DSA")


KIND = TamperEvident
