import pytest
from tests.unit.policy.cases import case

from safehandle.model.media import Posting
from safehandle.policy.case import Objection
from safehandle.policy.rules.traceable_post import TraceablePost


def objection(service: str, tracking: str = "123-45-67890-1") -> Objection | None:
    posting = Posting(medium="M1", recipient="ward", service=service, tracking=tracking, content="")
    return TraceablePost().objection(case(posting))


@pytest.mark.parametrize("service", ["特定記録", "特定記録郵便", "簡易書留", "レターパックプラス"])
def test_traceable_services_with_a_number_pass(service: str) -> None:
    assert objection(service) is None


@pytest.mark.parametrize("service", ["普通郵便", "", "定形外（特定記録なし）"])
def test_other_services_are_refused(service: str) -> None:
    assert objection(service) == Objection("policy.post-not-traceable", "M1")


def test_a_traceable_service_without_a_number_is_refused() -> None:
    assert objection("書留", tracking="") == Objection("policy.post-without-number", "M1")


def test_a_plan_that_posts_nothing_is_refused() -> None:
    assert TraceablePost().objection(case()) == Objection("policy.nothing-to-judge", "posting")
