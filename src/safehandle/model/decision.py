"""What the policy said of a plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's verdict.

    ``code`` names what is wrong (``"policy.approval-missing"``) and is empty when the rule is satisfied; ``citation``
    is the article as the contract numbers it (``"練馬区 令和7年12月版 第17条(1)"``); ``about`` is what the finding is
    about: an id, an algorithm, a number, never a file name.
    """

    rule: str
    article: str
    citation: str
    satisfied: bool
    code: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Every finding of every rule that speaks about the plan's verb."""

    profile: str
    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> bool:
        # all(()) is true, but a plan that no rule speaks about is not a permitted one.
        return bool(self.findings) and all(finding.satisfied for finding in self.findings)

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """The findings that forbid the plan."""
        return tuple(finding for finding in self.findings if not finding.satisfied)
