"""What people attested, and what they owe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from safehandle.cli.compliance.evidence import NO_WORD, word
from safehandle.cli.compliance.report import STANDINGS, ComplianceReport
from safehandle.cli.language import Text
from safehandle.model import to_plain

if TYPE_CHECKING:
    from safehandle.policy import Assessed, DutyStanding

_TOTAL = Text("申告の対象 {all} 条項  {counts}", "{all} articles to attest to  {counts}")
_URGENCY = {"overdue": 0, "not-yet": 1}


def attested_data(report: ComplianceReport) -> dict[str, Any]:
    """What people attested and what they owe, for ``--json``."""
    return {
        "at": report.at.isoformat(timespec="seconds"),
        "articles": [
            {
                "article": one.coverage.article.ident,
                "citation": one.coverage.citation,
                "standing": str(duty.standing),
                "attested_by": duty.attested_by,
                "attestation": to_plain(duty.attestation),
            }
            for one, duty in _to_attest(report)
        ],
    }


def attested_lines(report: ComplianceReport) -> list[str]:
    """What people attested and what they owe: first what is missing or overdue, then by the day it is due."""
    found = list(_to_attest(report))
    counts = Counter(str(duty.standing) for _, duty in found)
    shown = "  ".join(f"{label} {counts[standing]}" for standing, label in STANDINGS.items() if counts[standing])
    found.sort(key=lambda pair: (_URGENCY.get(pair[1].standing, len(_URGENCY)), _due(pair[1])))
    lines = [_TOTAL.format(all=len(found), counts=shown)]
    for one, duty in found:
        title = one.coverage.article.title
        said = word(report, duty) or str(NO_WORD)
        lines.append(f"[{STANDINGS[duty.standing]}] {one.coverage.citation}  {Text(title.ja, title.en)}  {said}")
    return lines


def _to_attest(report: ComplianceReport) -> Iterator[tuple[Assessed, DutyStanding]]:
    """The duties that wait for a person's word, or have it."""
    for one in report.assessed:
        asked = [duty for duty in one.duties if duty.duty == "O" or duty.attestation]
        asked += [duty for duty in one.duties if duty.duty == "R" and "command:attest" in one.coverage.recorded_by]
        yield from ((one, duty) for duty in asked[:1])


def _due(duty: DutyStanding) -> date:
    return duty.attestation.due if duty.attestation and duty.attestation.due else date.max
