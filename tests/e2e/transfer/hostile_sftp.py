"""An SFTP server that lists whatever names it was told to: ``python hostile_sftp.py FOLDER COUNT NAME...``.

It answers for a folder FOLDER, in which the names lie (``{}`` in a name is a number that counts up to COUNT).
"""

from __future__ import annotations

import struct
import sys
from itertools import islice

INIT, CLOSE, LSTAT, OPENDIR, READDIR = 1, 4, 7, 11, 12
VERSION, STATUS, HANDLE, NAME, ATTRS = 2, 101, 102, 104, 105
MISSING, EOF, UNSUPPORTED = 2, 1, 8
FOLDER_MODE, TOGETHER = 0o40755, 100


def text(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def attributes(mode: int) -> bytes:
    return struct.pack(">IQI", 5, 0, mode)


def main(folder: str, count: int, wanted: list[str]) -> None:
    listing = (name.replace("{}", str(number)).encode() for number in range(count) for name in wanted)
    while size := sys.stdin.buffer.read(4):
        packet = sys.stdin.buffer.read(int.from_bytes(size, "big"))
        kind, number = packet[0], packet[1:5]
        if kind == INIT:
            answer = struct.pack(">BI", VERSION, 3)
        elif kind == LSTAT:
            there = packet[9:].decode() == folder
            answer = bytes([ATTRS if there else STATUS]) + number
            answer += attributes(FOLDER_MODE) if there else struct.pack(">I", MISSING) + text(b"") + text(b"")
        elif kind == OPENDIR:
            answer = bytes([HANDLE]) + number + text(b"h")
        elif kind == READDIR and (names := list(islice(listing, TOGETHER))):
            entries = b"".join(text(name) + text(b"") + attributes(FOLDER_MODE) for name in names)
            answer = bytes([NAME]) + number + struct.pack(">I", len(names)) + entries
        else:
            code = {READDIR: EOF, CLOSE: 0}.get(kind, UNSUPPORTED)
            answer = bytes([STATUS]) + number + struct.pack(">I", code) + text(b"") + text(b"")
        sys.stdout.buffer.write(struct.pack(">I", len(answer)) + answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
