from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.unit.policy.cases import AT, contract, plan

from safehandle.model import Addressee, Attestation, Change, Cipher, Done, Fact, Intent, Plan, Record, Refused
from safehandle.policy import Assessed, Duty, Standing, assess, judge, load_profile, read_profile
from safehandle.policy.oscal import Subject, control_id, oscal

TODAY = date(2026, 6, 1)
PROFILE = read_profile(
    """\
id = "sample"
name = { ja = "見本市", en = "Sample City" }
source = { title = "特記事項", issuer = "見本市" }
citation = { prefix = "見本市" }
[[article]]
id = "1"
class = "-"
title = { ja = "目的", en = "purpose" }
duty = { ja = "目的", en = "purpose" }
[[article]]
id = "2"
class = "T+O"
title = { ja = "暗号", en = "ciphers" }
duty = { ja = "暗号化する", en = "encrypt" }
[[article]]
id = "3"
class = "R"
title = { ja = "従事者", en = "handlers" }
duty = { ja = "届け出る", en = "report" }
served_by = ["command:person"]
[[article]]
id = "4"
class = "R"
title = { ja = "廃棄", en = "disposal" }
duty = { ja = "記録する", en = "record" }
served_by = ["register:disposals"]
[[article]]
id = "5"
class = "R"
title = { ja = "再委託", en = "re-outsourcing" }
duty = { ja = "承諾を得る", en = "get consent" }
served_by = ["command:attest"]
[[article]]
id = "6"
class = "O"
title = { ja = "守秘", en = "secrecy" }
duty = { ja = "漏らさない", en = "keep it secret" }
[[rule]]
kind = "cipher-listed"
articles = ["2"]
verbs = ["encrypt"]
[[rule]]
kind = "contract-in-force"
articles = ["2"]
verbs = ["person", "wipe", "attest"]
""",
    file="sample.toml",
)


@dataclass(frozen=True)
class Entry:
    number: int
    record: Record
    at: datetime = AT


def log(*acts: tuple[str, tuple[Fact, ...], tuple[Fact, ...] | None]) -> list[Entry]:
    """Entries of acts: the verb, the planned facts, and the facts of the outcome (None: it never ended)."""
    return [Entry(number, record) for number, record in enumerate(_records(acts))]


def _records(acts: Any) -> Iterator[Record]:
    number = 0
    for verb, planned, outcome in acts:
        stated: Plan = plan(*planned, verb=verb)
        decision = judge(PROFILE, contract(), stated)
        yield Intent(plan=stated, decision=decision) if decision.allowed else Refused(plan=stated, decision=decision)
        number += 1
        if decision.allowed and outcome is not None:
            yield Done(intent=number - 1, facts=outcome)
            number += 1


def standing(entries: list[Entry], article: str, today: date = TODAY) -> Assessed:
    return next(one for one in assess(PROFILE, entries, today) if one.coverage.article.ident == article)


def word(article: str, due: date | None = None) -> tuple[str, tuple[Fact, ...], tuple[Fact, ...]]:
    given = Attestation(article=article, day=TODAY, by="suzuki", due=due, statement="")
    return ("attest", (given,), (given,))


def test_without_any_entry_only_the_rules_stand() -> None:
    assert [one.standing for one in assess(PROFILE, [], TODAY)] == [
        Standing.NOT_APPLICABLE,
        Standing.NOT_YET,  # the rule stands, but nobody has given their word for the rest of article 2
        Standing.NOT_YET,
        Standing.NOT_APPLICABLE,  # nothing was disposed of
        Standing.NOT_YET,
        Standing.NOT_YET,
    ]


def test_acts_that_were_allowed_and_refused_are_the_evidence_of_a_rule() -> None:
    entries = log(("encrypt", (Cipher(name="AES"),), ()), ("encrypt", (Cipher(name="RC4"),), None))
    duty = standing(entries, "2").duties[0]
    assert (duty.duty, duty.standing, duty.entries, duty.refused) == (Duty.ENFORCED, Standing.ENFORCED, (0,), (2,))


