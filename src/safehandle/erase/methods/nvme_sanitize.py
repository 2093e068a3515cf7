"""NVMe Sanitize, block erase, through nvme-cli (NVM Express Base Specification 2.0, 5.24 and 8.21).

The log page and the identify data are taken as raw bytes, whose layout the specification fixes; the tool's own words
change from version to version. Not tested on hardware; the status sequences in the tests follow the specification.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from safehandle.erase import tool
from safehandle.erase.medium import Medium
from safehandle.erase.method import Assessment, Order, Outcome
from safehandle.erase.sanitizing import Report, State, sanitize
from safehandle.model.erasure import Command, Level

_SANICAP = 328  # bytes into Identify Controller
_BLOCK_ERASE = 0x2  # bit of SANICAP, and the value of SANACT
_STATES = {0: State.NEVER, 1: State.DONE, 2: State.RUNNING, 3: State.FAILED, 4: State.DONE}
_WORDS = {0: "never sanitized", 1: "completed", 2: "in progress", 3: "failed", 4: "completed, deallocated all the same"}


@dataclass(frozen=True, slots=True)
class NvmeSanitize:
    name: str = "nvme-sanitize"
    what: str = "medium"
    technique: str = "block erase (NVMe Sanitize)"

    def assess(self, subject: Medium, _order: Order, /) -> Assessment:
        refusals = subject.refusals or _cannot(subject)
        return Assessment(level=Level.NONE if refusals else Level.PURGE, residuals=(), refusals=refusals)

    def erase(self, subject: Medium, order: Order, outcome: Outcome, /) -> None:
        sanitize(subject, order, outcome, lambda: _start(subject.path), lambda: _status(subject.path))


def _cannot(subject: Medium) -> tuple[str, ...]:
    if subject.identity.transport != "nvme":
        return ("device-not-nvme",)
    if not tool.present("nvme"):
        return ("device-tool-missing",)
    said = tool.run("nvme", "id-ctrl", subject.path, "--raw-binary")
    if said.exit or len(said.out) < _SANICAP + 4:
        return ("device-no-sanitize",)
    (can,) = struct.unpack_from("<L", said.out, _SANICAP)
    return () if can & _BLOCK_ERASE else ("device-no-sanitize",)


def _start(device: str) -> Command:
    return tool.run("nvme", "sanitize", device, f"--sanact={_BLOCK_ERASE}").recorded()


def _status(device: str) -> Report:
    said = tool.run("nvme", "sanitize-log", device, "--raw-binary")
    if said.exit or len(said.out) < 4:
        return Report(state=State.FAILED, command=said.recorded())
    progress, status = struct.unpack_from("<HH", said.out)
    state = _STATES.get(status & 0x7, State.FAILED)
    words = _WORDS.get(status & 0x7, "reserved status")
    if state is State.RUNNING:
        words += f" ({progress * 100 // 65536}%)"
    return Report(state=state, command=said.recorded(f"SSTAT 0x{status:04x}: {words}"))


METHOD = NvmeSanitize()
