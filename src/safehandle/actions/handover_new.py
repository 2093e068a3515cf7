"""handover-new: the 送付状・受渡票, the paper on which both sides confirm what changes hands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from safehandle.actions.handing_over import Parcel, parcel_of_entry, parcel_of_files
from safehandle.actions.handovers import handovers
from safehandle.documents import Direction, Entry, HandoverSlip, Item, Party, render_handover
from safehandle.documents.text import size
from safehandle.documents.words import Words
from safehandle.errors import IntegrityError, UsageError
from safehandle.files import whole_file
from safehandle.model import Artifact, Contract, DataClass, Fact, Handover, HandoverSheet, Permit, Plan

DIRECTIONS = {
    "delivered": Direction.DELIVERED,
    "returned": Direction.RETURNED,
    "disposal": Direction.DISPOSAL,
}


class Log(Protocol):
    """As much of the ledger as is read."""

    def entries(self) -> Iterable[Entry]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRequest:
    """What is handed over (either ``paths`` or the ledger's ``entry``), to whom, and what the sheet says besides.

    ``direction``: one of :data:`DIRECTIONS`. ``route`` is how it travels ("carry", "post" …) or empty, ``medium`` the
    number on its label, ``due`` the day by which it is to be confirmed.
    """

    output: Path
    to: str
    paths: tuple[Path, ...] = ()
    entry: int | None = None
    direction: str = "delivered"
    route: str = ""
    tracking: str = ""
    medium: str = ""
    due: date | None = None
    remarks: str = ""
    lang: str = "ja"
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverMade:
    """The sheet that was written: its number, its SHA-256 (hex) and what it lists."""

    number: str
    sha256: str
    files: tuple[Artifact, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class NewHandover:
    """The verb. Whoever acts is the one who hands it over. ``folder`` is where the papers of deliveries are kept."""

    contract: Contract
    log: Log
    actor: str
    folder: Path

    @property
    def verb(self) -> str:
        return "handover-new"

    def plan(self, request: HandoverRequest) -> tuple[Fact, ...]:
        """State what would be handed over, its files read again and held against the ledger.

        Raises:
            UsageError: ``handover.what``.
            InputError: ``handover.nothing-made``, ``handover.not-recorded``.
            IntegrityError: ``handover.differs``.
        """
        parcel = self._parcel(request)
        return (
            *(replace(file, role="handed-over", data_class=parcel.data_class) for file in parcel.files),
            *((parcel.container,) if parcel.container else ()),
            Handover(ours=self.actor, theirs=request.to, direction=_recorded(request.direction)),
            HandoverSheet(
                number=f"H-{len(handovers(self.log.entries(), date.max)) + 1}",
                entry=parcel.act.number,
                route=request.route,
                tracking=request.tracking,
                medium=request.medium,
                due=request.due,
            ),
        )

    def run(self, request: HandoverRequest, plan: Plan, permit: Permit) -> HandoverMade:  # noqa: ARG002
        """Write the sheet.

        Raises:
            InputError: ``documents.glyph-missing``: a person's name cannot be printed.
            OutputError: as :func:`safehandle.files.whole_file`.
        """
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        parcel = self._parcel(request)
        (sheet,) = plan.of(HandoverSheet)
        content = render_handover(self._slip(request, plan, parcel, sheet), request.lang)
        with whole_file(request.output, overwrite=request.overwrite) as file:
            file.write(content)
        digest = hashlib.sha256(content).hexdigest()
        paper = Artifact(
            role="slip", name=request.output.name, size=len(content), sha256=digest, data_class=DataClass.OTHER
        )
        return HandoverMade(number=sheet.number, sha256=digest, files=parcel.files, facts=(paper,))

    def _parcel(self, request: HandoverRequest) -> Parcel:
        if (request.entry is None) == (not request.paths):
            raise UsageError("handover.what")
        if request.entry is not None:
            return parcel_of_entry(self.log.entries(), request.entry, self.folder)
        return parcel_of_files(self.log.entries(), request.paths)

    def _slip(self, request: HandoverRequest, plan: Plan, parcel: Parcel, sheet: HandoverSheet) -> HandoverSlip:
        words = Words(self.contract, request.lang)
        person, recipient = self.contract.person(plan.actor), self.contract.recipient(request.to)
        sealed = words.pair("暗号化済", "encrypted")
        return HandoverSlip(
            number=sheet.number,
            at=plan.at,
            direction=DIRECTIONS[request.direction],
            contract=self.contract,
            giver=Party(
                organisation=self.contract.contractor,
                department=person.affiliation if person else "",
                person=person.name if person else plan.actor,
            ),
            taker=Party(organisation=self.contract.client, person=recipient.name if recipient else request.to),
            items=tuple(
                Item(
                    name=file.name or (parcel.container.number if parcel.container else ""),
                    medium=request.medium,
                    size=file.size,
                    sha256=file.sha256,
                    encryption=sealed if parcel.encrypts(file) else "",
                )
                for file in parcel.files
            ),
            check_number=parcel.container.number if parcel.container else "",
            route=words.word(request.route) if request.route else "",
            tracking=request.tracking,
            approval="、".join(
                f"{words.person(one.approver)}{f'({one.client_document})' if one.client_document else ''}"
                for one in dict.fromkeys((*parcel.sealing.approvals, *parcel.act.approvals))
            ),
            data_class=words.word(parcel.data_class),
            content=_content(parcel, words),
            due=request.due,
            remarks=request.remarks,
        )


def _recorded(direction: str) -> str:
    """As :class:`safehandle.model.Handover` calls it."""
    if direction not in DIRECTIONS:
        raise UsageError("handover.what")
    return "returned" if direction == "returned" else "delivered"


def _content(parcel: Parcel, words: Words) -> str:
    inside = parcel.content
    if inside is None:
        return ""
    amount = size(inside.size)
    return words.pair(
        f"{inside.files:,} 件、{amount}(目録の SHA-256: {inside.sha256})",
        f"{inside.files:,} files, {amount} (SHA-256 of the manifest: {inside.sha256})",
    )
