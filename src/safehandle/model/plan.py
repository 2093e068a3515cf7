"""A plan: exactly what will be done, before anything is touched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from safehandle.errors import InputError
from safehandle.model.facts import Fact, private
from safehandle.model.plain import from_plain, to_plain

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who will do what, under which contract, stated as typed facts.

    ``nonce`` is 32 random hex digits. It makes the digest of every plan unique, so that an approval cannot be used for
    a second act that happens to look the same; being private itself, it also keeps file names from being guessed from
    a digest in the ledger.
    """

    verb: str
    contract: str
    actor: str
    at: datetime
    nonce: str = private()
    facts: tuple[Fact, ...]

    def of(self, kind: type[F]) -> tuple[F, ...]:
        """The facts of one type, in order."""
        return tuple(fact for fact in self.facts if isinstance(fact, kind))

    def covers(self, facts: Iterable[Fact]) -> bool:
        """Whether the plan states every one of these facts: what an act looks like just before it happens."""
        return all(fact in self.facts for fact in facts)

    def encode(self) -> bytes:
        """The plan as people pass it round: canonical JSON without a line end. Its SHA-256 is the digest."""
        return json.dumps(to_plain(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @classmethod
    def decode(cls, data: bytes) -> Plan:
        """Read what :meth:`encode` wrote, and nothing else: another spelling of the same plan is refused.

        Raises:
            InputError: ``plain.malformed``.
        """
        try:
            plan = from_plain(cls, json.loads(data))
        except (ValueError, RecursionError):
            raise InputError("plain.malformed", path="(top)", expected="Plan") from None
        if plan.encode() != data:
            raise InputError("plain.malformed", path="(top)", expected="canonical JSON")
        return plan

    def digest(self) -> str:
        """SHA-256 (hex) over :meth:`encode`; this is what people approve."""
        return hashlib.sha256(self.encode()).hexdigest()
