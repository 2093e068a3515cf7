"""What the ledger already tells of the erasure of a registered place, medium or key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from safehandle.actions.wipe_end_job import CutOff
from safehandle.documents import Act, State
from safehandle.model import KeyFact
from safehandle.model.ending import Account, Accounted
from safehandle.model.erasure import ErasureReport, ErasureTarget
from safehandle.model.media import Disposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is looked for: ``what`` and ``ident`` as in :class:`Accounted`; ``name`` a place's path as reports print
    it, ``serial`` a medium's serial number."""

    what: str
    ident: str
    name: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was tried before: the entries, and the report that counts, or the method and level of a disposal."""

    entries: tuple[int, ...] = ()
    by: str = ""
    report: ErasureReport | None = None
    method: str = ""
    level: str = ""

    @property
    def disposed(self) -> bool:
        """Whether it was erased or disposed of, as far as the ledger knows."""
        return self.report is not None or bool(self.method)


def past(subject: Subject, done: Iterable[Act], cut_off: CutOff | None) -> Past:
    """Everything that was tried on the subject; the last success counts."""
    found = Past()
    for act in done:
        for reports in _attempts(subject, act, cut_off):
            number = act.number if act.outcome is None else act.outcome
            found = replace(found, entries=(*found.entries, number))
            for report in reports:
                if report.certifiable:
                    found = replace(found, by=act.plan.actor, report=report, method="", level="")
        for method, level in _disposals(subject, act):
            number = act.number if act.outcome is None else act.outcome
            entries = tuple(dict.fromkeys((*found.entries, number)))
            found = replace(found, entries=entries, by=act.plan.actor, method=method, level=level)
    return found


def _attempts(subject: Subject, act: Act, cut_off: CutOff | None) -> Iterator[tuple[ErasureReport, ...]]:
    """The reports of an act about the subject, once for an act that was to erase it."""
    if act.verb != "wipe" or act.state is State.REFUSED:
        return
    ended = act.plan.of(Accounted)
    if ended:
        targets = {one.target for one in ended if (one.what, one.ident) == (subject.what, subject.ident)}
        if any(one.account is Account.ERASE and one.target in targets for one in ended):
            yield tuple(report for report in _reports(act, cut_off) if report.target_digest in targets)
    elif _names(subject, act):
        yield _reports(act, None)


def _reports(act: Act, cut_off: CutOff | None) -> tuple[ErasureReport, ...]:
    """An act's reports: from the ledger, or, where a run was cut off, from the job file that it left."""
    if act.outcome is not None:
        return tuple(fact for fact in act.results if isinstance(fact, ErasureReport))
    # The number alone could be another ledger's, so the plan that was recorded there has to be the job's, too.
    if cut_off is not None and cut_off.intent == act.number and cut_off.plan_digest == act.plan.digest():
        return cut_off.reports
    return ()


def _names(subject: Subject, act: Act) -> bool:
    """Whether an act that erased one thing alone was about the subject."""
    targets = act.plan.of(ErasureTarget)
    match subject.what:
        case "place":
            return any(one.what == "files" and _holds(one.name, subject.name) for one in targets)
        case "medium":
            reports = [fact for fact in act.results if isinstance(fact, ErasureReport) and fact.what == "medium"]
            told = {report.property_number for report in reports}
            serials = {report.medium.serial for report in reports if report.medium} - {""}
            return subject.ident in told or subject.serial in serials
        case _:
            return any(one.what == "key" and one.ident == subject.ident for one in targets)


def _holds(erased: str, name: str) -> bool:
    """Whether a path that was erased is the place's, or a folder above it; a redacted one is neither."""
    return bool(erased) and (name == erased or name.startswith(f"{erased.rstrip('/')}/"))


def _disposals(subject: Subject, act: Act) -> Iterator[tuple[str, str]]:
    """The method and level of every disposal of the subject that was no erasure by us."""
    if act.state is not State.DONE:
        return
    for fact in act.results:
        if isinstance(fact, Disposal) and (subject.what, subject.ident) == ("medium", fact.medium):
            yield fact.method, fact.level
        elif isinstance(fact, KeyFact) and (act.verb, subject.what, fact.key_id) == (
            "key-destroy",
            "key",
            subject.ident,
        ):
            yield act.verb, ""