def test_a_change_of_the_register_is_the_record_of_it() -> None:
    change = Change(part="person", ident="sato", what="add", detail="")
    assert standing(log(("person", (), (change,))), "3").duties[0].entries == (1,)
    other = Change(part="place", ident="office", what="add", detail="")
    assert standing(log(("person", (), (other,))), "3").standing is Standing.NOT_YET


def test_an_act_that_never_ended_is_no_record() -> None:
    assert standing(log(("wipe", (), None)), "4").standing is Standing.NOT_APPLICABLE
    assert standing(log(("wipe", (), ())), "4").standing is Standing.RECORDED


def test_a_persons_word_is_attested_until_it_is_due_again() -> None:
    entries = log(word("6", due=TODAY + timedelta(days=30)))
    assert standing(entries, "6").standing is Standing.ATTESTED
    assert standing(entries, "6", TODAY + timedelta(days=30)).standing is Standing.ATTESTED
    assert standing(entries, "6", TODAY + timedelta(days=31)).standing is Standing.OVERDUE


def test_the_latest_word_counts() -> None:
    entries = log(word("6", due=TODAY - timedelta(days=1)), word("6"))
    (duty,) = standing(entries, "6").duties
    assert (duty.standing, duty.attested_by) == (Standing.ATTESTED, 3)


def test_an_article_with_a_persons_duty_is_never_better_than_attested() -> None:
    entries = log(("encrypt", (Cipher(name="AES"),), ()), word("2"))
    assert standing(entries, "2").standing is Standing.ATTESTED


def test_no_duty_of_people_is_ever_enforced_or_recorded() -> None:
    everything = log(("encrypt", (Cipher(name="AES"), Addressee(recipient="", means="password")), ()), word("6"))
    for ident in ("issuer-unnamed", "tsukuba", "gunma", "kawasaki", "nerima-2025-12"):
        for one in assess(load_profile(ident), everything, TODAY):
            for duty in one.duties:
                if duty.duty is Duty.ORGANISATIONAL:
                    assert duty.standing in (Standing.ATTESTED, Standing.NOT_YET)


SUBJECT = Subject(contract="c", title="運用", size=3, root="00" * 32, at=AT)


def test_oscal_has_no_finding_about_what_only_people_can_do() -> None:
    assessed = assess(PROFILE, log(word("6"), word("2")), TODAY)
    (result,) = oscal(PROFILE, assessed, SUBJECT)["assessment-results.json"]["assessment-results"]["results"]
    assert "art-6_obj.o" not in [finding["title"] for finding in result["findings"]]
    (said,) = [one for one in result["observations"] if one["title"] == "art-6_obj.o"]
    assert said["methods"] == ["INTERVIEW"]


def test_oscal_says_satisfied_only_of_what_is_enforced_or_recorded() -> None:
    (result,) = oscal(PROFILE, assess(PROFILE, [], TODAY), SUBJECT)["assessment-results.json"]["assessment-results"][
        "results"
    ]
    states = {one["title"]: one["target"]["status"]["state"] for one in result["findings"]}
    assert states == {"art-2_obj.t": "satisfied", "art-3_obj.r": "not-satisfied", "art-5_obj.r": "not-satisfied"}


def test_the_same_ledger_gives_the_same_oscal() -> None:
    assessed = assess(PROFILE, [], TODAY)
    assert oscal(PROFILE, assessed, SUBJECT) == oscal(PROFILE, assessed, SUBJECT)


@pytest.mark.parametrize(
    ("article", "ident"),
    [
        ("17(1)", "art-17.1"),
        ("18(4)ア", "art-18.4.a"),
        ("3エ", "art-3e"),
        ("13-2", "art-13-2"),
        ("18(4)ク", "art-18.4.ku"),
    ],
)
def test_articles_become_tokens(article: str, ident: str) -> None:
    assert control_id(article) == ident


@pytest.mark.parametrize("ident", ["issuer-unnamed", "tsukuba", "gunma", "kawasaki", "nerima-2025-12"])
def test_no_two_articles_share_a_token(ident: str) -> None:
    articles = [article.ident for article in load_profile(ident).articles]
    assert len({control_id(article) for article in articles}) == len(articles)
