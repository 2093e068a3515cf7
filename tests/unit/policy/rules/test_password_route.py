from tests.unit.policy.cases import case

from safehandle.model import Destination, Password, PasswordNotice
from safehandle.policy.case import Objection
from safehandle.policy.rules.password_route import PasswordRoute

TO = Destination(place="ward", via="mail", encrypted=True)


def by(route: str) -> Password:
    return Password(bits=100, generated=True, route=route)


def test_a_password_by_another_route_passes() -> None:
    assert PasswordRoute().objection(case(TO, by("telephone"))) is None


def test_a_password_by_the_same_route_is_refused() -> None:
    assert PasswordRoute().objection(case(TO, by("telephone"), by("mail"))) == Objection(
        "policy.password-same-route", "mail"
    )


def test_data_sealed_to_keys_passes() -> None:
    assert PasswordRoute().objection(case(TO)) is None


def test_a_plan_in_which_nothing_leaves_is_refused() -> None:
    assert PasswordRoute().objection(case(by("mail"))) == Objection("policy.nothing-to-judge", "destination")


def notice(route: str, *data: str) -> PasswordNotice:
    return PasswordNotice(route=route, data_routes=data)


def test_a_notice_goes_another_way_than_all_of_the_data() -> None:
    assert PasswordRoute().objection(case(notice("post", "sftp", "mail"))) is None
    assert PasswordRoute().objection(case(notice("mail", "sftp", "mail"))) == Objection(
        "policy.password-same-route", "mail"
    )


def test_a_notice_for_data_of_which_nobody_said_how_it_travels_is_refused() -> None:
    assert PasswordRoute().objection(case(notice("post"))) == Objection("policy.nothing-to-judge", "data-route")
