"""Every attack beside everybody who might find it: what is found, and what is not, as docs/spec/ledger.md says."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.e2e.ledger.attacks import ATTACKS, HELD, SIZE, WITNESSES, Scene, dated_by_cosignature
from tests.e2e.ledger.authority import TimestampAuthority
from tests.unit.ledger.records import JST, ORIGIN, done, intent

from safehandle.keys.pairs import generate
from safehandle.ledger import Authority, WitnessBook, WitnessRequest, log_verifier, open_ledger, read_roots

SPECIFICATION = Path(__file__).parents[3] / "docs" / "spec" / "ledger.md"


def documented() -> dict[str, dict[str, str]]:
    """The table of the specification: attack, column, cell."""
    lines = SPECIFICATION.read_text("utf-8").splitlines()
    start = lines.index("| attack | tree | held | cosigned | stamped |")
    _, *columns = cells(lines[start])
    table = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        attack, *found = cells(line)
        table[attack] = dict(zip(columns, found, strict=True))
    return table


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


TABLE = documented()


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory, authority: TimestampAuthority) -> Scene:
    folder = tmp_path_factory.mktemp("honest")
    key, city = generate("ed25519"), generate("ed25519")
    with open_ledger(folder / "ledger.db", ORIGIN, create=True) as ledger:
        for index in range(0, SIZE, 2):
            ledger.append(done(ledger.append(intent(index))))
        held = ledger.at(HELD)
    book = WitnessBook(folder / "book")
    book.accept(WitnessRequest(0, (), held.sign(key)), [log_verifier(ORIGIN, key.public.encode())])
    roots = read_roots([authority.root])
    stamp = Authority(authority.url, roots).stamp(held.text)
    yesterday = datetime.now(JST) - timedelta(days=1)
    given = {"held": held, "book": book, "stamp": stamp, "roots": roots, "yesterday": yesterday}
    return Scene(path=folder / "ledger.db", key=key, city=city, **given)  # type: ignore[arg-type]


@pytest.fixture
def scene(honest: Scene, tmp_path: Path) -> Scene:
    return honest.copy(tmp_path)


def test_the_specification_has_every_attack_and_every_witness() -> None:
    assert set(TABLE) == set(ATTACKS)
    assert {column for row in TABLE.values() for column in row} == set(WITNESSES)


def test_nobody_finds_anything_in_an_honest_ledger(scene: Scene) -> None:
    assert [look(scene) for look in WITNESSES.values()] == ["—"] * len(WITNESSES)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("witness", WITNESSES)
def test_what_is_found_by_whom(scene: Scene, attack: str, witness: str) -> None:
    ATTACKS[attack](scene)
    assert WITNESSES[witness](scene) == TABLE[attack][witness]


def test_a_back_dated_checkpoint_has_the_others_time(scene: Scene, authority: TimestampAuthority) -> None:
    """Nothing in a ledger or in a signed checkpoint bounds when it was made; a cosignature and a timestamp do."""
    ATTACKS["rewrite everything, and sign it with the stolen key"](scene)
    with scene.open() as ledger:
        assert ledger.entry(0).at == scene.yesterday.replace(microsecond=ledger.entry(0).at.microsecond)
        text = ledger.head().text
    stamped = Authority(authority.url, scene.roots).stamp(text).at
    for told in (stamped, dated_by_cosignature(scene)):
        assert told > scene.yesterday + timedelta(hours=23)
