import pytest
from tests.unit.policy.cases import case

from safehandle.errors import InputError
from safehandle.model import Cipher, DataClass
from safehandle.model.facts import Artifact
from safehandle.policy import load_profile, read_profile
from safehandle.policy.case import Case
from safehandle.policy.profile import Profile

HEAD = """\
id = "sample"
name = { ja = "見本市", en = "Sample City" }
source = { title = "特記事項", issuer = "見本市" }
citation = { prefix = "見本市" }
"""
ARTICLE = """
[[article]]
id = "18(4)ア"
class = "T"
title = { ja = "題", en = "title" }
duty = { ja = "義務", en = "duty" }
"""
RULE = """
[[rule]]
kind = "cipher-listed"
verbs = ["encrypt"]
articles = ["18(4)ア"]
"""
WHOLE = HEAD + ARTICLE + RULE


def read(text: str) -> Profile:
    return read_profile(text, file="sample.toml")


def test_a_whole_profile_is_read() -> None:
    profile = read(WHOLE)
    assert profile.verbs == {"encrypt"}
    assert profile.rows[0].cites[0].citation == "見本市 第18条(4)ア"


@pytest.mark.parametrize(
    ("ident", "citation"),
    [("17(1)", "市 第17条(1)"), ("13-2", "市 第13条第2項"), ("19-2(3)", "市 第19条第2項(3)"), ("別表", "市 別表")],
)
def test_citations_follow_the_numbering_of_the_document(ident: str, citation: str) -> None:
    text = WHOLE.replace("18(4)ア", ident).replace('prefix = "見本市"', 'prefix = "市"')
    assert read(text).rows[0].cites[0].citation == citation


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (HEAD + "name =", "policy.profile-syntax", 5),
        (HEAD.replace("見本市", '見"本市', 1), "policy.profile-syntax", 2),
        ("author = 'x'\n" + WHOLE, "policy.profile-key", 1),
        (WHOLE.replace('id = "sample"\n', ""), "policy.profile-missing", 1),
        (WHOLE.replace('id = "sample"', "id = 3"), "policy.profile-value", 1),
        (WHOLE.replace(', en = "Sample City"', ""), "policy.profile-value", 2),
        (HEAD + RULE, "policy.profile-missing", 1),
        (WHOLE.replace('class = "T"', 'class = "X"'), "policy.profile-value", 8),
        (WHOLE.replace('class = "T"', 'class = "T+T"'), "policy.profile-value", 8),
        (WHOLE.replace('class = "T"\n', ""), "policy.profile-value", 6),
        (WHOLE.replace('class = "T"', 'class = "T+R"'), "policy.profile-value", 6),
        (WHOLE.replace('class = "T"', 'class = "T"\nserved_by = ["command:send"]'), "policy.profile-value", 9),
        (WHOLE.replace('class = "T"', 'class = "T+R"\nserved_by = ["luck"]'), "policy.profile-value", 9),
        (WHOLE.replace('duty = { ja = "義務"', 'obligation = { ja = "義務"'), "policy.profile-value", 10),
        (HEAD + ARTICLE + ARTICLE + RULE, "policy.profile-twice", 13),
        (WHOLE.replace("cipher-listed", "cipher-liked"), "policy.profile-kind", 13),
        (WHOLE.replace('articles = ["18(4)ア"]', 'articles = ["18(4)ア", "99"]'), "policy.profile-article", 15),
        (WHOLE.replace('articles = ["18(4)ア"]', "articles = []"), "policy.profile-value", 15),
        (WHOLE.replace('verbs = ["encrypt"]', 'verbs = ["encrypt", "encrypt"]'), "policy.profile-value", 14),
        (WHOLE.replace('verbs = ["encrypt"]', 'verbs = "encrypt"'), "policy.profile-value", 14),
        (WHOLE + "strength = 3\n", "policy.profile-value", 16),
        (WHOLE + 'data = ["vital"]\n', "policy.profile-value", 16),
        (HEAD + ARTICLE, "policy.profile-unenforced", 8),
        (WHOLE.replace('class = "T"', 'class = "O"'), "policy.profile-unenforced", 8),
        (WHOLE.replace('id = "sample"', 'id = "sample"\nextends = "nowhere"'), "policy.profile-value", 2),
    ],
)
def test_a_faulty_profile_is_refused_with_the_line_at_fault(text: str, code: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert (caught.value.code, caught.value.fields["file"], caught.value.fields["line"]) == (code, "sample.toml", line)


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        load_profile("atlantis")
    assert caught.value.code == "policy.profile-unknown"
    assert "baseline" in str(caught.value.fields["known"])


def test_an_extended_profile_keeps_what_it_does_not_state_itself() -> None:
    profile = read(WHOLE.replace('id = "sample"', 'id = "sample"\nextends = "baseline"'))
    kinds = [(row.kind, row.cites[0].citation) for row in profile.rows if "encrypt" in row.verbs]
    assert kinds == [
        ("cipher-listed", "見本市 第18条(4)ア"),
        ("handler-registered", "safehandle 基本 第1条"),
        ("recipient-registered", "safehandle 基本 第3条"),
    ]
    assert ("cipher-listed", "safehandle 基本 第2条") in [
        (row.kind, row.cites[0].citation) for row in profile.rows if "key-new" in row.verbs
    ]


def test_a_row_for_a_data_class_speaks_only_about_that_data() -> None:
    (row,) = read(WHOLE + 'data = ["important"]\n').rows

    def satisfied(of: Case) -> bool:
        return all(finding.satisfied for finding in row.findings(of))

    unlisted = Cipher(name="RC4")
    important = Artifact(role="source", name="x", size=1, data_class=DataClass.IMPORTANT)
    other = Artifact(role="source", name="x", size=1, data_class=DataClass.OTHER)
    assert satisfied(case(unlisted, other))
    assert not satisfied(case(unlisted, important))
    assert not satisfied(case(unlisted, other, important))
    assert not satisfied(case(unlisted))  # nothing says what the data is, so it is judged
