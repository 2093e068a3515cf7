"""Who a storage device says it is: from sysfs, and from smartmontools and hdparm where they are installed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safehandle.erase import stack, tool
from safehandle.errors import InputError

_MAX_SECTORS = re.compile(r"max sectors\s*=\s*(\d+)/(\d+)")
_DCO_SECTORS = re.compile(r"Real max sectors:\s*(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What sysfs says. ``serial_source``: "device" or "usb-bridge"."""

    vendor: str
    model: str
    serial: str
    serial_source: str
    wwn: str
    firmware: str


def from_sysfs(folder: Path) -> Described:
    """Read a disk's sysfs folder (``/sys/block/sda``)."""
    device = folder / "device"
    serial = stack.text(device / "serial") or stack.text(folder / "serial") or _page_80(device)
    bridge = _usb_serial(folder) if not serial or "/usb" in str(folder.resolve()) else ""
    return Described(
        vendor=stack.text(device / "vendor"),
        model=stack.text(device / "model"),
        serial=bridge or serial,
        serial_source="usb-bridge" if bridge else "device" if serial else "",
        wwn=stack.text(folder / "wwid") or stack.text(device / "wwid"),
        firmware=stack.text(device / "firmware_rev") or stack.text(device / "rev"),
    )


def _page_80(device: Path) -> str:
    """The unit serial number page of a SCSI device (SPC-4, 7.8.15): four bytes of header, then text."""
    try:
        return (device / "vpd_pg80").read_bytes()[4:].decode("ascii", "replace").strip("\x00 ")
    except OSError:
        return ""


def _usb_serial(folder: Path) -> str:
    """The serial number of the USB device above a disk, which is the bridge's and not always the disk's."""
    for parent in folder.resolve().parents:
        if (parent / "idVendor").exists():
            return stack.text(parent / "serial")
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smart:
    """What smartctl says of a disk itself; empty where it is not installed or the disk does not answer.

    ``rotation`` is in revolutions a minute, 0 for a disk without moving parts, None where it is not said. ``health`` is
    one line for the record.
    """

    model: str = ""
    serial: str = ""
    firmware: str = ""
    rotation: int | None = None
    health: str = ""


def smart(device: str) -> Smart:
    """Ask smartctl (smartmontools 7 or later)."""
    if not tool.present("smartctl"):
        return Smart()
    try:
        said: dict[str, Any] = json.loads(tool.run("smartctl", "--json", "-i", "-H", "-A", device).text)
    except (ValueError, InputError):
        return Smart()
    return Smart(
        model=_text(said, "model_name"),
        serial=_text(said, "serial_number"),
        firmware=_text(said, "firmware_version"),
        rotation=said["rotation_rate"] if isinstance(said.get("rotation_rate"), int) else None,
        health=_health(said),
    )


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return value.strip() if isinstance(value, str) else ""


def _health(said: dict[str, Any]) -> str:
    parts = []
    status = said.get("smart_status")
    if isinstance(status, dict) and isinstance(status.get("passed"), bool):
        parts.append("passed" if status["passed"] else "FAILING")
    attributes = said.get("ata_smart_attributes")
    rows = attributes.get("table", []) if isinstance(attributes, dict) else []
    # 5 reallocated, 197 pending, 198 uncorrectable sectors: what says whether a disk still takes what is written to it.
    wanted = {5: "reallocated", 197: "pending", 198: "uncorrectable"}
    parts += [f"{wanted[row['id']]} {row['raw']['value']}" for row in rows if row.get("id") in wanted]
    log = said.get("nvme_smart_health_information_log")
    if isinstance(log, dict):
        parts += [f"{name} {log[name]}" for name in ("percentage_used", "media_errors") if name in log]
    return ", ".join(parts)


def hidden_area(device: str) -> str:
    """Whether an ATA disk hides sectors behind HPA or DCO: "none", "present" or "unknown"."""
    if not tool.present("hdparm"):
        return "unknown"
    try:
        sectors = _MAX_SECTORS.search(tool.run("hdparm", "-N", device).text)
        real = _DCO_SECTORS.search(tool.run("hdparm", "--dco-identify", device).text)
    except InputError:
        return "unknown"
    if sectors is None:
        return "unknown"
    if sectors[1] != sectors[2] or (real is not None and int(real[1]) > int(sectors[2])):
        return "present"
    return "none" if real is not None else "unknown"
