import pytest

from safehandle.documents.text import size, visible


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("住民一覧.csv", "住民一覧.csv"),
        ("か\u3099", "が"),  # as macOS writes it
        ("a\tb\r\n", "a{U+0009}b{U+000D}{U+000A}"),
        ("gnp.\u202efdp", "gnp.{U+202E}fdp"),
        ("\udc82", "{U+DC82}"),
        ("a\u200bb\u2028", "a{U+200B}b{U+2028}"),
        ("葛\U000e0100城", "葛\U000e0100城"),  # the form of the character that the family register has
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_only_what_can_be_seen_is_shown(given: str, shown: str) -> None:
    assert visible(given) == shown


def test_sizes_are_binary() -> None:
    assert [size(n) for n in (0, 1023, 1024, 1536, 32 << 30, 1 << 60)] == [
        "0 B",
        "1023 B",
        "1.0 KiB",
        "1.5 KiB",
        "32.0 GiB",
        "1.0 EiB",
    ]
