"""Records as an office would write them, and their encoded form with as little work as possible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safehandle.ledger.entry import Encoded
    from safehandle.model import Done, Intent

ORIGIN = "みどり情報/川原市/r8-tax"
_AT = datetime(2026, 4, 1, tzinfo=UTC)


def intent(index: int) -> Intent:
    from safehandle.model import Artifact, Decision, Finding, Intent, Plan

    source = Artifact(role="source", name=f"住民一覧{index}.csv", size=1000 + index)
    finding = Finding(rule="handler-registered", article="5", citation="第5条", satisfied=True, code="")
    plan = Plan(
        verb="encrypt",
        contract="r8-tax",
        actor="tanaka",
        at=_AT + timedelta(seconds=index),
        nonce=f"{index:032x}",
        facts=(source,),
    )
    return Intent(plan=plan, decision=Decision(profile="baseline", findings=(finding,)))


def done(number: int) -> Done:
    from safehandle.model import Artifact, Done

    return Done(intent=number, facts=(Artifact(role="output", name="納品.shc", size=2048, sha256="ab" * 32),))


def encoded_intent() -> Encoded:
    from safehandle.ledger.entry import encode

    return encode(intent(0), _AT)


def encoded_done() -> Callable[[int], Encoded]:
    """The outcome of any intent, from one that was encoded: only the number in its head differs."""
    from safehandle.ledger.entry import Encoded, encode

    made = encode(done(0), _AT)
    before, mark, after = made.body.partition(b'"intent":0,')
    assert mark
    return lambda number: Encoded(b'%s"intent":%d,%s' % (before, number, after), made.private)
