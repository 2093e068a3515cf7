"""The verb: what its plan says, and that it does exactly that plan or nothing."""

from __future__ import annotations

import dataclasses
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safehandle.actions.wipe import Wipe, WipeRequest
from safehandle.errors import ErasureError, IntegrityError, UsageError
from safehandle.model import Permit, Plan
from safehandle.model.erasure import ErasurePlan, ErasureTarget, Level

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="file erasure is Linux's")


@pytest.fixture
def request_for(tmp_path: Path) -> WipeRequest:
    folder = tmp_path / "contract"
    folder.mkdir()
    (folder / "a.csv").write_bytes(b"a" * 3000)
    (tmp_path / "b.csv").write_bytes(b"b")
    return WipeRequest(paths=(folder, tmp_path / "b.csv"), accept_residuals=True, reason="契約満了")


def plan_of(request: WipeRequest) -> Plan:
    facts = Wipe().plan(request)
    return Plan(verb="wipe", contract="c", actor="sato", at=datetime.now(UTC), nonce="0" * 32, facts=facts)


def perform(request: WipeRequest, plan: Plan) -> object:
    return Wipe().run(request, plan, Permit(plan_digest=plan.digest(), intent=1))


def test_the_plan_states_targets_level_and_what_stays(request_for: WipeRequest) -> None:
    plan = plan_of(request_for)
    targets, (erasure,) = plan.of(ErasureTarget), plan.of(ErasurePlan)
    assert [(target.what, target.files, target.size) for target in targets] == [("files", 1, 3000), ("files", 1, 1)]
    assert (erasure.method, erasure.requested, erasure.reachable) == (
        "file-overwrite",
        Level.FILE_OVERWRITE,
        Level.FILE_OVERWRITE,
    )
    assert erasure.residuals
    assert Plan.decode(plan.encode()) == plan


def test_the_plan_is_done_and_its_report_names_it(request_for: WipeRequest) -> None:
    plan = plan_of(request_for)
    done = Wipe().run(request_for, plan, Permit(plan_digest=plan.digest(), intent=1))
    assert not any(path.exists() for path in request_for.paths)
    assert done.report.plan_digest == plan.digest()
    assert done.report.certifiable
    assert done.facts == (done.report,)


@pytest.mark.parametrize("change", ["new file", "content", "replaced"])
def test_a_world_that_changed_is_not_touched(request_for: WipeRequest, change: str) -> None:
    plan, folder = plan_of(request_for), request_for.paths[0]
    if change == "new file":
        (folder / "new").write_bytes(b"n")
    elif change == "content":
        (folder / "a.csv").write_bytes(b"A" * 3000)
    else:
        (folder / "a.csv").unlink()
        (folder / "a.csv").write_bytes(b"a" * 3000)
    with pytest.raises(IntegrityError, match=r"plan\.changed"):
        perform(request_for, plan)
    assert (folder / "a.csv").stat().st_size == 3000


@pytest.mark.parametrize("other", [{"level": Level.DELETED}, {"steps": ("trim",)}, {"reason": "x"}, {"paths": ()}])
def test_a_request_other_than_the_planned_one_is_not_done(request_for: WipeRequest, other: dict[str, object]) -> None:
    plan = plan_of(request_for)
    changed = dataclasses.replace(request_for, **other)  # type: ignore[arg-type]
    with pytest.raises((IntegrityError, UsageError)):
        perform(changed, plan)
    assert request_for.paths[0].exists()


def test_what_cannot_be_reached_is_not_even_planned(request_for: WipeRequest) -> None:
    with pytest.raises(ErasureError, match=r"erase\.level-unreachable"):
        Wipe().plan(dataclasses.replace(request_for, level=Level.PURGE))
    (request_for.paths[0] / "again").hardlink_to(request_for.paths[0] / "a.csv")
    with pytest.raises(ErasureError, match=r"erase\.paths-refused"):
        Wipe().plan(request_for)


@pytest.mark.parametrize(
    "request_", [WipeRequest(), WipeRequest(paths=(Path("x"),), device=Path("/dev/null"))], ids=["nothing", "both"]
)
def test_one_kind_of_thing_at_a_time(request_: WipeRequest) -> None:
    with pytest.raises(UsageError, match=r"wipe\.what"):
        Wipe().look(request_)
