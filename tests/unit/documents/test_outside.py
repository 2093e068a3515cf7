"""What lies with others, as the ledger tells it."""

from __future__ import annotations

from datetime import UTC, datetime

from safehandle.documents import Act, State, outside
from safehandle.model import (
    Addressee,
    Artifact,
    Delivery,
    Fact,
    Handover,
    Plan,
    Posting,
    SealedContainer,
)
from safehandle.model.movement import HandoverAccepted, HandoverSheet

AT = datetime(2026, 5, 1, tzinfo=UTC)
SEALED = SealedContainer(identity="ab" * 32, number="ABAB-ABAB", size=90)
MANIFEST = Artifact(role="manifest", size=80, sha256="cd" * 32)


def act(number: int, verb: str, *planned: Fact, results: tuple[Fact, ...] = (), state: State = State.DONE) -> Act:
    plan = Plan(verb=verb, contract="c", actor="sato", at=AT, nonce="0" * 32, facts=planned)
    return Act(number=number, at=AT, plan=plan, state=state, outcome=number + 1, ended=AT, results=results)


def to(*recipients: str, means: str = "key") -> tuple[Addressee, ...]:
    return tuple(Addressee(recipient=one, means=means) for one in recipients)


def test_only_what_others_can_open_or_hold_is_outside() -> None:
    delivery = Delivery(
        direction="sent",
        place="juki",
        recipient="",
        manifest="ef" * 32,
        slip="",
        signer="",
        files=1,
        size=70,
        ident="x",
    )
    received = Delivery(
        direction="received", place="juki", recipient="", manifest="0a" * 32, slip="", signer="", files=1, size=7
    )
    handed = Handover(ours="sato", theirs="ward", direction="returned")
    found = outside(
        (
            act(0, "encrypt", *to("ward", "c"), results=(SEALED, MANIFEST)),
            act(2, "encrypt", *to("c"), results=(SEALED, MANIFEST)),
            act(4, "encrypt", *to("", means="password"), results=(SEALED, MANIFEST)),
            act(6, "pack", *to("ward", means="password"), results=(MANIFEST,)),
            act(8, "send", Handover(ours="sato", theirs="ward", direction="delivered"), results=(delivery,)),
            act(10, "receive", results=(received,)),
            act(12, "medium-post", results=(Posting(medium="U-07", recipient="ward", service="書留"),)),
            act(14, "handover-new", handed, HandoverSheet(number="H-1", entry=0)),
            act(16, "handover-accept", handed, HandoverAccepted(number="H-1", at=AT, confirmer="sato")),
            act(18, "encrypt", *to("ward"), state=State.REFUSED),
        ),
        "c",
    )
    assert [(one.entry, one.what, one.to, one.digest or one.label) for one in found] == [
        (1, "container", ("ward",), "ab" * 32),
        (5, "container", (), "ab" * 32),
        (7, "archive", ("ward",), "cd" * 32),
        (9, "delivery", ("juki",), "ef" * 32),
        (13, "medium", ("ward",), "U-07"),
        (15, "handover", ("ward",), "H-1"),
    ]
