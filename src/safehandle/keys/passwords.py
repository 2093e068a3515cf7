"""Passwords that can be read out on the telephone, and how much any password is worth.

A generated password is 24 characters in six groups: 23 at random from 31 (113 bits) and one check character.
The alphabet has no 0 O, no 1 I L. The characters are numbered 0–30; with the check character last, the sum of
position × number over all 24 (positions from 1) is 0 modulo 31. As 31 is a prime larger than 24, every single wrong
character and every two that were swapped are noticed, wherever they stand.
"""

from __future__ import annotations

import math
import re
import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 24, 4
GENERATED_BITS = int((LENGTH - 1) * math.log2(len(ALPHABET)))

_SEPARATORS = re.compile(r"[\s\u00ad\u2010-\u2015\u2043\u2212\u2500\u30fc\ufe58\ufe63\uff0d\uff70_.・-]+")


def generate_password() -> str:
    """A new password of :data:`GENERATED_BITS` bits, such as ``K7MW-3XQ9-…``: pure ASCII, 29 characters with dashes."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return _grouped(body + _check_character(body))


def normalise_password(text: str) -> str:
    """What a password is to every algorithm here: NFKC, without white space at its ends.

    A generated password in any spelling (lower case, full width, other dashes or spaces between or within the groups)
    becomes the spelling in which it was generated; a person's own password keeps its case and its inner spaces.
    """
    return as_generated(text) or unicodedata.normalize("NFKC", text).strip()


def as_generated(text: str) -> str | None:
    """The canonical spelling of a generated password, or None if ``text`` is none or was mistyped."""
    bare = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    right = len(bare) == LENGTH and all(char in ALPHABET for char in bare) and _check_character(bare[:-1]) == bare[-1]
    return _grouped(bare) if right else None


def looks_generated(text: str) -> bool:
    """Whether ``text`` has the shape of a generated password, right or mistyped: worth saying before it is tried."""
    groups = _SEPARATORS.split(unicodedata.normalize("NFKC", text).strip().upper())
    return [len(group) for group in groups] == [GROUP] * (LENGTH // GROUP)


def password_bits(text: str) -> int:
    """A careful estimate of a password's entropy in bits.

    A generated password is known by its check character. Anything else is taken for a person's choice and counted as
    NIST SP 800-63-1 (appendix A, table A.1) does without a dictionary test: 4 bits for the first character, 2 each up
    to the eighth, 1.5 up to the twentieth, 1 after that, and 6 if there are upper-case letters and non-letters. A
    character that repeats or continues the one before it (``aaaa``, ``1234``) counts nothing. Later editions of that
    document give no figures, because none are sound; this one errs on the low side for what a machine chose.
    """
    if as_generated(text):
        return GENERATED_BITS
    password = unicodedata.normalize("NFKC", text).strip()
    points = [ord(char) for char in password.casefold()]
    count = sum(index == 0 or abs(point - points[index - 1]) > 1 for index, point in enumerate(points))
    bits = sum(4 if i == 0 else 2 if i < 8 else 1.5 if i < 20 else 1 for i in range(count))
    mixed = any(char.isupper() for char in password) and any(not char.isalpha() for char in password)
    return int(bits + (6 if mixed and count >= 4 else 0))


def _check_character(body: str) -> str:
    total = sum(position * ALPHABET.index(char) for position, char in enumerate(body, start=1))
    # total + LENGTH × check ≡ 0 (mod 31)
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def _grouped(bare: str) -> str:
    return "-".join(bare[start : start + GROUP] for start in range(0, LENGTH, GROUP))
