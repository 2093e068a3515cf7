import pytest
from tests.unit.policy.cases import case

from safehandle.model.erasure import ErasurePlan, ErasureTarget, Level
from safehandle.policy.case import Objection
from safehandle.policy.rules.erasure_level import ErasureLevel


def objection(what: str, level: Level) -> Objection | None:
    target = ErasureTarget(what=what, digest="00", size=1)
    plan = ErasurePlan(method="m", requested=level, reachable=level, residuals=(), accepted=False)
    return ErasureLevel().objection(case(target, plan))


@pytest.mark.parametrize(
    ("what", "level"),
    [("files", Level.FILE_OVERWRITE), ("medium", Level.CLEAR), ("medium", Level.PURGE), ("key", Level.PURGE)],
)
def test_the_level_asked_for_or_a_higher_one_passes(what: str, level: Level) -> None:
    assert objection(what, level) is None


@pytest.mark.parametrize(
    ("what", "level"),
    [("files", Level.DELETED), ("medium", Level.FILE_OVERWRITE), ("key", Level.NONE), ("paper", Level.PURGE)],
)
def test_a_lower_level_is_refused_by_its_name(what: str, level: Level) -> None:
    assert objection(what, level) == Objection("policy.erasure-level", level)


def test_a_plan_that_does_not_say_what_is_erased_how_is_refused() -> None:
    assert ErasureLevel().objection(case(ErasureTarget(what="files", digest="00", size=1))) == Objection(
        "policy.nothing-to-judge", "erasure"
    )


def test_every_target_is_judged_by_its_own_plan() -> None:
    def erasure(target: str, level: Level) -> ErasurePlan:
        return ErasurePlan(method="m", requested=level, reachable=level, residuals=(), accepted=False, target=target)

    files, medium = ErasureTarget(what="files", digest="0f", size=1), ErasureTarget(what="medium", digest="0a", size=1)
    own = (erasure("0f", Level.FILE_OVERWRITE), erasure("0a", Level.CLEAR))
    assert ErasureLevel().objection(case(files, medium, *own)) is None
    swapped = (erasure("0f", Level.CLEAR), erasure("0a", Level.FILE_OVERWRITE))
    assert ErasureLevel().objection(case(files, medium, *swapped)) == Objection(
        "policy.erasure-level", Level.FILE_OVERWRITE
    )
    without = case(files, medium, erasure("0f", Level.FILE_OVERWRITE))
    assert ErasureLevel().objection(without) == Objection("policy.nothing-to-judge", "erasure")
