"""The page as it is built: always the same, allowing itself and nothing else, saying the same in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources

import pytest

from safehandle.container.reader import page
from safehandle.errors import UsageError

PAGE = page().decode()
SCRIPT = re.findall(r"<script>(.*?)</script>", PAGE, re.DOTALL)
STYLE = re.findall(r"<style>(.*?)</style>", PAGE, re.DOTALL)


def test_the_same_version_is_the_same_bytes() -> None:
    assert page() == page()


def test_the_policy_names_the_one_script_and_the_one_style() -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', PAGE)
    (script,), (style,) = SCRIPT, STYLE
    for kind, text in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_nothing_is_loaded_from_anywhere() -> None:
    assert not re.search(
        r"https?://|//[a-z]+\.|\bsrc=|\bhref=\"|@import|url\(|\bfetch\(|XMLHttp|WebSocket|eval\(", PAGE
    )
    assert not re.search(r" style=\"| on[a-z]+=\"", PAGE), "the policy would refuse it"


def test_a_container_is_carried_as_data() -> None:
    carried = page(b"safehandle.container/1\n").decode()
    assert 'type="application/x-safehandle-container">c2FmZWhhbmRsZS5jb250YWluZXIvMQo=</script>' in carried
    assert re.findall(r"<script>(.*?)</script>", carried, re.DOTALL) == SCRIPT


def test_too_large_a_container_is_not_carried() -> None:
    with pytest.raises(UsageError, match=r"reader\.too-large"):
        page(bytes(25_000_001))


def _table(name: str, language: str) -> set[str]:
    source = resources.files("safehandle.container.reader").joinpath("words.js").read_text(encoding="utf-8")
    table = source[source.index(f"export const {name}") :]
    table = table[table.index(f"  {language}: {{") :]
    return set(re.findall(r'^    "?([a-z_-]+)"?:', table[: table.index("\n  },")], re.MULTILINE))


@pytest.mark.parametrize("name", ["WORDS", "REFUSALS"])
def test_both_languages_say_the_same(name: str) -> None:
    assert len(_table(name, "ja")) > 20
    assert _table(name, "ja") == _table(name, "en")


def test_everything_that_is_said_has_words() -> None:
    (script,) = SCRIPT
    said = set(re.findall(r'data-say="([a-z_]+)"', PAGE)) | set(re.findall(r'(?:say|filled)\("([a-z_]+)"', script))
    assert said <= _table("WORDS", "ja")
    refused = set(re.findall(r'"((?:hostile|unsupported|header|content|wrong|not|no)-[a-z]+)"', script))
    assert len(refused) > 12
    assert refused <= _table("REFUSALS", "ja")
