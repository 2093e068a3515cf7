import hashlib

from tests.unit.documents.pages import a_year, seal

from safehandle.documents.seal import reading_code, same_code

DIGEST = hashlib.sha256(b"safehandle").digest()


def test_the_code_has_160_bits_in_groups_without_lookalikes() -> None:
    code = reading_code(DIGEST)
    assert [len(group) for group in code.split("-")] == [4] * 8
    assert not set(code) & set("ILOU")
    number = 0
    for letter in code.replace("-", ""):
        number = number << 5 | "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter)
    assert number.to_bytes(20, "big") == DIGEST[:20]


def test_every_one_of_the_160_bits_counts() -> None:
    codes = {reading_code((int.from_bytes(DIGEST, "big") ^ 1 << bit).to_bytes(32, "big")) for bit in range(96, 256)}
    assert len(codes | {reading_code(DIGEST)}) == 161


def test_a_code_read_out_is_the_same_code() -> None:
    assert same_code("0123-4567-89ab-cdef", "O1２3 4567—89AB cdef".replace("２", "2"))
    assert same_code("0111", "OIL1")
    assert not same_code("0123", "0124")
    assert not same_code("", "")


def test_the_link_holds_the_whole_root() -> None:
    mark = seal(a_year())
    assert mark.link == f"safehandle-checkpoint:1:{mark.origin}:{mark.size}:{mark.root}"
