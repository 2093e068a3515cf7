"""Which approvals count no longer, by what the ledger has recorded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from safehandle.model.approval import Approval, ApprovalRevoked
from safehandle.model.record import Intent, Record


def voided(approvals: Sequence[Approval], records: Iterable[Record]) -> tuple[Approval, ...]:
    """The same approvals, with ``voided`` set on those that were revoked, and on those whose plan was begun before.

    An intent is enough: an act that was begun has used up every approval of its plan, whatever became of it, and a
    revocation counts from the moment it was allowed. ``records`` may be all of the ledger, or what follows the oldest
    approval.
    """
    begun: set[str] = set()
    revoked: set[str] = set()
    for record in records:
        if isinstance(record, Intent):
            revoked.update(fact.ident for fact in record.plan.of(ApprovalRevoked))
            begun.update(_used(record))
    return tuple(
        replace(approval, voided="revoked" if approval.ident in revoked else "used")
        if approval.ident in revoked or approval.plan_digest in begun
        else approval
        for approval in approvals
    )


def _used(intent: Intent) -> Iterator[str]:
    digests = {approval.plan_digest for approval in intent.approvals if approval.plan_digest}
    if digests:
        own = intent.plan.digest()
        # A plan whose private part was redacted has lost its nonce, and with it its digest.
        yield from (digest for digest in digests if digest == own or not intent.plan.nonce)
