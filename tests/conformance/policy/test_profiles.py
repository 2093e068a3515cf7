"""Every shipped profile: all articles are there, and every T article refuses what it forbids and nothing else."""

import re

import pytest
from tests.conformance.policy.world import BREAK, good_world

from safehandle.policy import Duty, load_profile, profile_ids, rule_kinds
from safehandle.policy.profile import Row

MUNICIPALITIES = [ident for ident in profile_ids() if ident != "baseline"]
LAST_ARTICLE = {"issuer-unnamed": 12, "tsukuba": 14, "gunma": 19, "kawasaki": 24, "nerima-2025-12": 29}
"""The number of the last article of each document."""

MATRIX = [
    pytest.param(ident, article.ident, row, verb, id=f"{ident} {article.ident} {row.kind} {verb}")
    for ident in profile_ids()
    for article in load_profile(ident).articles
    if Duty.ENFORCED in article.duties
    for row in load_profile(ident).rows
    if any(cite.citation == load_profile(ident).citation.of(article.ident) for cite in row.cites)
    for verb in row.verbs
]


@pytest.mark.parametrize(("ident", "article", "row", "verb"), MATRIX)
def test_the_forbidden_act_is_refused_by_its_article_and_the_lawful_one_passes(
    ident: str, article: str, row: Row, verb: str
) -> None:
    profile = load_profile(ident)
    world = good_world()
    lawful = world.judged(profile, verb)
    assert lawful.allowed, lawful.refusals
    forbidden = BREAK[row.kind](world, row.rule).judged(profile, verb)
    against = [finding for finding in forbidden.refusals if finding.article == article and finding.rule == row.kind]
    assert against, forbidden.findings
    assert against[0].citation == profile.citation.of(article)
    assert against[0].code not in ("", "policy.nothing-to-judge")


@pytest.mark.parametrize("ident", profile_ids())
def test_every_enforced_article_is_in_the_matrix(ident: str) -> None:
    enforced = {article.ident for article in load_profile(ident).articles if Duty.ENFORCED in article.duties}
    assert enforced
    assert enforced == {param.values[1] for param in MATRIX if param.values[0] == ident}


def test_every_kind_of_rule_can_be_broken_here() -> None:
    assert set(BREAK) == rule_kinds()


def test_the_five_documents_are_there() -> None:
    assert set(MUNICIPALITIES) == set(LAST_ARTICLE)


@pytest.mark.parametrize("ident", MUNICIPALITIES)
def test_every_article_of_the_document_is_in_the_profile(ident: str) -> None:
    numbers = {int(re.match(r"\d+", article.ident)[0]) for article in load_profile(ident).articles}  # type: ignore[index]
    assert numbers == set(range(1, LAST_ARTICLE[ident] + 1))


@pytest.mark.parametrize("ident", profile_ids())
def test_every_article_speaks_both_languages(ident: str) -> None:
    japanese = re.compile(r"[ぁ-んァ-ヶ一-龥]")
    for article in load_profile(ident).articles:
        for text in (article.title, article.duty):
            assert japanese.search(text.ja), article.ident
            assert text.en, article.ident
            assert not japanese.search(text.en), article.ident


@pytest.mark.parametrize("ident", MUNICIPALITIES)
def test_a_municipality_leaves_no_verb_of_the_baseline_without_a_rule(ident: str) -> None:
    assert load_profile("baseline").verbs <= load_profile(ident).verbs


@pytest.mark.parametrize("ident", profile_ids())
def test_organisational_duties_are_served_by_nothing_but_a_persons_word(ident: str) -> None:
    for article in load_profile(ident).articles:
        if article.duties == (Duty.ORGANISATIONAL,):
            assert article.served_by == ()
