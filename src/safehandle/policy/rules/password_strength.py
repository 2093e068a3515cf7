"""Kind ``password-strength``: a password is strong enough for what it protects."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Addressee, Password
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordStrength:
    """At least ``bits`` of estimated entropy; by a careful estimate 30 is a dozen mixed characters that a person chose.

    Data that is sealed to keys alone has no password to judge.
    """

    bits: int = 30

    def objection(self, case: Case) -> Objection | None:
        passwords = case.of(Password)
        addressees = case.of(Addressee)
        if not passwords:
            by_key = addressees and all(addressee.means == "key" for addressee in addressees)
            return None if by_key else Objection(NOTHING_TO_JUDGE, "password")
        weak = next((password for password in passwords if password.bits < self.bits), None)
        return Objection("policy.password-weak", str(weak.bits)) if weak else None


KIND = PasswordStrength
