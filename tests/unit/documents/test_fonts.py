import pytest

from safehandle.documents.fonts import coverage, require, spell_missing
from safehandle.errors import InputError


@pytest.mark.parametrize("name", ["𠮷田 﨑子", "髙橋 邉子", "齋藤 㐂一", "Müller ①㈱ 〜―…"])
def test_the_fonts_have_the_names_of_real_people(name: str) -> None:
    require(name)
    assert spell_missing(name) == name


def test_what_the_fonts_lack_is_refused_by_code_point() -> None:
    with pytest.raises(InputError) as caught:
        require("한국 😀 株式会社")
    assert caught.value.code == "documents.glyph-missing"
    assert caught.value.fields["characters"] == "한 {U+D55C} 국 {U+AD6D} 😀 {U+1F600}"


def test_file_names_in_any_script_are_spelled() -> None:
    assert spell_missing("写真😀.jpg") == "写真{U+1F600}.jpg"


def test_a_variant_of_a_character_counts_as_a_character() -> None:
    known = min(coverage().variations)
    require("".join(map(chr, known)))
    with pytest.raises(InputError):
        require("一\U000e01ef")
    assert spell_missing("一\U000e01ef") == "一{U+E01EF}"
    with pytest.raises(InputError):
        require("\U000e0100")
