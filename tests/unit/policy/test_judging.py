from datetime import UTC, datetime, timedelta

from tests.unit.policy.cases import AT, contract, plan

from safehandle.model import Addressee, Cipher
from safehandle.policy import judge, load_profile

BASELINE = load_profile("baseline")
SEALED = (Cipher(name="AES", key_bits=256), Addressee(recipient="", means="password"))


def test_the_baseline_allows_a_registered_person_to_encrypt() -> None:
    decision = judge(BASELINE, contract(), plan(*SEALED))
    assert decision.allowed
    assert [finding.citation for finding in decision.findings] == [f"safehandle 基本 第{n}条" for n in (1, 2, 3)]


def test_every_objection_is_named_with_its_article() -> None:
    decision = judge(BASELINE, contract(), plan(Cipher(name="RC4"), actor="outsider"))
    assert not decision.allowed
    assert [(finding.article, finding.code) for finding in decision.refusals] == [
        ("1", "policy.handler-unknown"),
        ("2", "policy.cipher-not-listed"),
        ("3", "policy.nothing-to-judge"),
    ]


def test_a_verb_that_no_rule_names_is_refused_by_name() -> None:
    decision = judge(BASELINE, contract(), plan(verb="publish"))
    assert not decision.allowed
    assert [(finding.code, finding.about) for finding in decision.findings] == [("policy.verb-not-covered", "publish")]


def test_the_same_arguments_give_the_same_decision() -> None:
    assert judge(BASELINE, contract(), plan(*SEALED)) == judge(BASELINE, contract(), plan(*SEALED))


def test_the_baseline_names_every_verb_of_the_first_way() -> None:
    assert {"init", "encrypt", "decrypt", "key-new", "key-destroy", "checkpoint"} <= BASELINE.verbs


def test_an_approved_plan_is_judged_by_the_day_on_which_it_is_performed() -> None:
    later = datetime(2027, 4, 1, tzinfo=UTC)
    assert [finding.code for finding in judge(BASELINE, contract(), plan(*SEALED), at=later).refusals] == [
        "policy.handler-out-of-period"
    ]


def test_a_plan_from_the_future_is_refused() -> None:
    decision = judge(BASELINE, contract(), plan(*SEALED), at=AT - timedelta(seconds=1))
    assert not decision.allowed
    assert [finding.code for finding in decision.findings] == ["policy.clock-set-back"]
