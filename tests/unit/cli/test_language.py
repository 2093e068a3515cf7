"""Which language a run speaks."""

from __future__ import annotations

import pytest

from safehandle.cli.language import Text, choose, current, speak


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "ja"),
        ([], {"LANG": "C"}, "ja"),
        ([], {"LANG": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.eucJP"}, "ja"),
        ([], {"LANG": "en_US.UTF-8", "SAFEHANDLE_LANG": "ja"}, "ja"),
        (["encrypt", "--lang", "en"], {"SAFEHANDLE_LANG": "ja"}, "en"),
        (["--lang=en", "encrypt"], {}, "en"),
        (["encrypt", "--", "--lang", "en"], {}, "ja"),
    ],
)
def test_choice(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert choose(arguments, environment) == language


def test_a_text_speaks_the_language_of_the_run() -> None:
    before = current()
    try:
        speak("en")
        assert Text("{n} 件", "{n} files").format(n=3) == "3 files"
        speak("ja")
        assert Text("{n} 件", "{n} files").format(n=3) == "3 件"
    finally:
        speak(before)
