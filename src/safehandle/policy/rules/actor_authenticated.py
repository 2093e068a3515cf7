"""Kind ``actor-authenticated``: who acts was recognised, not merely named."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.model import Authentication
from safehandle.policy.case import NOTHING_TO_JUDGE, Case, Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAuthenticated:
    """``means`` are those that count: the operating system's login that contract.toml binds to the person, or the
    person's signing key with its passphrase. Nobody acts under the name of a person who is bound to either; one who
    is bound to neither can only be named, which ``unbound`` accepts.

    Source: gunma 3ア, nerima-2025-12 18(4)ア.
    """

    means: tuple[str, ...] = ("login", "key")
    unbound: bool = True

    def objection(self, case: Case) -> Objection | None:
        shown = case.of(Authentication)
        if not shown:
            return Objection(NOTHING_TO_JUDGE, "authentication")
        if any(one.person == case.plan.actor and one.means in self.means for one in shown):
            return None
        if self.unbound and case.actor and not case.actor.login and not case.actor.key:
            return None
        return Objection("policy.actor-not-authenticated", case.plan.actor)


KIND = ActorAuthenticated
