"""Approvals that count no longer, by what the ledger recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from safehandle.model import (
    Approval,
    ApprovalRevoked,
    Decision,
    Done,
    Fact,
    Failed,
    Intent,
    Plan,
    Record,
    Refused,
    Scope,
    voided,
)

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
DECISION = Decision(profile="baseline", findings=())


def plan(nonce: str = "1", verb: str = "wipe", *facts: Fact) -> Plan:
    return Plan(verb=verb, contract="K-1", actor="sato", at=NOW, nonce=nonce, facts=facts)


def approval(ident: str, of: Plan | None = None) -> Approval:
    return Approval(
        ident=ident,
        approver="tanaka",
        at=NOW,
        until=NOW + timedelta(days=1),
        plan_digest=of.digest() if of else "",
        scope=None if of else Scope(verbs=("wipe",)),
    )


def states(approvals: list[Approval], *records: Record) -> list[str]:
    return [one.voided for one in voided(approvals, records)]


ONE, OTHER = plan("1"), plan("2")
A, B, STANDING = approval("a", ONE), approval("b", OTHER), approval("s")


def test_nothing_recorded_voids_nothing() -> None:
    assert states([A, B, STANDING]) == ["", "", ""]


def test_a_plan_that_was_begun_has_used_up_every_approval_of_it_and_no_other() -> None:
    intent = Intent(plan=ONE, decision=DECISION, approvals=(A, B, STANDING))
    second = replace(A, ident="a2")
    for outcome in (Done(intent=1, facts=()), Failed(intent=1, code="x")):
        assert states([A, second, B, STANDING], intent, outcome) == ["used", "used", "", ""]


def test_a_refused_plan_uses_nothing_up() -> None:
    assert states([A], Refused(plan=ONE, decision=DECISION, approvals=(A,))) == [""]


def test_a_redacted_plan_still_counts_as_begun() -> None:
    redacted = replace(ONE, nonce="")
    assert redacted.digest() != ONE.digest()
    assert states([A], Intent(plan=redacted, decision=DECISION, approvals=(A,))) == ["used"]


def test_a_revoked_approval_is_revoked_even_if_it_was_used() -> None:
    revoking = plan("3", "revoke", ApprovalRevoked(ident="a"), ApprovalRevoked(ident="s"))
    records = (
        Intent(plan=ONE, decision=DECISION, approvals=(A,)),
        Intent(plan=revoking, decision=DECISION),
    )
    assert states([A, B, STANDING], *records) == ["revoked", "", "revoked"]


def test_a_revocation_that_was_refused_revokes_nothing() -> None:
    revoking = plan("3", "revoke", ApprovalRevoked(ident="a"))
    assert states([A], Refused(plan=revoking, decision=DECISION)) == [""]
