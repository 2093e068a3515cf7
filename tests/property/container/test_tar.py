"""The strict tar reader meets whatever somebody who knows the secret could have sealed."""

from __future__ import annotations

import io
import tarfile
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safehandle.container import tar
from safehandle.container.untar import Member, Plaintext, members
from safehandle.errors import IntegrityError

LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
NAMES = st.text(LETTERS, min_size=1, max_size=200).map("bag/{}".format).filter(lambda name: not name.endswith("/"))


def read(data: bytes, step: int = 1000) -> list[tuple[Member, bytes]]:
    given_back: list[int] = []
    blocks = (memoryview(data[at : at + step]) for at in range(0, len(data), step))
    source = Plaintext(blocks, lambda block: given_back.append(len(block)))
    found = []
    for member in members(source):
        found.append((member, source.read(member.size)))
        source.read(-member.size % tar.SECTOR)
    assert sum(given_back) == len(data)
    return found


@given(st.lists(st.tuples(NAMES, st.binary(max_size=2000)), max_size=4), st.integers(1, 3000))
@example([("bag/" + "長" * 150, b"x")], 7)
def test_what_is_written_is_read(files: list[tuple[str, bytes]], step: int) -> None:
    data = b"".join(tar.whole_file_member(name, content, 42) for name, content in files) + tar.END
    assert [(member.path, content) for member, content in read(data, step)] == files
    with tarfile.open(fileobj=io.BytesIO(data)) as parsed:
        assert [info.name for info in parsed] == [name for name, _ in files]


@given(
    st.text(min_size=1, max_size=60).filter(lambda name: "\0" not in name and "\n" not in name), st.binary(max_size=700)
)
def test_what_the_standard_library_writes_is_read(name: str, content: bytes) -> None:
    info = tarfile.TarInfo(f"bag/{name}")
    info.size = len(content)
    try:
        block = info.tobuf(tarfile.PAX_FORMAT, "utf-8", "strict")
    except UnicodeEncodeError:
        return
    (found,) = read(block + content + tar.padding(len(content)) + tar.END)
    assert found == (Member(path=f"bag/{name}", folder=False, size=len(content), mtime=0, mode=0o644), content)


@given(st.data())
def test_a_changed_header_is_refused_or_harmless(data: st.DataObject) -> None:
    whole = bytearray(tar.whole_file_member("bag/資料", b"content", 7) + tar.END)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(IntegrityError):
        read(bytes(whole))


@pytest.mark.parametrize("cut", [1, 511, 512, 600, 1024, 1500])
def test_a_tar_that_ends_early(cut: int) -> None:
    whole = tar.whole_file_member("bag/a", bytes(1000), 0) + tar.END
    with pytest.raises(IntegrityError) as caught:
        read(whole[: len(whole) - cut])
    assert caught.value.code == "container.hostile-tar"
