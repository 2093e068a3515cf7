from tests.unit.policy.cases import case

from safehandle.model import Cipher
from safehandle.policy.case import Objection
from safehandle.policy.rules.cipher_listed import CipherListed


def test_listed_ciphers_pass() -> None:
    assert CipherListed().objection(case(Cipher(name="AES", key_bits=256), Cipher(name="SHA-256"))) is None


def test_one_unlisted_cipher_among_listed_ones_is_refused_by_name() -> None:
    found = CipherListed().objection(case(Cipher(name="AES", key_bits=256), Cipher(name="RC4", key_bits=128)))
    assert found == Objection("policy.cipher-not-listed", "RC4")


def test_a_plan_that_names_no_cipher_is_refused() -> None:
    assert CipherListed().objection(case()) == Objection("policy.nothing-to-judge", "cipher")
