"""Invented records, as an office would write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from safehandle.model import Artifact, Decision, Done, Fact, Failed, Finding, Handout, Intent, Plan, Refused

JST = timezone(timedelta(hours=9))
AT = datetime(2026, 11, 21, 9, 30, 0, 123456, tzinfo=JST)
ORIGIN = "みどり情報/川原市/r8-tax"


def plan(index: int = 0, *, verb: str = "encrypt", facts: tuple[Fact, ...] | None = None) -> Plan:
    source = Artifact(role="source", name=f"住民一覧{index}.csv", size=1000 + index)
    return Plan(
        verb=verb,
        contract="r8-tax",
        actor="tanaka",
        at=AT + timedelta(seconds=index),
        nonce=f"{index:032x}",
        facts=(source,) if facts is None else facts,
    )


def decision(*, allowed: bool = True) -> Decision:
    code = "" if allowed else "policy.handler-unregistered"
    finding = Finding(rule="handler-registered", article="5", citation="第5条", satisfied=allowed, code=code)
    return Decision(profile="baseline", findings=(finding,))


def intent(index: int = 0) -> Intent:
    return Intent(plan=plan(index), decision=decision())


def refused(index: int = 0) -> Refused:
    return Refused(plan=plan(index), decision=decision(allowed=False))


def done(number: int) -> Done:
    return Done(intent=number, facts=(Artifact(role="output", name="納品.shc", size=2048, sha256="ab" * 32),))


def failed(number: int) -> Failed:
    return Failed(intent=number, code="files.no-space")


def handed_out(number: int, *, size: int, root: bytes, to: str = "川原市 情報政策課") -> Done:
    return Done(intent=number, facts=(Handout(size=size, root=root.hex(), to=to),))
