"""How entries of the ledger and the findings of a verification read to a person and in JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from safehandle.cli import messages
from safehandle.cli.language import Text
from safehandle.cli.output import printable
from safehandle.model import Done, Failed, Intent, Record, Refused, to_plain

if TYPE_CHECKING:
    from safehandle import Entry, Problem, Report, SignedActs
    from safehandle.actions.ledger_export import State

KINDS = {
    "intent": Text("着手", "intent"),
    "refused": Text("拒否", "refused"),
    "done": Text("完了", "done"),
    "failed": Text("失敗", "failed"),
}
_ORIGIN = Text("元帳: {origin}", "ledger: {origin}")
_SIZE = Text("記録: {size:,} 件、ルート {root}", "entries: {size:,}, root {root}")
_HOLDS = Text("検証: 問題ありません", "verification: everything holds")
_BROKEN = Text("検証: 問題が見つかりました", "verification: this does not hold")
_HELD = Text("チェックポイントとの照合: {count} 枚すべて一致", "checkpoints compared: all {count} agree")
_HELD_BROKEN = Text(
    "チェックポイントとの照合: {count} 枚のうち {bad} 枚が不一致",
    "checkpoints compared: {bad} of {count} disagree",
)
_ABANDONED = Text(
    "復元で失われたチェックポイント: {size:,} 件の時点の一枚 (#{number} が名指し)",
    "checkpoint lost with a restored back-up: at {size:,} entries (named by #{number})",
)
_RESTORED = Text(
    "控えからの復元: #{number}、{at}、{actor}。{first:,} 番から {last:,} 番までの記録は失われました。理由: {reason}",
    "restored from a back-up: #{number}, {at}, {actor}; entries {first:,} to {last:,} are lost. Why: {reason}",
)
_NEWEST = Text(
    "一致するいちばん新しい一枚: {size:,} 件の時点、その後 {after:,} 件",
    "newest that agrees: at {size:,} entries, {after:,} after it",
)
_LAST = Text(
    "最後に手渡したチェックポイント: {size:,} 件の時点、{at}、{to}。その後の {after:,} 件は自社の記録だけが根拠です",
    "last checkpoint handed out: at {size:,} entries, {at}, to {to}; only our word stands for the {after:,} after it",
)
_NEVER = Text(
    "チェックポイントはまだ誰にも手渡されていません。{after:,} 件すべて、自社の記録だけが根拠です",
    "no checkpoint has been handed out; only our own word stands for all {after:,} entries",
)
_OPEN = Text(
    "結果のない着手: {count} 件 (`safehandle ledger open` で確認)",
    "intents without an outcome: {count} (see `safehandle ledger open`)",
)
_REDACTED = Text("非公開部を消した記録: {count} 件", "entries with their private part erased: {count}")
_SIGNED = Text("本人の鍵の署名がある操作: {count:,} 件", "acts signed by who acted: {count:,}")
_UNCHECKED = Text(
    "署名を確かめられない操作 (署名した鍵が、いまの contract.toml にありません): {numbers}",
    "signatures that cannot be checked (the key is not in contract.toml now): {numbers}",
)
_UNJUDGED = Text(
    "署名のある操作: {count:,} 件 (契約フォルダーの `safehandle ledger verify` で確かめられます)",
    "signed acts: {count:,} (`safehandle ledger verify` in the contract folder checks them)",
)
_HAS_SIGNATURE = Text("署名あり", "signed")
_MOST_NAMED = 20
_ERASED = Text("(消去済み)", "(erased)")
_SOMEBODY = Text("(相手の名前は消去済み)", "(name erased)")
_WIDEST = 200
_OF_INTENT = Text("着手 #{number}", "intent #{number}")


def when(at: datetime) -> str:
    """A time as a person reads it, with its offset."""
    return at.isoformat(sep=" ", timespec="seconds")


def entry_line(entry: Entry) -> str:
    """One entry on one line."""
    words = [f"#{entry.number}", when(entry.at), str(KINDS[entry.kind]), *_about(entry.record)]
    return printable("  ".join(words))


def _about(record: Record) -> Iterator[str]:
    if isinstance(record, (Intent, Refused)):
        yield record.plan.verb
        yield record.plan.actor
        if record.signature:
            yield str(_HAS_SIGNATURE)
        yield from (finding.code for finding in record.decision.refusals)
    else:
        yield _OF_INTENT.format(number=record.intent)
        if isinstance(record, Failed):
            yield record.code


def entry_details(entry: Entry) -> Iterator[str]:
    """One entry in full: the line, then every fact with its fields."""
    yield entry_line(entry)
    record = entry.record
    for fact in record.facts if isinstance(record, (Done, Failed)) else record.plan.facts:
        plain = to_plain(fact)
        yield f"  {plain.pop('kind')}"
        yield from (f"    {name}: {_short(str(value))}" for name, value in plain.items() if value not in ("", []))
    if isinstance(record, (Intent, Refused)):
        for finding in record.decision.findings:
            mark = "○" if finding.satisfied else "×"
            yield printable(f"  {mark} {finding.citation} ({finding.rule}{_colon(finding.code)})")


def _short(value: str) -> str:
    """A public key or a whole contract.toml does not belong on a terminal; ``--json`` has everything."""
    return printable(value if len(value) <= _WIDEST else f"{value[:_WIDEST]}…")


def _colon(code: str) -> str:
    return f": {code}" if code else ""


def entry_data(entry: Entry) -> dict[str, object]:
    """One entry for ``--json``."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "kind": entry.kind,
        "redacted": entry.redacted,
        "record": to_plain(entry.record),
    }


