"""Erasure: the level that can be reached, what stays behind, and the report from which a certificate is made.

Terms are those of NIST SP 800-88 Rev. 2 (Clear, Purge, Destroy, verification). Overwriting a file is none of these: it
has a level of its own. Paths in these types are for people to read: control characters and bytes that are no UTF-8 are
escaped, so that no name can forge a line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from safehandle.model.facts import DataClass, Fact


class Level(StrEnum):
    """How far an erasure reaches, weakest first."""

    NONE = "none"
    DELETED = "deleted"  # the name is gone; content may be read from the device
    FILE_OVERWRITE = "file-overwrite"  # every block that the file occupied holds something else, read back
    CLEAR = "clear"
    PURGE = "purge"
    DESTROY = "destroy"

    def reaches(self, wanted: Level) -> bool:
        order = list(Level)
        return order.index(self) >= order.index(wanted)


class Status(StrEnum):
    """How the work ended. Only ``COMPLETE`` work may be certified."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    FAILED = "failed"


class Reach(StrEnum):
    """From where a residual could be read."""

    DEVICE = "device"  # by reading the block device
    BENEATH = "beneath"  # below the block interface: spare flash, remapped sectors, the store of a virtual disk
    ELSEWHERE = "elsewhere"  # not on this device, or not through it


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """Something that stays, or that cannot be known to be gone. ``count`` is the number of paths it is about.

    ``content`` and ``names`` say what may be read; ``certain`` is false where it is only possible. Content that stays
    must be accepted in the plan before anything is written (``needs_acceptance``).
    """

    code: str
    reach: Reach
    content: bool
    names: bool
    certain: bool
    needs_acceptance: bool
    count: int = 1


