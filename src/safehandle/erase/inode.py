"""What one file's inode says: whether overwriting would reach its blocks, and theirs alone."""

from __future__ import annotations

import os
from contextlib import suppress

from safehandle.erase import linux
from safehandle.erase.finding import Found
from safehandle.erase.ground import Ground


def look(found: Found, descriptor: int | None, ground: Ground) -> tuple[list[str], list[str]]:
    """Refusals and residuals of one regular file, beside those of the ground it lies on."""
    refusals = ["hard-link"] if found.links > 1 else []
    if descriptor is None:
        return [*refusals, "unreadable"], []
    if not _writable(found.path):
        refusals.append("not-writable")
    flags = _flags(descriptor)
    refusals += _refused_flags(flags)
    extents = _extents(descriptor) if found.size else ()
    residuals = []
    if extents is None:
        # Where the file's blocks cannot be asked about, nobody knows whether they are shared.
        residuals += ["unknown-file-system"] if _blocks_matter(ground) else []
    else:
        kinds = 0
        for extent in extents:
            kinds |= extent.flags
        refusals += ["shared-extent"] if kinds & linux.EXTENT_SHARED else []
        residuals += _of_extents(kinds, flags, ground)
    residuals += ["xattr"] if _has_user_attributes(descriptor) else []
    return refusals, residuals


def _refused_flags(flags: int) -> list[str]:
    refusals = ["immutable"] if flags & (linux.FLAG_IMMUTABLE | linux.FLAG_APPEND) else []
    return refusals + (["verity"] if flags & linux.FLAG_VERITY else [])


def _of_extents(kinds: int, flags: int, ground: Ground) -> list[str]:
    inline = bool(kinds & linux.EXTENT_INLINE)
    if ground.kind == "btrfs":
        if inline:
            return ["tree-content"]
        # NOCOW files are written in place as long as no extent is shared; compressed ones never are.
        in_place = flags & linux.FLAG_NOCOW and not kinds & linux.EXTENT_ENCODED
        return [] if in_place else ["cow-old-blocks"]
    if inline or flags & (linux.FLAG_INLINE_DATA | linux.FLAG_JOURNAL_DATA):
        return ["journal-content"]
    return []


def _blocks_matter(ground: Ground) -> bool:
    return not ground.in_memory and ground.kind not in {"vfat", "exfat"}


def _extents(descriptor: int) -> tuple[linux.Extent, ...] | None:
    try:
        return tuple(linux.extents(descriptor))
    except OSError:
        return None


def _flags(descriptor: int) -> int:
    with suppress(OSError):
        return linux.flags(descriptor)
    return 0


def _writable(path: str) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _has_user_attributes(descriptor: int) -> bool:
    with suppress(OSError):
        return any(name.startswith("user.") for name in os.listxattr(descriptor))
    return False
