"""What the ledger already tells of the erasure of a registered place, medium or key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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


def past(subject: Subject, done: Iterable[Act], left: Sequence[ErasureReport]) -> Past:
    """Everything that was tried on the subject; the last success counts. ``left`` are the reports in the job file."""
    found = Past()
    for act in sorted(done, key=lambda act: act.number):
        number = act.number if act.outcome is None else act.outcome
        for by, reports in _attempts(subject, act, left):
            found = replace(found, entries=(*found.entries, number))
            for report in reports:
                if report.certifiable:
                    found = replace(found, by=by, report=report, method="", level="")
        for method, level in _disposals(subject, act):
            entries = tuple(dict.fromkeys((*found.entries, number)))
            found = replace(found, entries=entries, by=act.plan.actor, method=method, level=level)
    return found


def _attempts(
    subject: Subject, act: Act, left: Sequence[ErasureReport]
) -> Iterator[tuple[str, tuple[ErasureReport, ...]]]:
    """Who erased the subject, and the reports, once for an act that was to erase it or that counted its erasure in."""
    if act.verb != "wipe" or act.state is State.REFUSED:
        return
    ended = act.plan.of(Accounted)
    if not ended:
        if _names(subject, act):
            yield act.plan.actor, _reports(act, ())
        return
    for one in ended:
        if (one.what, one.ident) == (subject.what, subject.ident) and one.target:
            counted = one.account is Account.RECORDED
            reports = tuple(report for report in _reports(act, left) if report.target_digest == one.target)
            if one.account is Account.ERASE or (counted and act.outcome is not None):
                yield one.by if counted else act.plan.actor, reports


def _reports(act: Act, left: Sequence[ErasureReport]) -> tuple[ErasureReport, ...]:
    """An act's reports: from the ledger, or, where it was cut off, from what its job file left behind."""
    if act.outcome is not None:
        return tuple(fact for fact in act.results if isinstance(fact, ErasureReport))
    digest = act.plan.digest() if left else ""
    return tuple(report for report in left if report.plan_digest == digest)


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
