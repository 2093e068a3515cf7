"""Kind ``password-route``: a password does not travel the way the data goes."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Destination, Password
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRoute:
    """Judges what leaves: data sealed to keys has no password that could travel."""

    def objection(self, case: Case) -> Objection | None:
        destinations = case.of(Destination)
        if not destinations:
            return Objection(NOTHING_TO_JUDGE, "destination")
        ways = {destination.via for destination in destinations}
        same = next((password.route for password in case.of(Password) if password.route in ways), None)
        return Objection("policy.password-same-route", same) if same else None


KIND = PasswordRoute
