from tests.unit.policy.cases import case

from safehandle.model import Addressee, Password
from safehandle.policy.case import Objection
from safehandle.policy.rules.password_strength import PasswordStrength


def password(bits: int) -> Password:
    return Password(bits=bits, generated=False)


def test_a_strong_password_passes_and_a_weak_one_is_refused_with_its_bits() -> None:
    assert PasswordStrength(bits=64).objection(case(password(64))) is None
    assert PasswordStrength(bits=64).objection(case(password(128), password(63))) == Objection(
        "policy.password-weak", "63"
    )


def test_data_sealed_to_keys_alone_has_no_password() -> None:
    key = Addressee(recipient="ward", means="key", key_id="k")
    unnamed = Addressee(recipient="", means="password")
    assert PasswordStrength().objection(case(key)) is None
    assert PasswordStrength().objection(case(key, unnamed)) == Objection("policy.nothing-to-judge", "password")


def test_a_plan_without_password_and_addressee_is_refused() -> None:
    assert PasswordStrength().objection(case()) == Objection("policy.nothing-to-judge", "password")
