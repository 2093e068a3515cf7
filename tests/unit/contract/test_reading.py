from datetime import date
from pathlib import Path

import pytest

from safehandle.contract import parse_contract, read_contract
from safehandle.errors import InputError
from safehandle.model import Contract, DataFolder, Person, Place, Recipient, Role

WHOLE = """\
[contract]
id = "nerima-2026"
title = "住民情報システム運用"  # the client's title
profile = "nerima-2025-12"
from = 2026-04-01
until = 2027-03-31

[keys]
sealing = "shp1abc"

[[person]]
id = "suzuki"
name = "鈴木 花子"
role = "manager"
login = "hanako"

[[person]]
id = "sato"
name = "佐藤"
role = "handler"
from = 2026-04-15
educated = 2026-04-10

[[place]]
id = "office"
name = "本社"
kind = "work"

[[recipient]]
id = "ward"
name = "区民課"
until = 2026-09-30

[[data]]
path = "資料/住民"
class = "important"
"""


def test_everything_that_the_file_states_is_read() -> None:
    assert parse_contract(WHOLE) == Contract(
        ident="nerima-2026",
        title="住民情報システム運用",
        profile="nerima-2025-12",
        start=date(2026, 4, 1),
        end=date(2027, 3, 31),
        sealing_key="shp1abc",
        people=(
            Person(ident="suzuki", name="鈴木 花子", role=Role.MANAGER, login="hanako"),
            Person(ident="sato", name="佐藤", role=Role.HANDLER, start=date(2026, 4, 15), educated=date(2026, 4, 10)),
        ),
        places=(Place(ident="office", name="本社", kind="work"),),
        recipients=(Recipient(ident="ward", name="区民課", end=date(2026, 9, 30)),),
        data=(DataFolder(path="資料/住民", level="important"),),
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key"),
    [
        ('profile = "nerima-2025-12"', 'profile = nerima"', "contract.syntax", 4, None),
        ("[keys]", "[secrets]", "contract.key", 8, "secrets"),
        ("title =", "titel =", "contract.key", 3, "contract.titel"),
        ('login = "hanako"', 'ident = "hanako"', "contract.key", 15, "person.0.ident"),
        ('profile = "nerima-2025-12"\n', "", "contract.value", 1, "contract.profile"),
        ('role = "handler"', 'role = "boss"', "contract.value", 20, "person.1.role"),
        ('role = "handler"\n', "", "contract.value", 17, "person.1.role"),
        ("from = 2026-04-15", "from = 2026-04-15T09:00:00", "contract.value", 21, "person.1.from"),
        ("from = 2026-04-15", "from = 20260415", "contract.value", 21, "person.1.from"),
        ('sealing = "shp1abc"', "sealing = 1", "contract.value", 9, "keys.sealing"),
        (
            'profile = "nerima-2025-12"',
            'profile = "gunma"\ndisposal = "burn"',
            "contract.value",
            5,
            "contract.disposal",
        ),
        ('kind = "work"', 'kind = "moon"', "contract.value", 27, "place.0.kind"),
        ('kind = "work"', 'kind = "work"\npath = "data"', "contract.value", 28, "place.0.path"),
        ('kind = "work"', 'kind = "work"\npath = "/srv/../etc"', "contract.value", 28, "place.0.path"),
        ('kind = "work"', 'kind = "work"\npath = "/"', "contract.value", 28, "place.0.path"),
        ('kind = "work"', 'kind = "cloud"\npath = "/srv/data"', "contract.value", 27, "place.0.kind"),
        ('id = "office"', 'id = "main office"', "contract.value", 25, "place.0.id"),
        ('id = "office"', 'id = ""', "contract.value", 25, "place.0.id"),
        ('id = "sato"', 'id = "suzuki"', "contract.twice", 18, "person.1.id"),
        ("educated =", 'login = "hanako"\neducated =', "contract.twice", 22, "person.1.login"),
        ("until = 2027-03-31", "until = 2026-03-31", "contract.period", 6, "contract.until"),
        ("educated =", "until = 2026-04-14\neducated =", "contract.period", 22, "person.1.until"),
        ("from = 2026-04-15", "from = 2026-03-31", "contract.outside", 21, "person.1.from"),
        ("until = 2026-09-30", "until = 2027-04-01", "contract.outside", 32, "recipient.0.until"),
        ("[[data]]", "[data]", "contract.value", 34, "data"),
    ],
)
def test_a_fault_is_refused_with_its_line(old: str, new: str, code: str, line: int, key: str | None) -> None:
    with pytest.raises(InputError) as caught:
        parse_contract(WHOLE.replace(old, new, 1), file="k/contract.toml")
    error = caught.value
    assert (error.code, error.fields["file"], error.fields["line"]) == (code, "k/contract.toml", line)
    assert error.fields.get("key") == key


@pytest.mark.parametrize("path", ["/srv/業務", "C:\\\\業務"])
def test_a_place_may_have_a_folder_of_this_machine(path: str) -> None:
    read = parse_contract(WHOLE.replace('kind = "work"', f'kind = "work"\npath = "{path}"'))
    assert read.places[0].path == path.replace("\\\\", "\\")


def test_one_name_may_serve_a_person_and_a_place() -> None:
    assert parse_contract(WHOLE.replace('id = "office"', 'id = "sato"')).place("sato")


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "contract.toml").write_bytes(WHOLE.encode("cp932"))
    with pytest.raises(InputError) as caught:
        read_contract(tmp_path)
    assert (caught.value.code, caught.value.fields["line"]) == ("contract.syntax", 3)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "contract.toml").write_text(WHOLE, encoding="utf-8-sig")
    assert read_contract(tmp_path).ident == "nerima-2026"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"contract\.unreadable"):
        read_contract(tmp_path)
