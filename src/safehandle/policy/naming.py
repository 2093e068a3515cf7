"""Find an article by what people call it."""

from __future__ import annotations

import unicodedata

from safehandle.policy.profile import Article, Profile


def find_article(profile: Profile, name: str) -> Article | None:
    """The article called ``18(4)エ``, ``１８（４）エ``, ``第18条(4)エ`` or ``練馬区 令和7年12月版 第18条(4)エ``."""
    wanted = _plain(name)
    for article in profile.articles:
        citation = profile.citation.of(article.ident)
        names = (article.ident, citation, citation.removeprefix(profile.citation.prefix))
        if wanted in map(_plain, names):
            return article
    return None


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
