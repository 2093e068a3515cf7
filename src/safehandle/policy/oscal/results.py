"""How the articles are kept, as OSCAL assessment results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from safehandle.model import Attestation
from safehandle.policy.compliance import Assessed, DutyStanding, Standing
from safehandle.policy.oscal.document import Document, Subject, both, objective_id, prop, runs, stamp
from safehandle.policy.profile import Article, Duty, Profile, Text

PROFILE = "profile.json"

_STATES = {
    Standing.ENFORCED: ("satisfied", "pass"),
    Standing.RECORDED: ("satisfied", "pass"),
    Standing.NOT_YET: ("not-satisfied", "fail"),
    Standing.OVERDUE: ("not-satisfied", "fail"),
}
_METHODS = {Duty.ENFORCED: "TEST", Duty.RECORDED: "EXAMINE", Duty.ORGANISATIONAL: "INTERVIEW"}
_REACH = Text(
    ja="safehandle を通した操作についての結果です。人の申告は、道具が確かめたものではありません",
    en="this is about acts done through safehandle and reaches no others; what people attest was not checked by it",
)
_METHOD = Text(
    ja="操作はすべて、行う前に規則で判定され、結果にかかわらず元帳に記録されます。観察は元帳の番号を示します",
    en="every act was judged by the rules before it was done, and recorded whatever happened; observations name the "
    "ledger's entries",
)
_ATTESTER = "attester"


def results(profile: Profile, assessed: Sequence[Assessed], subject: Subject) -> Document:
    """The assessment results of one look at the ledger."""
    pairs = [(one.coverage.article, duty) for one in assessed for duty in one.duties]
    given = [(article, duty, duty.attestation) for article, duty in pairs if duty.attestation]
    people = tuple(dict.fromkeys(attestation.by for _, _, attestation in given))
    return {
        "assessment-results": {
            "uuid": subject.ident("results"),
            "metadata": _metadata(profile, subject, people),
            "import-ap": {"href": f"#{subject.ident('plan')}"},
            "results": [_result(pairs, subject)],
            "back-matter": {"resources": list(_resources(subject))},
        }
    }


def _metadata(profile: Profile, subject: Subject, people: Sequence[str]) -> dict[str, Any]:
    organisations = (("client", subject.client), ("contractor", subject.contractor))
    named = [(role, name) for role, name in organisations if name]
    parties = [{"uuid": subject.ident("party", role), "type": "organization", "name": name} for role, name in named]
    parties += [
        {"uuid": subject.ident("person", ident), "type": "person", "name": subject.people.get(ident, ident)}
        for ident in people
    ]
    roles = [{"id": role, "title": role} for role, _ in named]
    roles += [{"id": _ATTESTER, "title": "who attested"}] * bool(people)
    responsible = [{"role-id": role, "party-uuids": [subject.ident("party", role)]} for role, _ in named]
    return _without_empty(
        {
            **subject.metadata(f"{profile.name.en}: {subject.contract}"),
            "roles": roles,
            "parties": parties,
            "responsible-parties": responsible,
        }
    )


def _result(pairs: Sequence[tuple[Article, DutyStanding]], subject: Subject) -> dict[str, Any]:
    attested = {
        duty.attested_by: _attestation(article, duty.attestation, duty.attested_by, subject)
        for article, duty in pairs
        if duty.attestation
    }
    return _without_empty(
        {
            "uuid": subject.ident("result"),
            "title": f"{subject.contract} {subject.title}".strip(),
            "description": both(_REACH),
            "start": stamp(subject.began),
            "end": stamp(subject.ended),
            "props": [prop("ledger-size", subject.size), prop("ledger-root", subject.root)],
            "reviewed-controls": {"control-selections": [{"include-all": {}}]},
            "attestations": list(attested.values()),
            "observations": [_observation(article, duty, subject) for article, duty in pairs],
            "findings": [
                _finding(article, duty, subject)
                for article, duty in pairs
                if duty.duty is not Duty.ORGANISATIONAL and duty.standing in _STATES
            ],
        }
    )


def _attestation(article: Article, given: Attestation, entry: int | None, subject: Subject) -> dict[str, Any]:
    props = [
        prop("article", article.ident),
        prop("observance", given.observance),
        prop("attested-on", given.day),
        prop("ledger-entry", entry),
        *([prop("next-due", given.due)] if given.due else []),
        *([prop("evidence-sha256", given.sha256)] if given.sha256 else []),
    ]
    part = {"uuid": subject.ident("attestation", article.ident), "name": "attestation", "props": props}
    prose = {"prose": given.statement} if given.statement else {}
    return {
        "responsible-parties": [{"role-id": _ATTESTER, "party-uuids": [subject.ident("person", given.by)]}],
        "parts": [{**part, "title": both(article.title), **prose}],
    }


def _observation(article: Article, duty: DutyStanding, subject: Subject) -> dict[str, Any]:
    return _without_empty(
        {
            "uuid": subject.ident("observation", article.ident, duty.duty),
            "title": objective_id(article.ident, duty.duty),
            "description": f"{duty.standing}: {both(article.duty)}",
            "props": [prop("standing", duty.standing)],
            "methods": [_METHODS[duty.duty]],
            "relevant-evidence": list(_evidence(duty, subject)),
            "collected": stamp(subject.at),
        }
    )


def _evidence(duty: DutyStanding, subject: Subject) -> Iterator[dict[str, Any]]:
    kinds = (
        ("entries", duty.entries),
        ("earlier-entries", duty.earlier),
        ("refusals", duty.refused),
        ("changes-not-reported", duty.untold),
        ("attestation", () if duty.attested_by is None else (duty.attested_by,)),
    )
    for name, numbers in kinds:
        if numbers:
            yield {
                "href": f"#{subject.ident('ledger')}",
                "description": f"{len(numbers)} {name}",
                "props": [prop(name, runs(numbers))],
            }


def _finding(article: Article, duty: DutyStanding, subject: Subject) -> dict[str, Any]:
    objective = objective_id(article.ident, duty.duty)
    state, reason = _STATES[duty.standing]
    return {
        "uuid": subject.ident("finding", article.ident, duty.duty),
        "title": objective,
        "description": f"{both(article.title)}: {duty.standing}",
        "target": {
            "type": "objective-id",
            "target-id": objective,
            "status": {"state": state, "reason": reason, "remarks": str(duty.standing)},
        },
        "related-observations": [{"observation-uuid": subject.ident("observation", article.ident, duty.duty)}],
    }


def _resources(subject: Subject) -> Iterator[dict[str, Any]]:
    yield {
        "uuid": subject.ident("plan"),
        "title": "assessment plan",
        "description": both(_METHOD),
        "rlinks": [{"href": PROFILE, "media-type": "application/oscal+json"}],
    }
    yield {
        "uuid": subject.ident("ledger"),
        "title": f"ledger {subject.origin}".strip(),
        "description": f"{subject.size} entries, RFC 9162 root {subject.root}",
    }


def _without_empty(document: dict[str, Any]) -> dict[str, Any]:
    """OSCAL has no empty lists."""
    return {key: value for key, value in document.items() if value != []}
