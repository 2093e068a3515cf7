"""A secret does not show itself, and a source's first line is read strictly."""

from __future__ import annotations

import pytest

from safehandle.errors import SecretError
from safehandle.keys.secret import Secret, first_line


def test_no_way_of_printing_shows_it() -> None:
    secret = Secret("合言葉")
    shown = [repr(secret), str(secret), f"{secret}", f"{secret!r}", "%s" % secret, repr([secret]), repr({"k": secret})]  # noqa: UP031
    assert not any("合言葉" in text for text in shown)
    assert secret.text == "合言葉"


def test_it_compares_by_value_and_is_no_dictionary_key() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    with pytest.raises(TypeError):
        hash(Secret("a"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"word", "word"),
        (b"word\nsecond line", "word"),
        (b"word\r\n", "word"),
        ("\ufeff合言葉\r\n".encode(), "合言葉"),
        (b" inner and outer spaces ", " inner and outer spaces "),
        (b"x" * 4096 + b"\n", "x" * 4096),
    ],
)
def test_the_first_line_without_its_end(data: bytes, expected: str) -> None:
    assert first_line(data, "here").text == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "keys.secret-empty"),
        (b"\nword", "keys.secret-empty"),
        (b"\r\n", "keys.secret-empty"),
        (b"x" * 4097, "keys.secret-too-long"),
        (b"\xff\xfe", "keys.secret-unreadable"),
        ("合言葉".encode("cp932"), "keys.secret-unreadable"),
        (b"a\tb", "keys.secret-unreadable"),
        (b"a\0b", "keys.secret-unreadable"),
    ],
)
def test_what_is_no_password_is_refused_without_being_shown(data: bytes, code: str) -> None:
    with pytest.raises(SecretError) as caught:
        first_line(data, "here")
    assert caught.value.code == code
    assert set(caught.value.fields) <= {"source", "limit"}
