"""What lies outside the vendor's reach when a contract ends: sealed for others, sent, posted, handed over.

No erasure here reaches it, and no certificate may seem to say so. Names of files are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from safehandle.documents.acts import Act, State
from safehandle.model import Addressee, Artifact, Handover, SealedContainer
from safehandle.model.delivery import Delivery
from safehandle.model.media import Posting
from safehandle.model.movement import HandoverAccepted, HandoverSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """One thing that others hold. ``what``: "container", "archive", "delivery", "medium" or "handover".

    ``entry`` is the outcome in the ledger, ``to`` are registered ids, empty where whoever knows the password can open
    it. ``digest`` (hex) is a container's identity or the SHA-256 of a manifest, ``label`` the 照合番号, a medium's
    or a 受渡票's number; ``size`` is in bytes.
    """

    entry: int
    at: datetime
    what: str
    to: tuple[str, ...]
    digest: str = ""
    label: str = ""
    size: int = 0


def outside(acts: Iterable[Act], contract: str) -> tuple[Outside, ...]:
    """Everything of that kind that the acts tell of, in their order. ``contract`` is the contract's id, for whose own
    key is sealed what is kept."""
    return tuple(one for act in acts if act.state is State.DONE for one in _of(act, contract))


def _of(act: Act, contract: str) -> Iterator[Outside]:
    if act.outcome is None or act.ended is None:
        return
    entry, at = act.outcome, act.ended
    if act.verb in ("encrypt", "pack"):
        yield from _sealed(act, entry, at, contract)
    for sent in act.of(Delivery):
        if sent.direction == "sent":
            to = (sent.recipient or sent.place,)
            yield Outside(entry=entry, at=at, what="delivery", to=to, digest=sent.manifest, size=sent.size)
    for posted in act.of(Posting):
        yield Outside(entry=entry, at=at, what="medium", to=(posted.recipient,), label=posted.medium)
    if not act.of(Delivery) and not act.of(HandoverAccepted):  # an acceptance is of what was listed before
        yield from _handed_over(act, entry, at)


def _handed_over(act: Act, entry: int, at: datetime) -> Iterator[Outside]:
    sheet = act.one(HandoverSheet)
    for handed in act.of(Handover):
        if handed.direction in ("returned", "delivered"):
            label = sheet.number if sheet else ""
            yield Outside(entry=entry, at=at, what="handover", to=(handed.theirs,), label=label)


def _sealed(act: Act, entry: int, at: datetime, contract: str) -> Iterator[Outside]:
    recipients = [one.recipient for one in act.of(Addressee)]
    others = tuple(dict.fromkeys(one for one in recipients if one and one != contract))
    if not others and "" not in recipients:
        return
    sealed = next((fact for fact in act.results if isinstance(fact, SealedContainer)), None)
    manifest = next((one for one in act.results if isinstance(one, Artifact) and one.role == "manifest"), None)
    yield Outside(
        entry=entry,
        at=at,
        what="container" if sealed else "archive",
        to=others,
        digest=sealed.identity if sealed else manifest.sha256 if manifest else "",
        label=sealed.number if sealed else "",
        size=sealed.size if sealed else manifest.size if manifest else 0,
    )
