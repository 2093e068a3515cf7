from dataclasses import replace
from datetime import date

from safehandle.contract import changes
from safehandle.model import Change, Contract, DataFolder, Person, Place, Role

SATO = Person(ident="sato", name="佐藤", role=Role.HANDLER, start=date(2026, 4, 1))
OLD = Contract(ident="c", profile="baseline", people=(SATO,))


def test_the_same_contract_has_no_changes() -> None:
    assert changes(OLD, OLD) == ()


def test_additions_and_removals_are_named() -> None:
    office = Place(ident="office", name="本社", kind="work")
    found = changes(OLD, replace(OLD, people=(), places=(office,)))
    assert found == (
        Change(part="person", ident="sato", what="remove", detail=""),
        Change(part="place", ident="office", what="add", detail="id: - → office; name: - → 本社; kind: - → work"),
    )


def test_setting_the_end_of_a_period_is_an_end_and_lifting_it_is_not() -> None:
    ended = replace(OLD, people=(replace(SATO, end=date(2026, 9, 30)),))
    (end,) = changes(OLD, ended)
    assert (end.what, end.detail) == ("end", "until: - → 2026-09-30")
    (lifted,) = changes(ended, OLD)
    assert (lifted.what, lifted.detail) == ("change", "until: 2026-09-30 → -")


def test_a_change_says_what_it_was_before() -> None:
    (change,) = changes(OLD, replace(OLD, people=(replace(SATO, role=Role.MANAGER, end=date(2026, 9, 30)),)))
    assert (change.what, change.detail) == ("change", "role: handler → manager; until: - → 2026-09-30")


def test_the_contract_itself_and_its_data_folders_count() -> None:
    found = changes(OLD, replace(OLD, profile="gunma", sealing_key="k", data=(DataFolder(path="a", level="other"),)))
    assert [(change.part, change.what) for change in found] == [("contract", "change"), ("data", "add")]
    assert found[0].detail == "profile: baseline → gunma; sealing_key: - → k"


def test_a_contract_from_nothing_is_an_addition_and_long_values_are_cut() -> None:
    (change,) = changes(Contract(ident="", profile=""), Contract(ident="c", profile="baseline", sealing_key="k" * 99))
    assert (change.part, change.what) == ("contract", "add")
    assert change.detail == f"id: - → c; profile: - → baseline; sealing_key: - → {'k' * 60}…"
