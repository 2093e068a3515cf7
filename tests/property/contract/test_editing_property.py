"""Whatever is written by command is read back as it was given."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from safehandle.contract import add_entry, changes, parse_contract
from safehandle.contract.editing import Values

TEXT = '[contract]\nid = "c"\nprofile = "baseline"\n'
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(name=NAMES, affiliation=NAMES, start=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_person_is_read_back_as_written(name: str, affiliation: str, start: date) -> None:
    values: Values = {"id": "p", "name": name, "role": "handler", "affiliation": affiliation, "from": start}
    after = parse_contract(add_entry(TEXT, "person", values))
    (person,) = after.people
    assert (person.name, person.affiliation, person.start) == (name, affiliation, start)
    assert [change.what for change in changes(parse_contract(TEXT), after)] == ["add"]
