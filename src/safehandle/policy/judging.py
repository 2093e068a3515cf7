"""Decide whether a plan is allowed. Pure: the same arguments give the same decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from safehandle.model import Approval, Contract, Decision, Finding, Plan
from safehandle.policy.case import Case
from safehandle.policy.profile import Profile


def judge(
    profile: Profile,
    contract: Contract,
    plan: Plan,
    approvals: Sequence[Approval] = (),
    *,
    at: datetime | None = None,
) -> Decision:
    """Judge ``plan`` by every rule of ``profile`` that speaks about its verb; all of them must hold.

    ``approvals`` are those whose signature was verified; ``at`` is when the plan is performed, if later than it was
    made. A verb that no rule speaks about is refused, and so is a plan from the future: a clock was set back.
    """
    case = Case(contract=contract, plan=plan, at=at or plan.at, approvals=tuple(approvals))
    if case.at < plan.at:
        return Decision(profile=profile.ident, findings=(_refusal(profile, "clock", "policy.clock-set-back", plan),))
    findings = tuple(finding for row in profile.rows if plan.verb in row.verbs for finding in row.findings(case))
    if not findings:
        findings = (_refusal(profile, "verb-covered", "policy.verb-not-covered", plan),)
    return Decision(profile=profile.ident, findings=findings)


def _refusal(profile: Profile, rule: str, code: str, plan: Plan) -> Finding:
    """A refusal that no article's own rule made."""
    citation = profile.citation.prefix
    return Finding(rule=rule, article="", citation=citation, satisfied=False, code=code, about=plan.verb)
