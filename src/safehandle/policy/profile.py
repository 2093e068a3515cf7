"""A clause profile: one municipality's articles, and the rules that enforce them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from safehandle.model import DataClass, Finding
from safehandle.policy.case import Case, Rule

_ARTICLE = re.compile(r"(?P<number>\d+)(?:-(?P<paragraph>\d+))?(?P<item>.*)")


class Duty(StrEnum):
    """What safehandle can do for an article."""

    ENFORCED = "T"  # what breaks it is refused
    RECORDED = "R"  # the record or document that it demands is kept or made
    ORGANISATIONAL = "O"  # only a person can attest to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The document a profile was made from. ``date`` is as printed on it, empty when it bears none."""

    title: str
    issuer: str
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """How the document numbers itself: ``"第{}条"`` and ``"第{}項"``, after a prefix that names the document."""

    prefix: str
    article: str = "第{}条"
    paragraph: str = "第{}項"

    def of(self, ident: str) -> str:
        """``"18(4)ア"`` → ``"練馬区 令和7年12月版 第18条(4)ア"``."""
        match = _ARTICLE.fullmatch(ident)
        if not match:
            return f"{self.prefix} {ident}"
        paragraph = self.paragraph.format(match["paragraph"]) if match["paragraph"] else ""
        return f"{self.prefix} {self.article.format(match['number'])}{paragraph}{match['item']}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. ``served_by`` names what records it: ``"command:…"``, ``"register:…"`` or ``"document:…"``.

    ``reports`` are the parts of contract.toml ("person", "place", "recipient") whose changes go to the client.

    ``duties`` is empty for an article that asks nothing of the vendor (purpose, definitions, the client's rights).
    """

    ident: str
    duties: tuple[Duty, ...]
    title: Text
    duty: Text
    served_by: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A municipality's own name for a class of data."""

    name: str
    data_class: DataClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """An article that a row enforces, and how it is cited."""

    article: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule, the verbs it speaks about and the articles it enforces.

    With ``data``, the rule holds only for data of those classes; a plan that names no data at all is still judged.
    """

    kind: str
    rule: Rule
    verbs: tuple[str, ...]
    cites: tuple[Cite, ...]
    data: tuple[DataClass, ...] = ()

    def findings(self, case: Case) -> Iterator[Finding]:
        """One finding for every article that the row enforces."""
        objection = self.rule.objection(case) if self._applies(case) else None
        for cite in self.cites:
            yield Finding(
                rule=self.kind,
                article=cite.article,
                citation=cite.citation,
                satisfied=objection is None,
                code=objection.code if objection else "",
                about=objection.about if objection else "",
            )

    def _applies(self, case: Case) -> bool:
        classes = {kind for fact in case.plan.facts if (kind := getattr(fact, "data_class", None))}
        return not self.data or not classes or bool(classes & set(self.data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one document demands. ``rows`` holds its own rules and those it takes over from the profile it extends."""

    ident: str
    name: Text
    source: Source
    citation: Citation
    articles: tuple[Article, ...]
    rows: tuple[Row, ...]
    levels: tuple[Level, ...] = ()

    @property
    def verbs(self) -> frozenset[str]:
        """Every verb that the profile names."""
        return frozenset(verb for row in self.rows for verb in row.verbs)

    def article(self, ident: str) -> Article | None:
        return next((article for article in self.articles if article.ident == ident), None)
