"""Facts about a contract's end: what has to be accounted for, how it is, and what lies outside the vendor's reach."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safehandle.model.facts import Fact, private


class Account(StrEnum):
    """How one registered thing is accounted for when the contract ends."""

    ERASE = "erase"  # planned: it will be erased by this act
    ERASED = "erased"  # erased by this act, verified
    INCOMPLETE = "incomplete"  # this act did not erase all of it, or did not verify it
    RECORDED = "recorded"  # an earlier entry of the ledger records its erasure or disposal
    STATED = "stated"  # somebody else says that it is erased; nobody here has verified that
    WITHIN = "within"  # it lies inside another place
    OUTSIDE = "outside"  # a registered recipient has it
    EMPTY = "empty"  # nothing was found there
    NOT_REACHED = "not-reached"  # nothing is known of its erasure

    @property
    def closed(self) -> bool:
        """Whether nothing is left to be done about it."""
        return self in {
            Account.ERASED,
            Account.RECORDED,
            Account.STATED,
            Account.WITHIN,
            Account.OUTSIDE,
            Account.EMPTY,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounted(Fact, kind="accounted"):
    """One registered thing at the contract's end. ``what``: "place", "medium" or "key"; ``ident`` its registered id.

    ``target`` (hex) is the digest of the erasure target or report that tells of it. ``entries`` are earlier entries of
    the ledger about its erasure, the one that counts last; ``by`` is who acted there, where it was somebody.
    ``method`` and ``level`` are those of a disposal that left no report. ``reason`` is the code of why it is not
    reached, or the outer place's id. ``statement`` is what somebody else states, or the number of their receipt.
    """

    what: str
    ident: str
    account: Account
    target: str = ""
    entries: tuple[int, ...] = ()
    by: str = ""
    method: str = ""
    level: str = ""
    reason: str = ""
    statement: str = private()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideReach(Fact, kind="outside-reach"):
    """What was sealed for others, sent or posted stays with them: the entries of the ledger that record it."""

    entries: tuple[int, ...]
