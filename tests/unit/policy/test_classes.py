"""Which class data is of: by its folder, by what a person says, and never laxer than its folder."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest

from safehandle.errors import InputError
from safehandle.model import Contract, DataClass, DataFolder
from safehandle.policy import classify, load_profile

PROFILE = load_profile("baseline")
CONTRACT = Contract(
    ident="k",
    profile="baseline",
    data=(
        DataFolder(path="統計", level="other"),
        DataFolder(path="juki", level="important"),
        DataFolder(path="juki/がん検診", level="specific"),
        DataFolder(path="公開", level="自治体機密性1"),
        DataFolder(path="資料/様式", level="other"),
    ),
)


@pytest.mark.parametrize(
    ("path", "stated", "found"),
    [
        ("/data/somewhere/a.csv", "", DataClass.PERSONAL),
        ("/data/somewhere/a.csv", "other", DataClass.OTHER),
        ("/data/統計/a.csv", "", DataClass.OTHER),
        ("/data/統計/a.csv", "important", DataClass.IMPORTANT),
        ("/data/juki/a.csv", "", DataClass.IMPORTANT),
        ("/data/juki/a.csv", "other", DataClass.IMPORTANT),
        ("/data/juki/がん検診/a.csv", "", DataClass.SPECIFIC),
        ("/mnt/usb/juki/がん検診", "", DataClass.SPECIFIC),
        ("/data/jukirenraku/a.csv", "", DataClass.PERSONAL),
        ("/data/公開/a.csv", "", DataClass.OTHER),
        ("/data/juki", "", DataClass.SPECIFIC),  # what lies below is stricter
        ("/data/資料", "", DataClass.PERSONAL),  # what lies below is laxer, what lies beside it is not classified
    ],
)
def test_the_longest_folder_decides_and_words_only_make_it_stricter(path: str, stated: str, found: DataClass) -> None:
    assert classify(PROFILE, CONTRACT, [PurePosixPath(path)], stated=stated) is found
    decomposed = PurePosixPath(unicodedata.normalize("NFD", path))
    assert classify(PROFILE, CONTRACT, [decomposed], stated=stated) is found


def test_the_strictest_of_several_sources_counts() -> None:
    paths = [PurePosixPath("/data/統計"), PurePosixPath("/data/juki/a.csv"), PurePosixPath("/data/公開")]
    assert classify(PROFILE, CONTRACT, paths) is DataClass.IMPORTANT


def test_an_unknown_level_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(InputError) as refused:
        classify(PROFILE, CONTRACT, [], stated="very secret")
    assert refused.value.code == "policy.level-unknown"
    assert "自治体機密性3A" in str(refused.value.fields["known"])
