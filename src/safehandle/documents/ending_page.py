"""A certificate's page on the end of a contract: everything that is registered, and what lies with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safehandle.documents.ending_words import say, words
from safehandle.documents.erasure_words import say as say_of_erasure
from safehandle.documents.fonts import spell_missing
from safehandle.documents.japanese_date import short_time
from safehandle.documents.outside import Outside
from safehandle.documents.text import size, visible
from safehandle.model import Contract
from safehandle.model.ending import Account, Accounted

if TYPE_CHECKING:
    from safehandle.documents.certificate import Certificate

MOST_OUTSIDE = 400
"""Lines printed one by one; the rest stand in the attached JSON, and the page says how many."""


def ending(certificate: Certificate, lang: str) -> dict[str, Any]:
    """The page's tables as plain JSON values; empty for a certificate over single erasures."""
    if not certificate.accounts:
        return {}
    say_it, contract = words(lang), certificate.contract
    left_out = len(certificate.outside) - MOST_OUTSIDE
    return {
        "caption": say_it["caption"],
        "accounts-caption": say_it["accounts"],
        "accounts-columns": say_it["account-columns"].split("|"),
        "accounts": [_account(number, one, contract, lang) for number, one in enumerate(certificate.accounts, 1)],
        "stated": say_it["stated-note"] if any(one.account is Account.STATED for one in certificate.accounts) else "",
        "outside-caption": say_it["outside"],
        "outside-note": say_it["outside-note"] if certificate.outside else say_it["none"],
        "outside-columns": say_it["outside-columns"].split("|"),
        "outside": [_outside(one, contract, lang) for one in certificate.outside[:MOST_OUTSIDE]],
        "outside-rest": say_it["outside-rest"].format(count=left_out) if left_out > 0 else "",
    }


def summary(certificate: Certificate, lang: str) -> list[tuple[str, str]]:
    """The lines of the first page about the whole."""
    if not certificate.accounts:
        return []
    say_it, ways = words(lang), [one.account for one in certificate.accounts]
    left = sum(not way.closed for way in ways)
    all_of_it = say_it["scope-left" if left else "scope-all"].format(count=len(ways), left=left)
    stated = say_it["scope-stated"].format(count=ways.count(Account.STATED)) if Account.STATED in ways else ""
    outside = say_it["outside-count"].format(count=len(certificate.outside)) if certificate.outside else say_it["none"]
    return [(say_it["scope"], all_of_it + stated), (say_it["outside"], outside)]


def kind_and_name(one: Accounted, contract: Contract, lang: str) -> str:
    """What is registered, by its kind, and its name where it has one beside its id."""
    place = contract.place(one.ident) if one.what == "place" else None
    return "　".join(filter(None, (say("registered", one.what, lang), place.name if place else "")))


def named(one: Accounted, contract: Contract, lang: str) -> str:
    """What is registered, by its kind, its name and its id."""
    return f"{kind_and_name(one, contract, lang)}　{one.ident}"


def _account(number: int, one: Accounted, contract: Contract, lang: str) -> list[str]:
    method = say_of_erasure("method", one.method, lang) if one.method else ""
    level = say_of_erasure("short-level", one.level, lang) if one.level else ""
    holder = contract.place(one.reason) or contract.recipient(one.reason)
    within = one.account in (Account.WITHIN, Account.OUTSIDE)
    why = (holder.name if holder else one.reason) if within else say("why", one.reason, lang)
    entries = "、".join(f"#{entry}" for entry in one.entries)
    grounds = filter(None, (one.statement, " / ".join(filter(None, (method, level))), why))
    cells = (str(number), named(one, contract, lang), say("account", one.account, lang), "　".join(grounds), entries)
    return [spell_missing(visible(cell)) for cell in cells]


def _outside(one: Outside, contract: Contract, lang: str) -> list[str]:
    holders = [contract.recipient(ident) or contract.place(ident) for ident in one.to]
    names = [holder.name if holder else ident for holder, ident in zip(holders, one.to, strict=True)]
    cells = (
        f"#{one.entry}",
        short_time(one.at, lang),
        "、".join(names) or words(lang)["password-holders"],
        say("outside", one.what, lang),
        one.label or one.digest[:24],  # a container's 照合番号 is the beginning of its digest
        size(one.size) if one.size else "",
    )
    return [spell_missing(visible(cell)) for cell in cells]
