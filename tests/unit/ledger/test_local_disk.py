"""Network file systems are recognised by the mount table."""

from __future__ import annotations

from pathlib import Path

import pytest

from safehandle.ledger.local_disk import _linux

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /srv/share rw - nfs4 files:/export rw
31 22 0:41 / /srv/共有\040フォルダー rw - cifs //files/share rw
32 30 8:2 / /srv/share/local rw - xfs /dev/sdb1 rw
33 22 0:42 / /home/sato/remote rw shared:5 master:2 - fuse.sshfs sato@files: rw
34 22 0:43 / /mnt/over rw - ext4 /dev/sdc1 rw
35 22 0:44 / /mnt/over rw - 9p host rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", ""),
        ("/srv/share", "nfs4"),
        ("/srv/share/contract", "nfs4"),
        ("/srv/share/local/contract", ""),
        ("/srv/shared", ""),
        ("/srv/共有 フォルダー/r8", "cifs"),
        ("/home/sato/remote", "fuse.sshfs"),
        ("/mnt/over/x", "9p"),
    ],
)
def test_the_innermost_and_latest_mount_counts(folder: str, kind: str) -> None:
    assert _linux(Path(folder), MOUNTS) == kind
