"""The one door: judged before, recorded before and after, whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from safehandle.errors import InputError, IntegrityError, PolicyDenied
from safehandle.ledger import Ledger, open_ledger
from safehandle.model import Artifact, Authentication, Cipher, Contract, Fact, Intent, Permit, Person, Plan, Role
from safehandle.office import Office
from safehandle.policy import load_profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    facts: tuple[Fact, ...]


@dataclass(slots=True)
class Act:
    """An act that looks into the ledger while it runs, and ends as it is told."""

    ledger: Ledger
    error: BaseException | None = None
    cipher: str = "AES-256-GCM"
    seen: list[str] | None = None

    @property
    def verb(self) -> str:
        return "key-new"

    def plan(self, request: str) -> tuple[Fact, ...]:
        return (Cipher(name=self.cipher),)

    def run(self, request: str, plan: Plan, permit: Permit) -> Outcome:
        self.seen = [entry.kind for entry in self.ledger.entries()]
        assert permit.plan_digest == plan.digest()
        if self.error:
            raise self.error
        return Outcome(facts=(Artifact(role="output", name=request, size=1),))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "ledger.db", "test", create=True)


def office(ledger: Ledger, actor: str = "sato") -> Office:
    sato = Person(ident="sato", name="佐藤", role=Role.HANDLER)
    contract = Contract(ident="k", profile="baseline", people=(sato,))
    return Office(contract, load_profile("baseline"), ledger, entered_by=Authentication(person=actor, means="login"))


def kinds(ledger: Ledger) -> list[str]:
    return [entry.kind for entry in ledger.entries()]


def test_the_intent_is_there_before_the_act_and_the_outcome_after(ledger: Ledger) -> None:
    act = Act(ledger)
    done = office(ledger).perform(act, "x")
    assert act.seen == ["intent"]
    assert done.entry == 0
    assert kinds(ledger) == ["intent", "done"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (IntegrityError("container.truncated"), "container.truncated"),
        (KeyboardInterrupt(), "interrupted"),
        (ZeroDivisionError(), "unexpected.ZeroDivisionError"),
    ],
)
def test_an_act_that_fails_is_recorded_as_failed(ledger: Ledger, error: BaseException, code: str) -> None:
    with pytest.raises(type(error)):
        office(ledger).perform(Act(ledger, error=error), "x")
    *_, last = ledger.entries()
    assert kinds(ledger) == ["intent", "failed"]
    assert f'"code":"{code}"'.encode() in last.body


def test_a_refused_act_does_not_run_and_is_recorded(ledger: Ledger) -> None:
    act = Act(ledger, cipher="RC4")
    with pytest.raises(PolicyDenied) as refused:
        office(ledger).perform(act, "x")
    assert act.seen is None
    assert kinds(ledger) == ["refused"]
    findings = refused.value.fields["decision"].refusals  # type: ignore[attr-defined]
    assert [finding.code for finding in findings] == ["policy.cipher-not-listed"]


def test_somebody_who_is_not_registered_is_refused(ledger: Ledger) -> None:
    act = Act(ledger)
    with pytest.raises(PolicyDenied):
        office(ledger, actor="outsider").perform(act, "x")
    assert act.seen is None
    assert kinds(ledger) == ["refused"]


@dataclass(slots=True)
class Stubborn(Act):
    """An act that fails once and tries again, after whatever ``between`` does."""

    between: Callable[[], object] = lambda: None

    def run(self, request: str, plan: Plan, permit: Permit) -> Outcome:
        permit.failed("transfer.disconnected")
        self.between()
        permit.again()
        return Outcome(facts=(Artifact(role="output", name=str(permit.intent), size=1),))


def test_every_attempt_is_judged_and_recorded_by_itself(ledger: Ledger) -> None:
    done = office(ledger).perform(Stubborn(ledger), "x")
    assert kinds(ledger) == ["intent", "failed", "intent", "done"]
    assert [entry.head.intent for entry in ledger.entries()] == [None, 0, None, 2]
    assert (done.entry, done.result.facts) == (2, (Artifact(role="output", name="2", size=1),))
    first, second = ledger.entry(0).record, ledger.entry(2).record
    assert isinstance(first, Intent)
    assert first == second


def test_what_is_allowed_no_more_is_not_tried_again(ledger: Ledger) -> None:
    door = office(ledger)
    ended = replace(door.contract.people[0], ended=True)
    leave = lambda: setattr(door, "contract", replace(door.contract, people=(ended,)))  # noqa: E731
    with pytest.raises(PolicyDenied):
        door.perform(Stubborn(ledger, between=leave), "x")
    assert kinds(ledger) == ["intent", "failed", "refused"]


def test_an_interruption_between_two_attempts_fails_nothing_twice(ledger: Ledger) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        office(ledger).perform(Stubborn(ledger, between=interrupt), "x")
    assert kinds(ledger) == ["intent", "failed"]


def test_threads_act_in_one_office(ledger: Ledger) -> None:
    shared = office(ledger)

    def act(number: int) -> str:
        done = shared.perform(Act(ledger), f"{number}.shc")
        return f"{done.entry} {number}.shc"

    with ThreadPoolExecutor(4) as pool:
        acted = set(pool.map(act, range(40)))
    outcomes = [entry.record for entry in ledger.entries() if entry.kind == "done"]
    assert {f"{done.intent} {done.facts[0].name}" for done in outcomes} == acted  # type: ignore[union-attr]
    assert ledger.verify().holds
    assert not ledger.open_intents()


def test_judging_alone_records_nothing(ledger: Ledger) -> None:
    door = office(ledger)
    assert door.judge(door.plan(Act(ledger), "x")).allowed
    assert not door.judge(door.plan(Act(ledger, cipher="DES"), "x")).allowed
    assert kinds(ledger) == []


def test_what_cannot_be_planned_is_not_recorded(ledger: Ledger) -> None:
    class Blind(Act):
        def plan(self, request: str) -> tuple[Fact, ...]:
            raise InputError("files.missing", path=request)

    with pytest.raises(InputError):
        office(ledger).perform(Blind(ledger), "x")
    assert kinds(ledger) == []


def test_every_plan_is_one_of_its_kind(ledger: Ledger) -> None:
    door, act = office(ledger), Act(ledger)
    assert door.plan(act, "x").digest() != door.plan(act, "x").digest()


def test_a_plan_for_another_act_is_not_performed(ledger: Ledger) -> None:
    door, act = office(ledger), Act(ledger)
    plan = door.plan(act, "x")
    others = (replace(plan, verb="key-destroy"), replace(plan, actor="tanaka"), replace(plan, contract="other"))
    for other in others:
        with pytest.raises(IntegrityError, match=r"plan\.not-yours"):
            door.perform(act, "x", plan=other)
    assert kinds(ledger) == []


def test_a_plan_from_the_future_is_refused(ledger: Ledger) -> None:
    door, act = office(ledger), Act(ledger)
    plan = door.plan(act, "x")
    with pytest.raises(PolicyDenied):
        door.perform(act, "x", plan=replace(plan, at=plan.at + timedelta(days=1)))
    assert kinds(ledger) == ["refused"]
