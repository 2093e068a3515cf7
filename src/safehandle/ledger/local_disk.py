"""Whether a folder lies on a disk of this machine. SQLite's log needs shared memory: no network has it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afs|ceph|glusterfs|lustre|gpfs|9p|virtiofs|ncpfs|coda|ocfs2|gfs2|beegfs|davfs"
    r"|fuse\.(sshfs|rclone|s3fs|gcsfuse|goofys|davfs2?|glusterfs|ceph|smbnetfs|google-drive-ocamlfuse|onedriver)"
)
_OCTAL = re.compile(r"\\([0-7]{3})")
_MNT_LOCAL = 0x1000  # <sys/mount.h> of macOS and the BSDs
_DRIVE_REMOTE = 4  # GetDriveTypeW


def network_type(folder: Path) -> str:
    """The type of the network file system that ``folder`` lies on, or an empty string if it is not on one."""
    if sys.platform == "win32":
        return _windows(folder)
    if sys.platform == "darwin":
        return _macos(folder)
    return _linux(folder, _MOUNTS.read_text(errors="surrogateescape")) if _MOUNTS.exists() else ""


def _linux(folder: Path, mounts: str) -> str:
    # proc(5): "36 35 98:0 /root /mnt/point options - type source superoptions"; the last one at a point is on top.
    best, found = -1, ""
    real = os.path.realpath(folder)
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), left.split()[4])
        inside = point in ("/", real) or real.startswith(point + "/")
        if inside and len(point) >= best:
            best, found = len(point), right.split()[0]
    return found if _NETWORK.fullmatch(found) else ""


if sys.platform == "darwin":

    def _macos(folder: Path) -> str:
        import ctypes

        class Statfs(ctypes.Structure):
            _fields_ = (
                ("head", ctypes.c_uint32 * 16),
                ("flags", ctypes.c_uint32),
                ("subtype", ctypes.c_uint32),
                ("type", ctypes.c_char * 16),
                ("rest", ctypes.c_char * 4096),
            )

        status = Statfs()
        if ctypes.CDLL(None).statfs(os.fsencode(folder), ctypes.byref(status)) or status.flags & _MNT_LOCAL:
            return ""
        return status.type.decode() or "network"

else:

    def _macos(_folder: Path) -> str:
        return ""


if sys.platform == "win32":

    def _windows(folder: Path) -> str:
        import ctypes

        root = folder.resolve().anchor
        if root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE:
            return "network"
        return ""

else:

    def _windows(_folder: Path) -> str:
        return ""
