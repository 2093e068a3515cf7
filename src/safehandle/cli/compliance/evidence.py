"""What shows that a duty is kept: rules and acts, records, and people's words, by the numbers of their entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from safehandle.cli.compliance.report import ComplianceReport
from safehandle.cli.language import Text
from safehandle.cli.output import printable

if TYPE_CHECKING:
    from safehandle.policy import Coverage, DutyStanding

_RULES = Text("規則 {rules}", "rules {rules}")
_ALLOWED = Text("許可 {count} 件", "allowed: {count}")
_REFUSED = Text("拒否 {count} 件", "refused: {count}")
_RECORDS = Text("記録 {count} 件", "records: {count}")
_EARLIER = Text("期間の前の記録 {count} 件", "records from before the period: {count}")
_UNTOLD = Text("発注者に未報告の変更 {count} 件", "changes that the client was not told: {count}")
_MORE = Text("ほか {count} 件", "and {count} more")
_NO_ACT = Text("該当する操作はまだありません", "no such act yet")
_NOTHING = Text("記録はまだありません", "nothing is recorded yet")
NO_WORD = Text("申告はまだありません", "nobody has attested to it yet")
SAID = {
    "kept": Text("守られている", "kept"),
    "not-kept": Text("守られていない", "not kept"),
    "not-applicable": Text("該当しない", "not applicable"),
}
_WORD = Text("{by} の申告: {said} {day}", "word of {by}: {said}, {day}")
_DUE = Text("次回 {due}", "next by {due}")
_WAS_DUE = Text("期日 {due} を過ぎています", "was due again by {due}")
_FILE = Text("証拠 SHA-256 {sha256}", "evidence SHA-256 {sha256}")
_SHOWN = 5
"""Entry numbers that a line shows; JSON has all of them."""


def evidence(report: ComplianceReport, coverage: Coverage, duty: DutyStanding) -> list[str]:
    """What shows one duty of an article, or that nothing does."""
    if duty.duty == "T":
        return list(_enforced(coverage, duty))
    kinds = ((_RECORDS, duty.entries), (_EARLIER, duty.earlier), (_UNTOLD, duty.untold))
    shown = [_numbers(label, numbers) for label, numbers in kinds]
    parts = [part for part in (*shown, word(report, duty)) if part]
    if parts:
        return parts
    if duty.duty == "O" or "command:attest" in coverage.recorded_by:
        return [str(NO_WORD)]
    return [str(_NO_ACT if duty.standing == "not-applicable" else _NOTHING)]


def _enforced(coverage: Coverage, duty: DutyStanding) -> Iterator[str]:
    rules = "; ".join(f"{rule.rule} ({', '.join(rule.verbs)})" for rule in coverage.enforced_by)
    yield _RULES.format(rules=rules)
    acts = [_numbers(_ALLOWED, duty.entries), _numbers(_REFUSED, duty.refused)]
    yield from [part for part in acts if part] or [str(_NO_ACT)]


def word(report: ComplianceReport, duty: DutyStanding) -> str:
    """A person's word on a duty: who, what, when, and until when; nothing where there is none."""
    given = duty.attestation
    if given is None:
        return ""
    said = _WORD.format(by=report.name(given.by), said=SAID[given.observance], day=given.day)
    due = _WAS_DUE if duty.standing == "overdue" else _DUE
    parts = [said, *[f"「{printable(given.statement)}」"] * bool(given.statement), f"#{duty.attested_by}"]
    parts += [due.format(due=given.due)] * (given.due is not None)
    parts += [_FILE.format(sha256=given.sha256)] * bool(given.sha256)
    return "  ".join(parts)


def _numbers(label: Text, numbers: tuple[int, ...]) -> str:
    if not numbers:
        return ""
    shown = " ".join(f"#{number}" for number in numbers[-_SHOWN:])
    more = f" {_MORE.format(count=len(numbers) - _SHOWN)}" if len(numbers) > _SHOWN else ""
    return f"{label.format(count=len(numbers))} {shown}{more}"
