"""People call an article as the document writes it."""

import pytest

from safehandle.policy import find_article, load_profile


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("18(4)エ", "18(4)エ"),
        ("１８（４）エ", "18(4)エ"),
        ("18(4)ｴ", "18(4)エ"),
        ("第18条(4)エ", "18(4)エ"),
        ("第１８条（４）エ", "18(4)エ"),
        ("練馬区 令和7年12月版 第18条(4)エ", "18(4)エ"),
        ("第 19 条第2項", "19-2"),
    ],
)
def test_an_article_is_found_as_it_is_written(name: str, ident: str) -> None:
    found = find_article(load_profile("nerima-2025-12"), name)
    assert found is not None
    assert found.ident == ident


@pytest.mark.parametrize("name", ["", "99", "18", "18(4)", "つくば市 第3条", "18(4)エ 18(4)オ"])
def test_no_other_article_is_taken_for_it(name: str) -> None:
    assert find_article(load_profile("nerima-2025-12"), name) is None