def checkpoint_data(checkpoint: State) -> dict[str, object]:
    """The state of a ledger for ``--json``."""
    return {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()}


def report_lines(origin: str, report: Report, acts: SignedActs | None = None) -> Iterator[str]:
    """What a verification found; ``acts`` is what became of the signatures, where a contract is at hand."""
    yield _ORIGIN.format(origin=printable(origin))
    yield _SIZE.format(size=report.size, root=report.root.hex())
    yield str(_HOLDS if report.holds else _BROKEN)
    yield from (f"  - {_explain(problem)} ({problem.code})" for problem in report.problems)
    yield from _restoring_lines(report)
    if compared := len(report.held) - len(report.abandoned):
        bad = sum(not holds for _, holds in report.held) - len(report.abandoned)
        yield (_HELD_BROKEN if bad else _HELD).format(count=compared, bad=bad)
    if agreeing := [state.size for state, holds in report.held if holds]:
        yield _NEWEST.format(size=max(agreeing), after=report.size - max(agreeing))
    last = report.last_handed_out
    if last is None:
        yield _NEVER.format(after=report.unprotected)
    else:
        to = printable(last.to) or str(_SOMEBODY)
        yield _LAST.format(size=last.size, at=when(last.at), to=to, after=report.unprotected)
    for text, found in ((_OPEN, report.open_intents), (_REDACTED, report.redacted)):
        if found:
            yield text.format(count=len(found))
    yield from _signature_lines(report, acts)


def _restoring_lines(report: Report) -> Iterator[str]:
    for told in report.restorings:
        yield _RESTORED.format(
            number=told.number,
            at=when(told.at),
            actor=printable(told.actor),
            first=told.size,
            last=max(told.size, told.known - 1),
            reason=printable(told.reason) or str(_ERASED),
        )
    for state, told in report.abandoned:
        yield _ABANDONED.format(size=state.size, number=told.number)


def _signature_lines(report: Report, acts: SignedActs | None) -> Iterator[str]:
    if acts is None:
        if report.signed:
            yield _UNJUDGED.format(count=len(report.signed))
        return
    if acts.good:
        yield _SIGNED.format(count=len(acts.good))
    if acts.unknown:
        numbers = ", ".join(f"#{number}" for number in acts.unknown[:_MOST_NAMED])
        yield _UNCHECKED.format(numbers=numbers + (", …" if len(acts.unknown) > _MOST_NAMED else ""))


def _explain(problem: Problem) -> str:
    message = messages.find(problem.code)
    return message.render(problem.fields)[0] if message else problem.code


def report_data(origin: str, report: Report, acts: SignedActs | None = None) -> dict[str, object]:
    """What a verification found, for ``--json``."""
    abandoned = {held: told.number for held, told in report.abandoned}
    judged = {"signatures_good": list(acts.good), "signatures_unchecked": list(acts.unknown)} if acts else {}
    return {
        "origin": origin,
        "size": report.size,
        "root": report.root.hex(),
        "holds": report.holds,
        "problems": [{"code": problem.code, **problem.fields} for problem in report.problems],
        "checkpoints": [
            {
                **checkpoint_data(held),
                "holds": holds,
                "lost_by": abandoned.get(held),
                "after": report.size - held.size,
            }
            for held, holds in report.held
        ],
        "restored": [
            {
                "entry": told.number,
                "at": told.at.isoformat(),
                "actor": told.actor,
                "size": told.size,
                "known": told.known,
            }
            for told in report.restorings
        ],
        "handed_out": [to_plain(handed) for handed in report.handed_out],
        "after_last_handed_out": report.unprotected,
        "open_intents": list(report.open_intents),
        "redacted": list(report.redacted),
        "signed": list(report.signed),
        **judged,
    }
