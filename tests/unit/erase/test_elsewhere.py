"""Other systems: the room can be imported without what only Linux has."""

from __future__ import annotations

import subprocess
import sys


def test_the_room_is_imported_without_fcntl() -> None:
    code = "import sys; sys.modules['fcntl'] = None; import safehandle.erase as erase; erase.methods(); print('ok')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "ok\n", done.stderr
