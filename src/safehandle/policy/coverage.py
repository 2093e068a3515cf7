"""What serves every article of a profile: the rules that enforce it, what records it, or a person's word."""

from __future__ import annotations

from dataclasses import dataclass

from safehandle.policy.profile import Article, Duty, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcement:
    """A kind of rule, and the verbs on which it enforces an article."""

    rule: str
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One article and what serves it. ``attested`` says that a person must attest to a part of it."""

    article: Article
    citation: str
    enforced_by: tuple[Enforcement, ...]
    recorded_by: tuple[str, ...]
    attested: bool

    @property
    def demands(self) -> bool:
        """Whether the article asks anything of the vendor."""
        return bool(self.article.duties)


def coverage(profile: Profile) -> tuple[Coverage, ...]:
    """Every article of the profile, in the order of the document."""
    return tuple(_of(profile, article) for article in profile.articles)


def _of(profile: Profile, article: Article) -> Coverage:
    citation = profile.citation.of(article.ident)
    verbs: dict[str, list[str]] = {}
    for row in profile.rows:
        if any(cite.citation == citation for cite in row.cites):
            verbs.setdefault(row.kind, []).extend(verb for verb in row.verbs if verb not in verbs.get(row.kind, ()))
    return Coverage(
        article=article,
        citation=citation,
        enforced_by=tuple(Enforcement(rule=kind, verbs=tuple(found)) for kind, found in verbs.items()),
        recorded_by=article.served_by,
        attested=Duty.ORGANISATIONAL in article.duties,
    )
