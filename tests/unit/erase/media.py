"""Media as the room sees them, without a device."""

from __future__ import annotations

import dataclasses

from safehandle.erase.medium import Medium
from safehandle.model.erasure import MediumIdentity

IDENTITY = MediumIdentity(
    vendor="ATA",
    model="Example HDD",
    serial="SER-1",
    serial_source="smartctl",
    wwn="naa.5000",
    media_type="hdd",
    transport="ata",
    capacity=64 << 20,
    logical_sector=512,
    physical_sector=4096,
    device="/dev/sdz",
)


def medium(**identity: object) -> Medium:
    changed = dataclasses.replace(IDENTITY, **identity)  # type: ignore[arg-type]
    return Medium(path=changed.device, number=(8, 400), identity=changed, refusals=())
