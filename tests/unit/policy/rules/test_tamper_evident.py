import pytest
from tests.unit.policy.cases import case

from safehandle.model import Cipher
from safehandle.policy.case import Objection
from safehandle.policy.rules.tamper_evident import TamperEvident


@pytest.mark.parametrize("name", ["AES-256-GCM", "HMAC-SHA-256", "ECDSA P-256", "hmac-sha2-256"])
def test_an_authenticating_algorithm_among_others_passes(name: str) -> None:
    assert TamperEvident().objection(case(Cipher(name="AES"), Cipher(name=name))) is None


@pytest.mark.parametrize("name", ["AES-256-CTR", "SHA-256", "ZipCrypto"])
def test_a_cipher_that_hides_but_does_not_authenticate_is_refused(name: str) -> None:
    assert TamperEvident().objection(case(Cipher(name=name))) == Objection("policy.not-tamper-evident", name)


def test_a_plan_that_names_no_cipher_is_refused() -> None:
    assert TamperEvident().objection(case()) == Objection("policy.nothing-to-judge", "cipher")
