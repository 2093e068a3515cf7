"""What is mounted where, as /proc/self/mountinfo says (proc(5))."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """One mount. ``device`` is major and minor number; ``options`` are the mount's and the file system's together."""

    ident: int
    device: tuple[int, int]
    root: str
    point: str
    kind: str
    source: str
    options: frozenset[str]


def mounts(proc: Path = Path("/proc")) -> tuple[Mount, ...]:
    """Every mount this process sees, in the kernel's order; lines that are not understood raise ``ValueError``."""
    text = (proc / "self/mountinfo").read_bytes().decode("utf-8", "surrogateescape")
    return tuple(parse(line) for line in text.splitlines() if line)


def parse(line: str) -> Mount:
    """One line of mountinfo."""
    before, _, after = line.partition(" - ")
    ident, _, device, root, point, options, *_ = before.split(" ")
    kind, source, *rest = after.split(" ")
    major, minor = device.split(":")
    return Mount(
        ident=int(ident),
        device=(int(major), int(minor)),
        root=_unescaped(root),
        point=_unescaped(point),
        kind=kind,
        source=_unescaped(source),
        options=frozenset(options.split(",")) | frozenset(",".join(rest).split(",")),
    )


def _unescaped(text: str) -> str:
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), text)


def mount_ident(descriptor: int) -> int:
    """The number of the mount an open file lies on; unlike st_dev it also tells bind mounts apart."""
    for line in Path(f"/proc/self/fdinfo/{descriptor}").read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        if name == "mnt_id":
            return int(value)
    raise OSError(os.strerror(38))
