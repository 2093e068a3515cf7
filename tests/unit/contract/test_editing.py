from datetime import date

import pytest

from safehandle.contract import add_entry, change_entry, new_text, parse_contract, set_values
from safehandle.errors import InputError

TEXT = """\
# 練馬区との契約
[contract]
id = "c"   # the client's number
profile = "baseline"

# 管理責任者は鈴木（2026年4月から）
[[person]]
id = "suzuki"
role = "manager"
name = "鈴木"  # 旧姓 高橋

[[recipient]]
id = "ward"
name = "区民課"
"""
COMMENTS = ["# 練馬区との契約", "# the client's number", "# 管理責任者は鈴木（2026年4月から）", "# 旧姓 高橋"]


def test_comments_survive_ten_edits() -> None:
    text = TEXT
    for number in range(5):
        text = add_entry(
            text, "person", {"id": f"p{number}", "name": "名", "role": "handler", "from": date(2026, 4, 1)}
        )
        text = change_entry(text, "person", f"p{number}", {"until": date(2026, 5, 1 + number)})
    text = change_entry(text, "person", "suzuki", {"educated": date(2026, 4, 2)})
    text = set_values(text, "keys", {"sealing": "shp1"})
    assert [comment for comment in COMMENTS if comment in text] == COMMENTS
    contract = parse_contract(text)
    assert [person.ident for person in contract.people] == ["suzuki", "p0", "p1", "p2", "p3", "p4"]
    assert contract.people[0].educated == date(2026, 4, 2)
    assert contract.people[5].end == date(2026, 5, 5)
    assert contract.sealing_key == "shp1"


def test_an_edit_touches_nothing_else() -> None:
    edited = change_entry(TEXT, "recipient", "ward", {"until": date(2026, 9, 30)})
    assert edited.replace("until = 2026-09-30\n", "") == TEXT


def test_the_first_entry_of_a_kind_can_be_added() -> None:
    edited = add_entry(TEXT, "place", {"id": "office", "name": "本社", "kind": "work", "host_keys": ("SHA256:a",)})
    (place,) = parse_contract(edited).places
    assert (place.ident, place.host_keys) == ("office", ("SHA256:a",))


def test_values_are_written_in_the_order_of_the_schema_and_empty_ones_not_at_all() -> None:
    text = new_text({"contract": {"profile": "baseline", "title": "", "id": "c", "until": None}, "keys": {}})
    assert text == '[contract]\nid = "c"\nprofile = "baseline"\n'


def test_hostile_values_stay_values() -> None:
    name = 'x"\n[[person]]\nid = "evil"\u202e\\'
    (one, two) = parse_contract(add_entry(TEXT, "person", {"id": "p", "name": name, "role": "handler"})).people
    assert (one.ident, two.ident, two.name) == ("suzuki", "p", name)


def test_changing_nobody_is_refused() -> None:
    with pytest.raises(InputError, match=r"contract\.no-such-entry"):
        change_entry(TEXT, "person", "ghost", {"until": date(2026, 9, 30)})


def test_the_folder_of_a_place_is_set_beside_its_comments() -> None:
    text = '[[place]]\nid = "office"  # 本社\nname = "本社"\nkind = "work"\n'
    edited = change_entry(text, "place", "office", {"path": "/srv/業務"})
    assert edited == '[[place]]\nid = "office"  # 本社\nname = "本社"\nkind = "work"\npath = "/srv/業務"\n'
