"""No room, no memory to waste, no time: the limits of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.container.made import IDENTITY, LABEL, RECIPIENT, bag

from safehandle.container import open_bag, seal
from safehandle.errors import OutputError
from safehandle.files import whole_file


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one mebibyte."""
    point = tmp_path / "disk"
    point.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(point)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    yield point
    subprocess.run(["umount", str(point)], check=True)


def test_a_full_disk_when_sealing(tmp_path: Path, small_disk: Path) -> None:
    (tmp_path / "big").write_bytes(os.urandom(8 << 20))

    def attempt() -> None:
        with whole_file(small_disk / "out.shc") as output:
            seal([tmp_path / "big"], output, [RECIPIENT], label=LABEL, bag_info={})

    with pytest.raises(OutputError) as caught:
        attempt()
    assert caught.value.code == "files.no-space"
    assert list(small_disk.iterdir()) == []


def test_a_full_disk_when_opening(tmp_path: Path, small_disk: Path) -> None:
    (tmp_path / "big").write_bytes(os.urandom(8 << 20))
    bag([tmp_path / "big"], tmp_path / "out.shc")
    for destination in (small_disk, small_disk / "new"):
        with (tmp_path / "out.shc").open("rb") as file, pytest.raises(OutputError) as caught:
            open_bag(file, [IDENTITY], destination)
        assert caught.value.code == "files.no-space"
        assert list(small_disk.iterdir()) == []


MEMORY = """
import io, re, sys
from pathlib import Path
from tests.unit.container.made import IDENTITY, LABEL, RECIPIENT
from safehandle.container import open_stream, seal_stream
with open(sys.argv[1], "wb") as output, open("/dev/zero", "rb") as source:
    class Much(io.RawIOBase):
        left = 300 << 20
        def readinto(self, buffer):
            count = min(len(buffer), self.left); self.left -= count
            return source.readinto(memoryview(buffer)[:count])
    seal_stream(Much(), output, [RECIPIENT], label=LABEL)
with open(sys.argv[1], "rb") as file, open("/dev/null", "wb") as output:
    open_stream(file, [IDENTITY], output)
# Not ru_maxrss: that remembers the process that started this one.
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_memory_does_not_grow_with_the_content(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MEMORY, str(tmp_path / "out")]
    assert int(subprocess.check_output(command, cwd=Path(__file__).parents[3])) < 100


@pytest.mark.parametrize("after", [1, 3, 5])
def test_killed_while_opening_leaves_nothing_under_a_final_name(tmp_path: Path, after: int) -> None:
    (tmp_path / "big").write_bytes(os.urandom(8 << 20))
    bag([tmp_path / "big"], tmp_path / "out.shc")
    child = os.fork()
    if child == 0:
        blocks: list[int] = []

        def progress(_: int) -> None:
            blocks.append(1)
            if len(blocks) == after:
                os.kill(os.getpid(), 9)

        with (tmp_path / "out.shc").open("rb") as file:
            open_bag(file, [IDENTITY], tmp_path / "d", progress=progress)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
    left = {path.name for path in tmp_path.iterdir()} - {"big", "out.shc"}
    assert all(name.startswith(".safehandle-") for name in left)
    assert len(left) == 1
