"""Decide whether a plan is allowed. Pure: the same arguments give the same decision."""

from __future__ import annotations

from collections.abc import Sequence

from safehandle.model import Approval, Contract, Decision, Finding, Plan
from safehandle.policy.case import Case
from safehandle.policy.profile import Profile


def judge(profile: Profile, contract: Contract, plan: Plan, approvals: Sequence[Approval] = ()) -> Decision:
    """Judge ``plan`` by every rule of ``profile`` that speaks about its verb; all of them must hold.

    ``approvals`` are those whose signature was verified. A verb that no rule speaks about is refused.
    """
    case = Case(contract=contract, plan=plan, approvals=tuple(approvals))
    findings = tuple(finding for row in profile.rows if plan.verb in row.verbs for finding in row.findings(case)) or (
        _not_covered(profile, plan.verb),
    )
    return Decision(profile=profile.ident, findings=findings)


def _not_covered(profile: Profile, verb: str) -> Finding:
    return Finding(
        rule="verb-covered",
        article="",
        citation=profile.citation.prefix,
        satisfied=False,
        code="policy.verb-not-covered",
        about=verb,
    )
