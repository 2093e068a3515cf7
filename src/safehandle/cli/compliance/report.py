"""A compliance report: every article of one contract as its ledger shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from safehandle.cli.language import Text
from safehandle.cli.output import printable
from safehandle.model import Contract

if TYPE_CHECKING:
    from safehandle import Office, Period
    from safehandle.policy import Assessed, Profile

STANDINGS = {
    "enforced": Text("強制", "enforced"),
    "recorded": Text("記録", "recorded"),
    "attested": Text("申告", "attested"),
    "overdue": Text("期限切れ", "overdue"),
    "not-yet": Text("未了", "not yet"),
    "not-applicable": Text("該当なし", "not applicable"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceReport:
    """How one contract stands, read at a time from a ledger of ``size`` entries with that ``root`` (hex)."""

    contract: Contract
    profile: Profile
    period: Period
    at: datetime
    size: int
    root: str
    assessed: Sequence[Assessed]

    @property
    def counts(self) -> Counter[str]:
        """How many articles stand how."""
        return Counter(str(one.standing) for one in self.assessed)

    def name(self, ident: str) -> str:
        """A person by name and id."""
        person = self.contract.person(ident)
        return printable(f"{person.name} ({ident})" if person else ident)


def read_report(office: Office, period: Period, now: datetime) -> ComplianceReport:
    """Assess the office's contract by its ledger as it is now."""
    import safehandle

    head = office.ledger.head()
    entries = office.ledger.entries(0, head.size)
    return ComplianceReport(
        contract=office.contract,
        profile=office.profile,
        period=period,
        at=now,
        size=head.size,
        root=head.root.hex(),
        assessed=safehandle.assess(office.profile, entries, now.date(), start=period.start, end=period.end),
    )
