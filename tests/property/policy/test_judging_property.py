"""What holds for every profile, every verb and every plan."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.conformance.policy.world import AT, good_world

from safehandle.model import Approval, Fact, Plan, Scope
from safehandle.policy import Profile, judge, load_profile, profile_ids

PROFILES = st.sampled_from(profile_ids()).map(load_profile)
WORLD = good_world()
FACTS = st.sets(st.integers(0, len(WORLD.facts) - 1)).map(lambda chosen: tuple(WORLD.facts[i] for i in sorted(chosen)))
ACTORS = st.sampled_from(["suzuki", "mori", "sato", "outsider", ""])
IDENTS = st.sampled_from(["suzuki", "mori", "sato", "ghost"])
MOMENTS = st.integers(-3, 3).map(lambda days: AT + timedelta(days=days))


@st.composite
def plans(draw: st.DrawFn) -> tuple[Profile, Plan]:
    profile = draw(PROFILES)
    verb = draw(st.sampled_from(sorted(profile.verbs)))
    plan = Plan(verb=verb, contract="c", actor=draw(ACTORS), at=AT, nonce="0" * 32, facts=draw(FACTS))
    return profile, plan


@st.composite
def approvals(draw: st.DrawFn, plan: Plan) -> Approval:
    exact = draw(st.booleans())
    return Approval(
        ident=draw(st.sampled_from(["a1", "a2"])),
        approver=draw(IDENTS),
        at=draw(MOMENTS),
        until=draw(MOMENTS),
        plan_digest=draw(st.sampled_from([plan.digest(), "00" * 32])) if exact else "",
        scope=None if exact else Scope(verbs=draw(st.sampled_from([(), (plan.verb,)]))),
        client_document=draw(st.sampled_from(["", "第3号"])),
        client_document_sha256=draw(st.sampled_from(["", "ab" * 32])),
        voided=draw(st.sampled_from(["", "revoked", "used"])),
    )


@given(st.data())
def test_an_approval_never_makes_an_allowed_plan_forbidden(data: st.DataObject) -> None:
    profile, plan = data.draw(plans())
    given_ones = data.draw(st.lists(approvals(plan), max_size=3))
    without = judge(profile, WORLD.contract, plan)
    having = judge(profile, WORLD.contract, plan, given_ones)
    assert having.allowed or not without.allowed


@given(st.data())
def test_who_is_not_registered_may_do_nothing(data: st.DataObject) -> None:
    profile, plan = data.draw(plans())
    stranger = replace(plan, actor=data.draw(st.text(max_size=5)))
    if WORLD.contract.person(stranger.actor) is None:
        assert not judge(profile, WORLD.contract, stranger).allowed


@given(PROFILES, st.text(max_size=12), FACTS)
def test_a_verb_that_no_rule_names_is_refused(profile: Profile, verb: str, facts: tuple[Fact, ...]) -> None:
    plan = Plan(verb=verb, contract="c", actor="suzuki", at=AT, nonce="", facts=facts)
    decision = judge(profile, WORLD.contract, plan)
    assert decision.findings
    assert decision.allowed <= (verb in profile.verbs)


@given(st.data())
def test_every_refusal_has_a_code_and_every_passed_finding_has_none(data: st.DataObject) -> None:
    profile, plan = data.draw(plans())
    for finding in judge(profile, WORLD.contract, plan, data.draw(st.lists(approvals(plan), max_size=2))).findings:
        assert finding.satisfied == (finding.code == "")
        assert finding.citation
