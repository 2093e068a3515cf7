"""Kind ``password-route``: the password does not travel the way the data goes."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Destination, Password, PasswordNotice
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRoute:
    """Judges what leaves, and every パスワード通知書: data sealed to keys has no password that could travel."""

    def objection(self, case: Case) -> Objection | None:
        notices = case.of(PasswordNotice)
        ways = {destination.via for destination in case.of(Destination)}
        ways.update(route for notice in notices for route in notice.data_routes)
        if not ways:
            return Objection(NOTHING_TO_JUDGE, "data-route" if notices else "destination")
        routes = (*(password.route for password in case.of(Password)), *(notice.route for notice in notices))
        same = next((route for route in routes if route in ways), None)
        return Objection("policy.password-same-route", same) if same else None


KIND = PasswordRoute
