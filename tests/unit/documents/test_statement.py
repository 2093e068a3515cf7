import pytest
from tests.unit.documents.pages import register

from safehandle.documents.statement import is_statement, read, state
from safehandle.errors import IntegrityError


def test_a_register_states_where_it_comes_from() -> None:
    stated = state(register("carry-out"))
    assert (stated.kind, stated.rows, stated.size) == ("carry-out", 1, 18)
    assert is_statement(str(stated))
    assert read(f" {stated}\n") == stated


@pytest.mark.parametrize(
    ("old", "new"),
    [("size=", "size=-"), ("period=..", "period=2026-02-30"), ("register/1", "register/2"), ("code=", "code=X")],
)
def test_a_statement_of_another_form_is_none(old: str, new: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        read(str(state(register("carry-out"))).replace(old, new))
    assert caught.value.code == "documents.no-statement"
