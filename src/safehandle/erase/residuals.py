"""What may stay behind, as data: every code that a survey or a report can name, and what each means.

The findings behind the table were measured: a marker in a file's content and name, the erasure, a scan of the raw image
(``docs/erasure.md``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from safehandle.model.erasure import Level, Reach, Residual


def _known(code: str, reach: Reach, what: str, *, certain: bool = True, accept: bool | None = None) -> Residual:
    content = "content" in what
    return Residual(
        code=code,
        reach=reach,
        content=content,
        names="names" in what,
        certain=certain,
        needs_acceptance=content if accept is None else accept,
    )


_ALL = (
    # The file system itself
    _known("journal-names", Reach.DEVICE, "names"),
    _known("tree-names", Reach.DEVICE, "names"),
    _known("directory-slack", Reach.DEVICE, "names"),
    _known("freed-folders", Reach.DEVICE, "names"),
    _known("journal-content", Reach.DEVICE, "content"),
    _known("cow-old-blocks", Reach.DEVICE, "content names"),
    _known("tree-content", Reach.DEVICE, "content names"),
    _known("overlay-lower", Reach.DEVICE, "content names"),
    _known("volume-copies", Reach.DEVICE, "content names"),
    _known("xattr", Reach.DEVICE, "content"),
    _known("unknown-file-system", Reach.DEVICE, "content names", certain=False, accept=True),
    _known("network", Reach.ELSEWHERE, "content names", certain=False, accept=True),
    _known("earlier-copies", Reach.DEVICE, "content", certain=False, accept=False),
    _known("swap", Reach.ELSEWHERE, "content", certain=False, accept=False),
    # The device under it
    _known("flash", Reach.BENEATH, "content names"),
    _known("unknown-device", Reach.BENEATH, "content names", certain=False, accept=True),
    _known("remapped-sectors", Reach.BENEATH, "content names", certain=False, accept=False),
    _known("hidden-area", Reach.BENEATH, "content names", certain=False, accept=False),
    _known("hidden-area-present", Reach.BENEATH, "content names"),
    # A medium after the work
    _known("unwritten-range", Reach.DEVICE, "content names"),
    # A key
    _known("plaintext-elsewhere", Reach.ELSEWHERE, "content"),
    _known("key-copy", Reach.ELSEWHERE, "content"),
    _known("key-medium-residue", Reach.DEVICE, "content"),
    _known("password-holders", Reach.ELSEWHERE, "content"),
    _known("sent-containers", Reach.ELSEWHERE, "content", certain=False, accept=False),
)

TABLE = {residual.code: residual for residual in _ALL}


def counted(codes: Iterable[str]) -> tuple[Residual, ...]:
    """The residuals of many paths, each once with the number of paths it is about, in the table's order."""
    counts = Counter(codes)
    return tuple(
        Residual(
            code=known.code,
            reach=known.reach,
            content=known.content,
            names=known.names,
            certain=known.certain,
            needs_acceptance=known.needs_acceptance,
            count=counts[known.code],
        )
        for known in _ALL
        if counts[known.code]
    )


def file_level(codes: Iterable[str]) -> Level:
    """The level an overwritten file reaches with these residuals.

    Content that stays readable through the device, surely or for all that is known, makes it a mere deletion.
    """
    blocking = any(
        TABLE[code].content and TABLE[code].needs_acceptance and TABLE[code].reach is not Reach.BENEATH
        for code in codes
    )
    return Level.DELETED if blocking else Level.FILE_OVERWRITE
