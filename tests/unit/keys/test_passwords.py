"""Generated passwords, their check character, and what passwords are worth."""

from __future__ import annotations

import pytest

from safehandle.keys.passwords import (
    ALPHABET,
    GENERATED_BITS,
    as_generated,
    generate_password,
    looks_generated,
    normalise_password,
    password_bits,
)

KNOWN = "23456789ABCDEFGHJKMNPQR"


def test_a_generated_password_has_a_hundred_bits_and_no_look_alikes() -> None:
    password = generate_password()
    assert GENERATED_BITS >= 100
    assert password_bits(password) == GENERATED_BITS
    assert [len(group) for group in password.split("-")] == [4] * 6
    assert set(password) <= set(ALPHABET + "-")
    assert not set("01OIL") & set(ALPHABET)


def test_two_generated_passwords_differ() -> None:
    assert len({generate_password() for _ in range(100)}) == 100


def test_the_check_character_is_as_documented() -> None:
    numbers = [ALPHABET.index(char) for char in KNOWN]
    total = sum(position * number for position, number in enumerate(numbers, start=1))
    (check,) = (char for char in ALPHABET if (total + 24 * ALPHABET.index(char)) % 31 == 0)
    assert as_generated(KNOWN + check) is not None
    assert sum(as_generated(KNOWN + char) is not None for char in ALPHABET) == 1


@pytest.mark.parametrize(
    "spell",
    [
        str.lower,
        lambda text: text.replace("-", ""),
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", "\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}"),
        lambda text: text.replace("-", "\N{FULLWIDTH HYPHEN-MINUS}"),
        lambda text: text.translate({ord(char): ord(char) + 0xFEE0 for char in text}),
        lambda text: f"  {text}\n",
        lambda text: text.replace("-", " \N{EM DASH} "),
    ],
)
def test_every_usual_spelling_is_folded_to_the_canonical_one(spell: object) -> None:
    password = generate_password()
    assert callable(spell)
    assert normalise_password(spell(password)) == password


def test_every_wrong_character_and_every_swap_is_noticed() -> None:
    bare = generate_password().replace("-", "")
    for position, right in enumerate(bare):
        for wrong in ALPHABET:
            changed = bare[:position] + wrong + bare[position + 1 :]
            assert (as_generated(changed) is not None) == (wrong == right)
    for i in range(24):
        for j in range(i):
            if bare[i] != bare[j]:
                swapped = list(bare)
                swapped[i], swapped[j] = swapped[j], swapped[i]
                assert as_generated("".join(swapped)) is None


def test_a_mistyped_one_is_seen_as_such_before_it_is_tried() -> None:
    password = generate_password()
    wrong = ("3" if password[0] != "3" else "4") + password[1:]
    assert looks_generated(wrong.lower())
    assert as_generated(wrong) is None
    assert not looks_generated("correct horse battery staple")


def test_a_persons_password_keeps_its_case_and_inner_spaces() -> None:
    assert normalise_password(" Ｈｉｍｉｔｓｕ の 言葉　") == "Himitsu の 言葉"


@pytest.mark.parametrize(
    ("password", "bits"),
    [("", 0), ("a", 4), ("aaaaaaaaaaaa", 4), ("12345678", 4), ("password", 16), ("Tr0ub4dor&3", 28)],
)
def test_a_persons_password_is_counted_carefully(password: str, bits: int) -> None:
    assert password_bits(password) == bits


def test_length_counts_and_a_generated_one_with_a_slip_is_no_longer_one() -> None:
    assert password_bits("correct horse battery staple") > password_bits("correct horse") > password_bits("correct")
    assert password_bits(KNOWN + "2") < GENERATED_BITS
