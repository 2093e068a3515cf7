"""廃棄記録簿: what was erased, destroyed or given back (nerima-2025-12 18(7), 22; tsukuba 7; gunma 13-2; kawasaki 14).

Erasures that failed are listed too: data that should be gone and is not must not vanish from the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from safehandle.documents.acts import Act, State
from safehandle.documents.phrases import approved, content, subject
from safehandle.documents.register import Column, RegisterKind, Row
from safehandle.documents.words import Words
from safehandle.model.ending import Accounted
from safehandle.model.erasure import ErasureReport, ErasureTarget
from safehandle.model.media import Disposal
from safehandle.model.reports import CertificateIssue

_SEPARATOR = " / "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Disposed:
    """What one line says of the thing itself."""

    content: str
    medium: str
    method: str
    level: str
    confirmer: str = ""
    certificate: str = ""
    whole: bool = False  # whether it is erased, whatever became of the rest of the act


def _project(acts: Iterable[Act], words: Words) -> Iterator[Row]:
    found: list[tuple[Act, _Disposed]] = []
    labels: dict[int, tuple[Act, str]] = {}  # by the entry of an erasure, what was retired by it later
    validated: dict[int | None, tuple[Act, CertificateIssue]] = {}
    told: dict[ErasureReport, Act] = {}  # by whom it was told first
    parts: dict[int | None, list[int | None]] = {}  # by the outcome of a contract's end, those of what it counts in
    for act in acts:
        if act.state is State.REFUSED:
            continue
        parts[act.outcome] = [told[report].outcome for report in _reports(act) if _ends(act) and report in told]
        found.extend((act, disposed) for disposed in (*_retired(act, words), *_erased(act, words, told)))
        told.update((report, act) for report in _reports(act) if report not in told)
        for fact in act.of(Disposal):
            if fact.erasure is not None and act.state is State.DONE:
                labels[fact.erasure] = (act, fact.medium)
        for issue in (fact for fact in act.results if isinstance(fact, CertificateIssue)):
            validated.update(dict.fromkeys(issue.entries, (act, issue)))
            validated.update((earlier, (act, issue)) for number in issue.entries for earlier in parts.get(number, ()))
    for act, disposed in found:
        later = [labels[number] for number in act.entries if number in labels]
        named = replace(disposed, medium=_joined(*(label for _, label in later), disposed.medium))
        if act.outcome in validated:
            validation, issue = validated[act.outcome]
            confirmer = words.person(validation.plan.actor)
            named = replace(named, confirmer=confirmer, certificate=issue.number)
            yield _row(act, named, words, (*(one for one, _ in later), validation))
        else:
            yield _row(act, named, words, (one for one, _ in later))


def _retired(act: Act, words: Words) -> Iterator[_Disposed]:
    """What was disposed of other than by an erasure, which has a line of its own already."""
    if any(isinstance(fact, ErasureReport) for fact in act.results):
        return
    for fact in act.of(Disposal):
        if fact.erasure is not None and act.state is State.DONE:
            continue
        returned = fact.method == "returned"
        yield _Disposed(
            content=content(act, fact.content, words),
            medium=_joined(fact.medium, fact.serial),
            method=words.word(fact.method),
            level=_joined(words.word(fact.level), words.word(fact.verified)),
            confirmer=words.recipient(fact.confirmer) if returned else words.person(fact.confirmer),
            certificate=fact.certificate,
        )


def _reports(act: Act) -> tuple[ErasureReport, ...]:
    return tuple(fact for fact in act.results if isinstance(fact, ErasureReport))


def _ends(act: Act) -> bool:
    """Whether it is the end of the contract, which counts in what was erased before."""
    return any(isinstance(fact, Accounted) for fact in act.results)


def _erased(act: Act, words: Words, told: Mapping[ErasureReport, Act]) -> Iterator[_Disposed]:
    """One line for every report; what the end of a contract counts in has a line of its own already."""
    reports = [report for report in _reports(act) if not (_ends(act) and report in told)]
    disposals = [fact for fact in act.results if isinstance(fact, Disposal)]
    for report in reports:
        medium = report.medium
        labels = (one.medium for one in disposals if _is_of(one, report))
        yield _Disposed(
            content=_target(act, report) or subject(act, words),
            medium=_joined(*labels, report.property_number, medium.serial if medium else ""),
            method=words.word(report.method),
            level=_joined(words.word(report.reached), words.word(report.verification.means)),
            whole=report.certifiable,
        )
    if not _reports(act):  # it goes on, or it was cut off: what was planned stands for what is not known yet
        for target in act.of(ErasureTarget):
            yield _Disposed(content=subject(act, words), medium=target.ident, method="", level="")


def _target(act: Act, report: ErasureReport) -> str:
    """What one report of several is about, as the plan names it."""
    targets = act.plan.of(ErasureTarget)
    own = [one.ident or one.name for one in targets if one.digest == report.target_digest]
    return own[0] if len(own) == 1 and len(targets) > 1 else ""


def _is_of(disposal: Disposal, report: ErasureReport) -> bool:
    """Whether an erasure is what disposed of a medium, in an act that may erase several."""
    serial = report.medium.serial if report.medium else ""
    return disposal.medium == report.property_number or (serial != "" and serial == disposal.serial)


def _joined(*parts: str) -> str:
    """The parts that there are, each once, also where one holds several."""
    each = (piece for part in parts for piece in part.split(_SEPARATOR))
    return _SEPARATOR.join(dict.fromkeys(filter(None, each)))


def _row(act: Act, disposed: _Disposed, words: Words, later: Iterable[Act]) -> Row:
    return Row(
        cells=(
            act.number,
            act.ended or act.at,
            words.person(act.plan.actor),
            disposed.confirmer or approved(act, words),
            disposed.content,
            disposed.medium,
            disposed.method,
            disposed.level,
            words.word(State.DONE)
            if disposed.whole
            else words.word(act.state) + (f" ({act.code})" if act.code else ""),
            disposed.certificate,
        ),
        entries=(*act.entries, *(number for one in later for number in one.entries)),
        first=act.at,
        last=act.ended or act.at,
    )


REGISTER = RegisterKind(
    ident="disposals",
    ja="廃棄記録簿",
    en="Record of disposals",
    articles=("練馬区 令和7年12月版 第18条(7)", "つくば市 第7条", "群馬県 第13条2", "川崎市 第14条"),
    columns=(
        Column(ja="番号", en="No.", width=8, align="right"),
        Column(ja="廃棄日時", en="Disposed of", width=19),
        Column(ja="実施者", en="Done by", width=14),
        Column(ja="承認者・確認者", en="Approved, confirmed by", width=16),
        Column(ja="対象", en="What", width=32),
        Column(ja="媒体番号・製造番号", en="Medium, serial number", width=22),
        Column(ja="方法", en="Method", width=20),
        Column(ja="到達水準・検証", en="Level reached, verification", width=22),
        Column(ja="結果", en="Result", width=14, align="center"),
        Column(ja="証明書番号", en="Certificate", width=16),
    ),
    project=_project,
)