def _private_path() -> str:
    return field(default="", metadata={"private": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A path or a thing that could not be looked at or was not erased, and the code of why."""

    reason: str
    path: str = _private_path()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedFile:
    """One file, folder or link. ``fault`` is empty where it is erased. Sizes are in bytes.

    ``name_sha256`` (hex) is SHA-256 of the report's salt and the path's bytes: who knows the path can find its line,
    who does not cannot guess it.
    """

    name_sha256: str
    kind: str  # "file", "folder", "link"
    size: int
    overwritten: int = 0
    read_back: int = 0
    fault: str = ""
    path: str = _private_path()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileList:
    """A list too long for a report, kept in a file beside the ledger: JSON lines, first of :class:`ErasedFile`, then of
    :class:`Unchecked`.

    ``files`` and ``unchecked`` count them all; ``sha256`` (hex) is taken over the lines without their ``path``.
    ``lost`` says that the file could not be written.
    """

    files: int
    unchecked: int
    sha256: str
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCopy:
    """A copy of a key and what became of it: the receipt of its destruction, empty where nobody can account for it."""

    receipt: str
    where: str = _private_path()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A device tool that was run: its arguments, its exit status, and the device's status in the tool's words."""

    argv: tuple[str, ...]
    exit: int
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step after the erasure: rolling the journal, filling free space, trimming. ``fault`` is empty if done."""

    name: str
    done: int = 0  # bytes
    fault: str = ""
    cleared: tuple[str, ...] = ()  # codes of residuals that it removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumption:
    """Work that was cut off and taken up again at ``offset`` (bytes) of the same device."""

    at: datetime
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was read back and compared. All sizes are in bytes; ``from_device`` counts only what no cache answered.

    For a key both are the length of its commitment: the key opened what was sealed to it before, and nothing after.
    """

    means: str  # "read-back", "device-status-and-markers", "key-commitment", "witness", "photographs", "none"
    extent: int
    from_device: int
    differing: int = 0

    @property
    def complete(self) -> bool:
        return self.means != "none" and self.differing == 0 and self.from_device >= self.extent


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumIdentity:
    """A storage device as it describes itself. Empty strings and "unknown" where nothing could be learnt.

    ``serial_source`` says who gave the serial number: a USB bridge reports its own. ``capacity`` and sector sizes are
    in bytes; ``hidden_area`` is about HPA and DCO: "none", "present" or "unknown".
    """

    vendor: str = ""
    model: str = ""
    serial: str = ""
    serial_source: str = ""
    wwn: str = ""
    firmware: str = ""
    media_type: str = "unknown"  # "hdd", "ssd", "nvme", "flash", "virtual", "unknown"
    transport: str = "unknown"
    capacity: int = 0
    logical_sector: int = 0
    physical_sector: int = 0
    hidden_area: str = "unknown"
    device: str = _private_path()


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """Physical destruction: how, when, where, before whom, and the photographs by their SHA-256 (hex)."""

    means: str
    at: datetime
    place: str
    witness: str = _private_path()
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureTarget(Fact, kind="erasure-target"):
    """What a plan would erase. ``what``: "files", "medium" or "key"; ``size`` is in bytes.

    ``digest`` (hex) stands for exactly what was found: the act refuses anything else. ``ident`` is a medium's or key's
    own name (serial number, key id), empty for files.
    """

    what: str
    digest: str
    size: int
    files: int = 0
    ident: str = ""
    data_class: DataClass = DataClass.PERSONAL
    name: str = _private_path()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan(Fact, kind="erasure-plan"):
    """How a plan would erase, which level that can honestly reach, and what would stay.

    ``target`` is the digest of the one target that this is about, empty where it is about all of the plan's targets.
    """

    method: str
    requested: Level
    reachable: Level
    residuals: tuple[Residual, ...]
    accepted: bool  # whether the request accepts the residuals that need it
    steps: tuple[str, ...] = ()
    left_out: int = 0  # paths that are refused and stay as they are
    target: str = ""
    reason: str = _private_path()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReport(Fact, kind="erasure-report"):
    """What was done, reached, verified and not reached: everything of a certificate that people do not add.

    Where there are many files, ``files`` are those with a fault, ``unchecked`` the first, and ``listed`` counts all.

    SP 800-88 Rev. 2 section 4.6. ``residuals`` and ``unchecked`` have no default: an empty tuple is a statement ("none
    recorded"). ``seed`` (hex) is public: with it the medium can be read back against the keystream (AES-256-CTR, the
    seed as key, the counter block being offset / 16 as a 128-bit big-endian number).
    """

    what: str  # "files", "medium", "key"
    status: Status
    data_class: DataClass
    method: str  # the method's name: "file-overwrite", "media-overwrite", "nvme-sanitize", …
    technique: str  # in SP 800-88's words: "overwrite", "block erase", "cryptographic erase", …
    tool: str
    tool_version: str
    requested: Level
    reached: Level
    started: datetime
    ended: datetime
    verification: Verification
    residuals: tuple[Residual, ...]
    unchecked: tuple[Unchecked, ...]
    plan_digest: str = ""
    target_digest: str = ""
    medium: MediumIdentity | None = None
    property_number: str = ""
    media_source: str = ""
    range_start: int = 0  # bytes
    range_end: int = 0  # bytes, exclusive
    bytes_written: int = 0
    bytes_skipped: int = 0
    bytes_retried: int = 0
    seed: str = ""
    commands: tuple[Command, ...] = ()
    smart_before: str = ""
    smart_after: str = ""
    resumed: tuple[Resumption, ...] = ()
    file_systems: tuple[str, ...] = ()
    salt: str = ""
    files: tuple[ErasedFile, ...] = ()
    listed: FileList | None = None
    steps: tuple[Step, ...] = ()
    key_id: str = ""
    key_copies: tuple[KeyCopy, ...] = ()
    destruction: Destruction | None = None
    fault: str = ""
    reason: str = _private_path()

    @property
    def count(self) -> int:
        """How many files, folders and links it tells of."""
        return self.listed.files if self.listed else len(self.files)

    @property
    def unchecked_count(self) -> int:
        """How many paths were not looked at or not erased."""
        return self.listed.unchecked if self.listed else len(self.unchecked)

    @property
    def certifiable(self) -> bool:
        """Whether the machine's part is fit for a certificate; a second person still has to validate (section 4.5)."""
        return (
            self.status is Status.COMPLETE
            and self.reached.reaches(self.requested)
            and self.reached is not Level.NONE
            and self.verification.complete
        )
