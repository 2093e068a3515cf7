from tests.unit.policy.cases import case

from safehandle.model import Cipher
from safehandle.policy.case import Objection
from safehandle.policy.rules.cipher_monitored import CipherMonitored


def test_what_an_aes_zip_uses_passes() -> None:
    facts = (Cipher(name="AES-256-CTR"), Cipher(name="PBKDF2-HMAC-SHA-1"), Cipher(name="HMAC-SHA-1"))
    assert CipherMonitored().objection(case(*facts)) is None


def test_an_algorithm_on_neither_list_is_refused_by_name() -> None:
    found = CipherMonitored().objection(case(Cipher(name="AES-256-CTR"), Cipher(name="ZipCrypto")))
    assert found == Objection("policy.cipher-not-monitored", "ZipCrypto")


def test_a_plan_that_names_no_cipher_is_refused() -> None:
    assert CipherMonitored().objection(case()) == Objection("policy.nothing-to-judge", "cipher")
