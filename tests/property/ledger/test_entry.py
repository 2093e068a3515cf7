"""What records are written with agrees with RFC 8785's library, whatever is in them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from safehandle.ledger.entry import _written, canonical

KEYS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(2**53) - 5, max_value=-(2**53) + 5)
    | st.integers(min_value=2**53 - 5, max_value=2**53 + 5)
    | st.floats()
    | st.text(st.characters())  # lone surrogates, control characters and what lies beyond the BMP included
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def outcome(write: Any, value: object) -> bytes | None:
    try:
        return bytes(write(value))
    except ValueError:
        return None


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_the_same_bytes_or_the_same_refusal(value: dict[str, object]) -> None:
    assert outcome(_written, value) == outcome(canonical, value)
