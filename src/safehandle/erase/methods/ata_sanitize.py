"""ATA Sanitize, BLOCK ERASE EXT, through hdparm (ACS-3, 4.17 and 7.31).

Not tested on hardware; the status sequences in the tests are hdparm's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from safehandle.erase import tool
from safehandle.erase.medium import Medium
from safehandle.erase.method import Assessment, Order, Outcome
from safehandle.erase.sanitizing import Report, State, sanitize
from safehandle.model.erasure import Command, Level

_STATE = re.compile(r"State:\s*(SD[0-9])\s*(.*)")

_SUCCEEDED = "Last Sanitize Operation Completed Without Error"


@dataclass(frozen=True, slots=True)
class AtaSanitize:
    name: str = "ata-sanitize"
    what: str = "medium"
    technique: str = "block erase (ATA Sanitize)"

    def assess(self, subject: Medium, _order: Order, /) -> Assessment:
        refusals = subject.refusals or _cannot(subject)
        return Assessment(level=Level.NONE if refusals else Level.PURGE, residuals=(), refusals=refusals)

    def erase(self, subject: Medium, order: Order, outcome: Outcome, /) -> None:
        sanitize(subject, order, outcome, lambda: _start(subject.path), lambda: _status(subject.path))


def _cannot(subject: Medium) -> tuple[str, ...]:
    if subject.identity.transport != "ata":
        return ("device-not-ata",)
    if not tool.present("hdparm"):
        return ("device-tool-missing",)
    said = tool.run("hdparm", "-I", subject.path).text
    if "BLOCK_ERASE_EXT" not in said:
        return ("device-no-sanitize",)
    return ("device-frozen",) if _look(subject.path)[0] == "SD1" else ()


def _look(device: str) -> tuple[str, tool.Ran]:
    said = tool.run("hdparm", "--sanitize-status", device)
    found = _STATE.search(said.text)
    return (found[1] if found else ""), said


def _start(device: str) -> Command:
    # hdparm asks for this option so that nobody types the next by accident; ours was confirmed by the serial number.
    return tool.run("hdparm", "--yes-i-know-what-i-am-doing", "--sanitize-block-erase", device).recorded()


def _status(device: str) -> Report:
    state, said = _look(device)
    words = " ".join(line.strip() for line in said.text.splitlines() if line.startswith(" "))
    if said.exit:
        return Report(state=State.FAILED, command=said.recorded())
    if state == "SD2":
        return Report(state=State.RUNNING, command=said.recorded(words))
    # Idle says nothing by itself: a disk that was never sanitized is idle too.
    if state == "SD0":
        done = _SUCCEEDED in said.text
        return Report(state=State.DONE if done else State.NEVER, command=said.recorded(words))
    return Report(state=State.FAILED, command=said.recorded(words or "unknown state"))


METHOD = AtaSanitize()
