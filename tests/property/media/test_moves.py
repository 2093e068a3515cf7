"""Whatever is done in whatever order: a medium is where its last act that was possible left it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.actions.test_media import ADD, BACK, GIVE, OUT, POST, Log

from safehandle.actions.media import MediumRequest, media_on_record
from safehandle.actions.medium_check import MediumCheckRequest
from safehandle.errors import InputError

AFTER = {"carry-out": "carried", "return": "held", "post": "posted", "retire": "disposed"}
POSSIBLE = {
    "carry-out": {"held"},
    "post": {"held"},
    "return": {"carried", "posted"},
    "retire": {"held", "carried", "posted"},
}
NUMBERS = ("U-1", "U-2")

steps = st.lists(st.tuples(st.sampled_from([*POSSIBLE, "add"]), st.sampled_from(NUMBERS)), max_size=25)


def request(verb: str, number: str) -> MediumRequest:
    match verb:
        case "add":
            return replace(ADD, medium=replace(ADD.medium, medium=number, serial=""))
        case "carry-out":
            return replace(OUT, number=number)
        case "return":
            return replace(BACK, number=number)
        case "post":
            return replace(POST, number=number)
        case _:
            return replace(GIVE, number=number)


def do(log: Log, verb: str, number: str) -> bool:
    """Try it; say whether it was possible."""
    try:
        log.do(request(verb, number))
    except InputError:
        return False
    return True


@settings(deadline=None, max_examples=100)
@given(steps)
def test_states_follow_the_acts_that_were_possible(taken: list[tuple[str, str]]) -> None:
    log, expected = Log(), dict[str, str]()
    for verb, number in taken:
        possible = number not in expected if verb == "add" else expected.get(number, "") in POSSIBLE[verb]
        assert do(log, verb, number) == possible
        if possible:
            expected[number] = AFTER.get(verb, "held")
    states = {state.number: str(state.whereabouts) for state in media_on_record(log).states}
    assert states == expected


@settings(deadline=None, max_examples=100)
@given(steps, st.sets(st.sampled_from(NUMBERS)))
def test_a_stocktaking_accounts_for_every_medium_once(taken: list[tuple[str, str]], seen: set[str]) -> None:
    log = Log()
    for verb, number in taken:
        do(log, verb, number)
    states = {state.number: str(state.whereabouts) for state in media_on_record(log).states}
    (fact,) = MediumCheckRequest(found=tuple(seen & states.keys())).facts(media_on_record(log))
    told = [*fact.found, *fact.missing, *fact.misplaced, *fact.away]  # type: ignore[attr-defined]
    assert len(told) == len(set(told))
    assert set(told) == {number for number, state in states.items() if state != "disposed" or number in seen}
