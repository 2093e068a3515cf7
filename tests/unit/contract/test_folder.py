import os
from pathlib import Path

import pytest

from safehandle.contract import find_folder, implicit_contract, parse_contract, person_with_login
from safehandle.errors import InputError
from safehandle.model import Role


def test_the_folder_is_found_from_below(tmp_path: Path) -> None:
    deep = tmp_path / "契約" / "作業" / "六月"
    deep.mkdir(parents=True)
    (tmp_path / "契約" / "contract.toml").touch()
    assert find_folder(deep) == tmp_path / "契約"
    assert find_folder(tmp_path / "契約") == tmp_path / "契約"


def test_the_nearest_folder_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "contract.toml").touch()
    (inner / "contract.toml").touch()
    assert find_folder(inner) == inner
    assert find_folder(tmp_path / "a") == tmp_path


def test_no_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "contract.toml").mkdir()  # a folder of that name is not a contract
    assert find_folder(tmp_path) is None


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_contract_in_a_folder_like_tmp_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "contract.toml").touch()
    (tmp_path / "work").mkdir()
    tmp_path.chmod(0o1777)
    with pytest.raises(InputError, match=r"contract\.open-folder"):
        find_folder(tmp_path / "work")
    tmp_path.chmod(0o777)  # as every folder of a Windows drive looks from Linux
    assert find_folder(tmp_path / "work") == tmp_path


def test_without_a_contract_the_login_is_the_only_person() -> None:
    contract = implicit_contract("hanako")
    assert contract.profile == "baseline"
    assert [(person.ident, person.role) for person in contract.people] == [("hanako", Role.MANAGER)]


def test_a_login_finds_its_person_and_an_empty_one_nobody() -> None:
    contract = parse_contract(
        '[contract]\nid = "c"\nprofile = "baseline"\n'
        '[[person]]\nid = "a"\nname = "A"\nrole = "handler"\n'
        '[[person]]\nid = "b"\nname = "B"\nrole = "handler"\nlogin = "bee"\n'
    )
    found = person_with_login(contract, "bee")
    assert found is not None
    assert found.ident == "b"
    assert person_with_login(contract, "") is None
    assert person_with_login(contract, "a") is None
