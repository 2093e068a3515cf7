"""What every store promises (safehandle.ledger.store.Store), kind by kind."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.conformance.ledger.conftest import PLACES
from tests.unit.ledger.records import AT, ORIGIN, intent

from safehandle.errors import InputError, IntegrityError, OutputError
from safehandle.ledger import open_ledger
from safehandle.ledger.entry import Encoded, encode
from safehandle.ledger.proofs import inclusion_path, root_at, verify_inclusion
from safehandle.ledger.store import Store, kinds, open_store
from safehandle.ledger.tree import Frontier, leaf_hash


def encoded(index: int) -> Encoded:
    return Encoded(b'{"entry":%d}' % index, b'{"private":%d}' % index if index % 3 else None)


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    made = open_store(location, ORIGIN, create=True)
    yield made
    made.close()


def test_every_kind_is_tested() -> None:
    assert {kind.name for kind in kinds()} == set(PLACES)


def test_a_new_store_is_empty_and_knows_its_origin(store: Store) -> None:
    assert store.origin == ORIGIN
    assert store.head().size == 0
    assert list(store.entries(0, None)) == []


def test_entries_come_back_in_order_and_unchanged(store: Store) -> None:
    assert [store.append(encoded(index)) for index in range(20)] == list(range(20))
    assert [(entry.number, entry.body, entry.private) for entry in store.entries(0, None)] == [
        (index, encoded(index).body, encoded(index).private) for index in range(20)
    ]
    assert [entry.number for entry in store.entries(5, 8)] == [5, 6, 7]
    assert [entry.number for entry in store.entries(18, 30)] == [18, 19]
    assert list(store.entries(8, 5)) == list(store.entries(20, None)) == []


def test_any_bytes_are_kept_as_they_are(store: Store) -> None:
    odd = Encoded(bytes(range(256)) + "氏名".encode(), b"\x00\xff'\\\n")
    store.append(odd)
    (entry,) = store.entries(0, None)
    assert (entry.body, entry.private) == (odd.body, odd.private)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 530])
def test_the_tree_is_that_of_the_entries(store: Store, size: int) -> None:
    frontier = Frontier()
    completed = [node for index in range(size) for node in frontier.append(leaf_hash(encoded(index).body))]
    for index in range(size):
        store.append(encoded(index))
    head = store.head()
    assert (head.size, head.encode(), head.root) == (size, frontier.encode(), frontier.root)
    assert store.nodes(8, 0, 10) == [node.hash for node in completed]
    assert store.nodes(0, 0, size) == [leaf_hash(encoded(index).body) for index in range(size)]
    assert root_at(store.nodes, size) == frontier.root
    for number in {0, size // 2, size - 1}:
        path = inclusion_path(store.nodes, number, size)
        assert verify_inclusion(leaf_hash(encoded(number).body), number, size, path, frontier.root)


def test_a_store_is_found_again(location: str) -> None:
    with pytest.raises(InputError, match=r"ledger\.missing"):
        open_store(location, ORIGIN, create=False)
    first = open_store(location, ORIGIN, create=True)
    first.append(encoded(1))
    head = first.head()
    first.close()
    for create in (False, True):
        again = open_store(location, "another vendor/川原市/r8-tax", create=create)
        assert (again.origin, again.head().root) == (ORIGIN, head.root)
        again.close()
    with pytest.raises(IntegrityError, match=r"ledger\.other-origin"):
        open_store(location, "みどり情報/川原市/another-contract", create=False)


def test_an_empty_store_can_be_filled_at_once_and_no_other(store: Store, location: str) -> None:
    frontier = Frontier()
    frontier.extend([leaf_hash(encoded(index).body) for index in range(600)])
    with pytest.raises(RuntimeError, match="the source broke off"):
        store.fill(breaking_off())
    assert store.head().size == 0
    store.fill(encoded(index) for index in range(600))
    assert store.head().root == frontier.root
    assert len(store.nodes(8, 0, 9)) == 2
    with pytest.raises(OutputError, match=r"ledger\.not-empty"):
        store.fill([encoded(0)])
    assert store.append(encoded(600)) == 600


def breaking_off() -> Iterator[Encoded]:
    yield from (encoded(index) for index in range(300))
    raise RuntimeError("the source broke off")


def test_a_snapshot_does_not_see_what_comes_later(store: Store, location: str) -> None:
    store.append(encoded(0))
    with store.snapshot():
        assert store.head().size == 1
        other = open_store(location, ORIGIN, create=False)
        other.append(encoded(1))
        other.close()
        assert store.head().size == 1
        assert len(list(store.entries(0, None))) == 1
    assert store.head().size == 2


def test_one_private_part_can_be_removed(store: Store) -> None:
    for index in range(1, 4):
        store.append(Encoded(encoded(index).body, b"private"))
    root = store.head().root
    store.redact(1)
    assert [entry.private for entry in store.entries(0, None)] == [b"private", None, b"private"]
    assert store.head().root == root


def test_writers_at_once_get_numbers_of_their_own(location: str) -> None:
    open_store(location, ORIGIN, create=True).close()

    def write(_writer: int) -> list[int]:
        with open_ledger(location, ORIGIN) as ledger:
            return [ledger.append(intent(index)) for index in range(50)]

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for written in pool.map(write, range(4)) for number in written]
    assert sorted(numbers) == list(range(200))
    with open_ledger(location, ORIGIN) as ledger:
        assert ledger.verify().holds


def test_threads_share_an_open_ledger_and_each_snapshot_is_one_state(location: str) -> None:
    with open_ledger(location, ORIGIN, create=True) as ledger:

        def write(_writer: int) -> list[int]:
            return [ledger.append(intent(index)) for index in range(50)]

        def look(_reader: int) -> bool:
            with ledger.snapshot():
                size = ledger.head().size
                return len(list(ledger.entries())) == size == ledger.head().size

        with ThreadPoolExecutor(6) as pool:
            writing = [pool.submit(write, writer) for writer in range(4)]
            looks = [pool.submit(look, reader) for reader in range(40)]
            numbers = [number for writer in writing for number in writer.result()]
            assert all(reader.result() for reader in looks)
        assert sorted(numbers) == list(range(200))
        assert ledger.verify().holds


def test_records_are_kept_as_entries(store: Store) -> None:
    made = encode(intent(3), AT)
    store.append(made)
    (entry,) = store.entries(0, None)
    assert entry.record == intent(3)
