"""Looking at everything that a contract registers, when it ends: what can be erased, and what is accounted for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from safehandle.actions.evidence import require_outside_evidence
from safehandle.actions.wipe import METHODS, WipeSurvey
from safehandle.actions.wipe_end_job import EndJob
from safehandle.actions.wipe_end_survey import ContractEndRequest, EndPart, EndSurvey
from safehandle.actions.wipe_key import holding
from safehandle.actions.wipe_past import Past, Subject, past
from safehandle.documents import Act, Entry, acts, outside
from safehandle.erase import (
    KeyHolding,
    Medium,
    Order,
    Survey,
    choose,
    contents,
    fitting,
    look_at_medium,
    outermost,
    printable,
    survey,
)
from safehandle.errors import ErasureError, UsageError
from safehandle.files.home import home
from safehandle.files.listing import Kind
from safehandle.keys import PublicKey
from safehandle.model import Contract, Place
from safehandle.model.ending import Account, Accounted
from safehandle.model.erasure import ErasureReport, ErasureTarget, Level
from safehandle.model.media_state import MediumState, Whereabouts, media

LEVELS = {"files": Level.FILE_OVERWRITE, "medium": Level.CLEAR, "key": Level.CLEAR}
"""What is asked for where no level is named. Of a key, what the rules ask at least: its plan says what it reaches."""


def look_at_everything(
    contract: Contract, entries: Iterable[Entry], folder: Path, request: ContractEndRequest, job: EndJob
) -> EndSurvey:
    """As :meth:`safehandle.actions.wipe_contract_end.WipeContractEnd.look`."""
    known = tuple(entries)
    look = _Look(contract, known, folder, request, job)
    found = [*look.places(), *look.media(), *look.key()]
    if not found:
        raise UsageError("wipe.nothing-registered")
    look.refuse_strays([one.account for one in found])
    return EndSurvey(
        parts=tuple(EndPart(account=one.account, looked=one.looked) for one in found if one.looked is not None),
        accounts=tuple(one.account for one in found),
        carried=tuple(dict.fromkeys(one.report for one in found if one.report is not None)),
        outside=tuple(dict.fromkeys(one.entry for one in outside(look.acts, contract.ident))),
        media=look.states,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """One registered thing: its account, the survey if it will be erased, and the report if it was before."""

    account: Accounted
    looked: WipeSurvey | None = None
    report: ErasureReport | None = None


class _Look:
    """One look under way."""

    def __init__(
        self, contract: Contract, entries: tuple[Entry, ...], folder: Path, request: ContractEndRequest, job: EndJob
    ) -> None:
        self._contract, self._folder, self._request = contract, folder, request
        self._left = () if request.fresh else job.read()
        self.acts: tuple[Act, ...] = tuple(acts(entries))
        self.states = media(entries)
        self._covered: set[str] = set()

    def places(self) -> Iterator[_Seen]:
        paths = [place.path for place in self._contract.places if place.path]
        outer = outermost(paths)
        owner = {place.path: place.ident for place in reversed(self._contract.places) if place.path}
        for place in self._contract.places:
            if place.path and owner[outer[place.path]] != place.ident:
                self._covered |= {place.ident, place.path}
                yield _Seen(
                    account=Accounted(
                        what="place", ident=place.ident, account=Account.WITHIN, reason=owner[outer[place.path]]
                    )
                )
            else:
                yield self._place(place)

    def _place(self, place: Place) -> _Seen:
        subject = Subject(what="place", ident=place.ident, name=printable(place.path))
        before = past(subject, self.acts, self._left)
        if not place.path:
            return self._unreached(subject, before, place.kind if place.kind in ("cloud", "sftp") else "no-path")
        if not os.path.lexists(place.path):
            return self._unreached(subject, before, "missing")
        require_outside_evidence(place.path, self._contract, self._folder)
        paths = contents(place.path)
        if not paths:
            empty = Accounted(what="place", ident=place.ident, account=Account.EMPTY, entries=before.entries)
            return self._recorded(subject, before) if before.disposed else _Seen(account=empty)
        found = survey(paths)
        self._covered |= {place.ident, place.path}
        files = [item.found for item in found.items if item.found.kind is Kind.FILE]
        target = ErasureTarget(
            what="files",
            digest=found.digest(),
            size=sum(file.size for file in files),
            files=len(files),
            data_class=self._request.data_class,
            name=printable(place.path),
        )
        order = replace(self._order("files"), steps=fitting(found, self._request.steps))
        return self._to_erase(subject, before, found, order, target)

    def media(self) -> Iterator[_Seen]:
        devices = dict(self._request.devices)
        registered = {state.number for state in self.states}
        for number in devices:
            if number not in registered:
                raise UsageError("wipe.not-registered", number=number)
        for state in self.states:
            yield self._medium(state, devices.get(state.number))

    def _medium(self, state: MediumState, device: Path | None) -> _Seen:
        subject = Subject(what="medium", ident=state.number, serial=state.medium.serial)
        before = past(subject, self.acts, self._left)
        if device is None:
            if state.whereabouts is Whereabouts.POSTED:
                return _Seen(
                    account=Accounted(what="medium", ident=state.number, account=Account.OUTSIDE, reason=state.where)
                )
            carried = state.whereabouts is Whereabouts.CARRIED
            return self._unreached(subject, before, "carried" if carried else "not-attached")
        found = look_at_medium(device)
        if found.identity.serial != state.medium.serial:
            raise ErasureError(
                "erase.other-medium", number=state.number, serial=state.medium.serial, found=found.identity.serial
            )
        self._covered.add(state.number)
        named = found.confirmation if found.confirmation in self._request.confirmed else ""
        order = replace(self._order("medium"), property_number=state.number, confirmed=named)
        target = ErasureTarget(
            what="medium",
            digest=found.digest(),
            size=found.identity.capacity,
            ident=found.identity.serial or found.identity.wwn,
            data_class=self._request.data_class,
            name=" ".join(filter(None, (found.identity.vendor, found.identity.model))),
        )
        return self._to_erase(subject, before, found, order, target)

    def key(self) -> Iterator[_Seen]:
        if not self._contract.sealing_key:
            return
        ident = PublicKey.decode(self._contract.sealing_key).id
        subject = Subject(what="key", ident=ident)
        before = past(subject, self.acts, self._left)
        if self._request.key is None:
            yield self._unreached(subject, before, "not-kept-here")
            return
        found = holding(self._request.key, self._contract)
        if found.plaintext is not None:  # what is erased by the same plan lies unprotected no longer
            found = replace(found, plaintext=tuple(one for one in found.plaintext if one not in self._covered))
        target = ErasureTarget(
            what="key", digest=found.digest(), size=0, ident=ident, data_class=self._request.data_class
        )
        yield self._to_erase(subject, before, found, self._order("key"), target)

    def refuse_strays(self, accounts: list[Accounted]) -> None:
        """Raises: UsageError: ``wipe.elsewhere``: a statement is about nothing that needs one."""
        stated = {one.ident for one in accounts if one.account is Account.STATED}
        for ident, _ in self._request.elsewhere:
            if ident not in stated:
                raise UsageError("wipe.elsewhere", ident=ident)

    def _to_erase(
        self, subject: Subject, before: Past, found: Survey | Medium | KeyHolding, order: Order, target: ErasureTarget
    ) -> _Seen:
        method = choose(METHODS[target.what], target.what)
        looked = WipeSurvey(
            subject=found, method=method, order=order, assessment=method.assess(found, order), targets=(target,)
        )
        account = Accounted(
            what=subject.what, ident=subject.ident, account=Account.ERASE, target=target.digest, entries=before.entries
        )
        return _Seen(account=account, looked=looked, report=before.report)

    def _unreached(self, subject: Subject, before: Past, reason: str) -> _Seen:
        """What cannot be erased from here: accounted for by the ledger, by somebody's statement, or not at all."""
        if before.disposed:
            return self._recorded(subject, before)
        said = next((text for ident, text in self._request.elsewhere if ident == subject.ident), "")
        account = Accounted(
            what=subject.what,
            ident=subject.ident,
            account=Account.STATED if said else Account.NOT_REACHED,
            entries=before.entries,
            reason=reason,
            statement=said,
        )
        return _Seen(account=account)

    def _recorded(self, subject: Subject, before: Past) -> _Seen:
        report = before.report
        account = Accounted(
            what=subject.what,
            ident=subject.ident,
            account=Account.RECORDED,
            target=report.target_digest if report else "",
            entries=before.entries,
            by=before.by,
            method=report.method if report else before.method,
            level=str(report.reached) if report else before.level,
        )
        return _Seen(account=account, report=report)

    def _order(self, what: str) -> Order:
        request = self._request
        level = request.level if what == "files" else None
        return Order(
            requested=level or LEVELS[what],
            accept=request.accept_residuals,
            partial=request.partial,
            data_class=request.data_class,
            reason=request.reason,
            journal=request.jobs or home() / "erase",
            fresh=request.fresh,
        )
