"""Short codes for what went wrong with one path or one step, and names that can be printed."""

from __future__ import annotations

import errno
import re

from safehandle.files.listing import shown

_FAULTS = {
    errno.ENOENT: "vanished",
    errno.ELOOP: "link",
    errno.ENOTDIR: "link",
    errno.EIO: "io-error",
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-space",
    errno.EROFS: "read-only",
    errno.EACCES: "not-permitted",
    errno.EPERM: "not-permitted",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
    errno.EOPNOTSUPP: "not-supported",
    errno.ENOTTY: "not-supported",
    errno.EINVAL: "not-supported",
    errno.ENOTEMPTY: "not-empty",
    errno.ENXIO: "device-gone",
    errno.ENODEV: "device-gone",
}
# C0, DEL, C1, line and paragraph separators, and the controls that turn the direction of writing.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def fault_of(error: OSError) -> str:
    """The code of what the system reported."""
    return _FAULTS.get(error.errno or 0, f"system-{errno.errorcode.get(error.errno or 0, 'unknown').lower()}")


def printable(path: str) -> str:
    """A path that stays on its line and reads in its order, whatever its bytes are."""
    text = shown(path.replace("\\", "\\\\"))
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
