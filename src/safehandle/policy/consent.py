"""Which approvals count for a plan, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable

from safehandle.model import Addressee, Approval, Artifact, DataClass, Role, Scope, active
from safehandle.model.media import Medium, Posting
from safehandle.policy.case import Case, Objection
from safehandle.policy.whereabouts import places

APPROVERS = (Role.MANAGER, Role.SUPERVISOR)


def objection_to_approvals(case: Case, *, client: bool, missing: str) -> Objection | None:
    """None when one of the approvals counts; else why the first of them does not, or ``missing`` when there is none.

    An approval counts that is in force, was given for exactly this plan or for a scope that covers it, by a registered
    manager or supervisor who is not the one who acts; with ``client``, on the strength of the client's own document.
    """
    objections = [_against(approval, case, client=client) for approval in case.approvals]
    if any(objection is None for objection in objections):
        return None
    return objections[0] if objections else Objection(missing, case.plan.verb)


def approvers(case: Case) -> frozenset[str]:
    """Whose approvals count for the plan."""
    return frozenset(one.approver for one in case.approvals if _against(one, case, client=False) is None)


def _against(approval: Approval, case: Case, *, client: bool) -> Objection | None:
    code = _state(approval, case) or _approver(approval, case) or _cover(approval, case)
    if code == "" and client and not (approval.client_document and approval.client_document_sha256):
        code = "policy.approval-without-document"
    return Objection(code, approval.ident) if code else None


def _state(approval: Approval, case: Case) -> str:
    if approval.voided:
        return f"policy.approval-{approval.voided}"
    if case.at > approval.until:
        return "policy.approval-expired"
    # An approval from the future means that a clock was set back, here or there.
    return "policy.approval-not-yet" if case.at < approval.at else ""


def _approver(approval: Approval, case: Case) -> str:
    if approval.approver == case.plan.actor:
        return "policy.approval-self"
    person = case.contract.person(approval.approver)
    if person is None or not active(person, case.day):
        return "policy.approval-unknown-approver"
    return "" if person.role in APPROVERS else "policy.approval-role"


def _cover(approval: Approval, case: Case) -> str:
    if approval.scope is None:
        return "" if approval.plan_digest == case.plan.digest() else "policy.approval-other-plan"
    return "" if _covers(approval.scope, case) else "policy.approval-scope"


def _covers(scope: Scope, case: Case) -> bool:
    return (
        case.plan.verb in scope.verbs
        and _within(_recipients(case), scope.recipients)
        and _within(places(case), scope.places)
        and _within((artifact.data_class for artifact in case.of(Artifact)), scope.data_classes)
        and _within((medium.data_class for medium in case.of(Medium)), scope.data_classes)
    )


def _within(found: Iterable[str | DataClass], allowed: tuple[str, ...] | tuple[DataClass, ...]) -> bool:
    return set(found) <= set(allowed)


def _recipients(case: Case) -> set[str]:
    named = {addressee.recipient for addressee in case.of(Addressee)}
    return (named | {posting.recipient for posting in case.of(Posting)}) - {case.contract.ident}
