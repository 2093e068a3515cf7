"""What several registers say of an act in the same words: its subject, how much, to whom, by whose approval."""

from __future__ import annotations

from collections.abc import Sequence

from safehandle.documents.acts import Act
from safehandle.documents.words import Words
from safehandle.model import (
    Addressee,
    Artifact,
    Change,
    Destination,
    Duplicate,
    Handout,
    Handover,
    KeyFact,
    SealedContainer,
)
from safehandle.model.delivery import Collection, Delivery
from safehandle.model.erasure import ErasureTarget
from safehandle.model.media import CarryBack, CarryOut, Disposal, Medium, Posting, Stocktaking

_ROLES = ("source", "container", "archive", "output", "handed-over")

FORGOTTEN = ("(記録から消去済み)", "(redacted)")


def subject(act: Act, words: Words) -> str:
    """What the act was about: data by name, else media by number, else a key, a change, a checkpoint."""
    if artifacts := data(act):
        return named(act, [artifact.name for artifact in artifacts], words)
    return "、".join(dict.fromkeys(_things(act, words)))


def _things(act: Act, words: Words) -> list[str]:
    keys = [words.pair(f"鍵 {fact.key_id}", f"key {fact.key_id}") for fact in act.of(KeyFact)]
    changes = [f"{fact.part} {fact.ident} {fact.what}" for fact in act.of(Change)]
    handouts = [words.pair(f"照合点 {fact.size} 件", f"checkpoint at {fact.size}") for fact in act.of(Handout)]
    targets = [fact.ident or fact.name for fact in act.of(ErasureTarget)]
    deliveries = [fact.ident for fact in act.of(Delivery)] or [fact.name for fact in act.of(Collection)]
    counts = [(len(fact.found), len(fact.missing)) for fact in act.of(Stocktaking)]
    stocktakings = [
        words.pair(f"確認 {found} 点、所在不明 {missing} 点", f"{found} found, {missing} missing")
        for found, missing in counts
    ]
    return [*media(act), *stocktakings, *filter(None, (*targets, *deliveries)), *keys, *changes, *handouts]


def media(act: Act) -> tuple[str, ...]:
    """The numbers of the media that the act was about, each once."""
    numbers = [
        *(fact.medium for fact in act.of(Medium)),
        *(fact.medium for fact in act.of(CarryOut)),
        *(fact.medium for fact in act.of(CarryBack)),
        *(fact.medium for fact in act.of(Posting)),
        *(fact.medium for fact in act.of(Disposal)),
    ]
    return tuple(dict.fromkeys(filter(None, numbers)))


def data(act: Act) -> tuple[Artifact, ...]:
    """The artifacts that the act was done to: its sources, else the container or archive, else what came out."""
    planned = act.plan.of(Artifact)
    turned_out = tuple(fact for fact in act.results if isinstance(fact, Artifact))
    for role in _ROLES:
        for artifacts in (turned_out, planned):
            if found := tuple(artifact for artifact in artifacts if artifact.role == role):
                return found
    return turned_out or planned


def named(act: Act, names: Sequence[str], words: Words) -> str:
    """The first name and how many more; names that were redacted or never known are said to be so."""
    known = [name for name in names if name]
    if not known:
        return forgotten(words) if act.redacted else words.pair("(名称の記録なし)", "(no name on record)")
    more = len(names) - 1
    return words.pair(f"{known[0]} ほか{more}件", f"{known[0]} and {more} more") if more else known[0]


def content(act: Act, text: str, words: Words) -> str:
    """What a medium holds; an empty medium is said to be empty, a redacted content to be redacted."""
    if text:
        return text
    return forgotten(words) if act.redacted else words.pair("(格納情報なし)", "(empty)")


def forgotten(words: Words) -> str:
    """What stands for names that were removed from the ledger on purpose."""
    return words.pair(*FORGOTTEN)


def amount(act: Act) -> tuple[int | None, int | None]:
    """Files and bytes that the act was done to, or two Nones where it was not about data."""
    manifest = tuple(each for each in act.of(Artifact) if each.role == "manifest")
    artifacts: tuple[Artifact | Delivery | ErasureTarget, ...]
    artifacts = manifest or data(act) or act.of(Delivery) or act.of(ErasureTarget)
    if not artifacts:
        return None, None
    return sum(artifact.files for artifact in artifacts), sum(artifact.size for artifact in artifacts)


def destinations(act: Act, words: Words) -> tuple[str, ...]:
    """For whom, or where to, each once."""
    sealing = any(artifact.role == "source" for artifact in data(act))
    recipients = [fact.recipient for fact in act.of(Addressee)] + [fact.recipient for fact in act.of(Posting)]
    recipients += [fact.theirs for fact in act.of(Handover)]
    places = [fact.place for fact in act.of(Destination)] + [fact.place for fact in act.of(Collection)]
    places += [fact.destination for fact in act.of(CarryOut)]
    places += [fact.place for fact in act.of(Duplicate)]
    named_ones = [words.recipient(ident) for ident in recipients if ident] + [words.place(ident) for ident in places]
    if sealing and any(not fact.recipient and fact.means == "password" for fact in act.of(Addressee)):
        named_ones.append(words.pair("パスワードを知る者", "whoever knows the password"))
    return tuple(dict.fromkeys(named_ones))


def towards(act: Act, words: Words) -> str:
    """The destinations in one line."""
    return "、".join(destinations(act, words))


def approved(act: Act, words: Words) -> str:
    """Who approved, with the number of the client's paper where there is one."""
    said = []
    for approval in act.approvals:
        paper = approval.client_document
        said.append(f"{words.person(approval.approver)}{f'({paper})' if paper else ''}")
    return "、".join(dict.fromkeys(said))


def sealed(act: Act, words: Words) -> str:
    """How the data was encrypted, by the means it opens with; empty where nothing was sealed."""
    means = dict.fromkeys(words.word(fact.means) for fact in act.of(Addressee))
    if means:
        return words.pair("済", "yes") + f" ({'・'.join(means)})"
    return words.pair("済", "yes") if act.of(SealedContainer) else ""
