"""Recording a destruction: what it takes, what it says, and that only what was planned is recorded."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safehandle.actions.wipe_destroyed import DestructionRequest, RecordDestruction
from safehandle.errors import InputError, IntegrityError, UsageError
from safehandle.model import Permit, Plan
from safehandle.model.erasure import ErasurePlan, ErasureTarget, Level, MediumIdentity

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ACTION = RecordDestruction(NOW)


@pytest.fixture
def request_(tmp_path: Path) -> DestructionRequest:
    (tmp_path / "a.jpg").write_bytes(b"photo")
    return DestructionRequest(
        medium=MediumIdentity(serial="WD-1234", media_type="hdd"),
        means="破砕",
        at=NOW - timedelta(hours=2),
        place="第二作業所",
        witness="田中",
        photos=(tmp_path / "a.jpg",),
        property_number="M-014",
    )


def planned(request: DestructionRequest) -> Plan:
    return Plan(verb="wipe", contract="c", actor="sato", at=NOW, nonce="0" * 32, facts=ACTION.plan(request))


def test_it_is_fit_for_a_certificate_at_the_level_destroy(request_: DestructionRequest) -> None:
    plan = planned(request_)
    (target,), (erasure,) = plan.of(ErasureTarget), plan.of(ErasurePlan)
    assert (target.what, target.ident, erasure.reachable) == ("medium", "WD-1234", Level.DESTROY)
    report = ACTION.run(request_, plan, Permit(plan_digest=plan.digest(), intent=1)).report
    assert report.certifiable
    assert (report.reached, report.plan_digest, report.verification.means) == (Level.DESTROY, plan.digest(), "witness")
    assert report.destruction is not None
    assert report.destruction.photos == (hashlib.sha256(b"photo").hexdigest(),)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"medium": MediumIdentity(), "property_number": ""}, "wipe.destroyed-what"),
        ({"witness": "", "photos": ()}, "wipe.destroyed-evidence"),
        ({"at": NOW + timedelta(minutes=1)}, "wipe.destroyed-future"),
    ],
)
def test_what_shows_nothing_is_not_recorded(
    request_: DestructionRequest, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(UsageError) as raised:
        ACTION.plan(replace(request_, **changed))  # type: ignore[arg-type]
    assert raised.value.code == code


def test_a_photograph_that_is_missing_or_replaced_stops_it(request_: DestructionRequest) -> None:
    plan, permit = planned(request_), Permit(plan_digest="", intent=1)
    request_.photos[0].write_bytes(b"another")
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        ACTION.run(request_, plan, permit)
    request_.photos[0].unlink()
    with pytest.raises(InputError, match=r"files\.missing"):
        ACTION.plan(request_)


@pytest.mark.parametrize("changed", [{"place": "本社"}, {"means": "穿孔"}, {"witness": "佐藤"}, {"reason": "x"}])
def test_another_record_than_the_planned_one_is_not_made(
    request_: DestructionRequest, changed: dict[str, object]
) -> None:
    plan = planned(request_)
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        ACTION.run(replace(request_, **changed), plan, Permit(plan_digest="", intent=1))  # type: ignore[arg-type]
