"""A profile and its assessment in OSCAL (NIST Open Security Controls Assessment Language), as plain JSON values.

Three documents: a catalog with a control for every article and an objective for every duty, a profile that selects all
of it, and the assessment results. A duty that only people can keep yields an observation by interview and never a
finding: no machine says that it is satisfied.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from safehandle.policy.compliance import Assessed, DutyStanding, Standing
from safehandle.policy.profile import Article, Duty, Profile

VERSION = "1.1.3"
_KANA = str.maketrans(
    dict(zip("アイウエオカキクケコ", ("a", "i", "u", "e", "o", "ka", "ki", "ku", "ke", "ko"), strict=True))
)
_SPACE = uuid.UUID("6f0f4b0e-6d57-5a86-9d51-0d7f3a4f1c52")  # ours; names below it make the same document twice
_STATES = {
    Standing.ENFORCED: "satisfied",
    Standing.RECORDED: "satisfied",
    Standing.NOT_YET: "not-satisfied",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What was assessed: a contract, by its ledger of ``size`` entries with that ``root`` (hex), at a time."""

    contract: str
    title: str
    size: int
    root: str
    at: datetime

    def ident(self, *names: str) -> str:
        """A UUID that is the same for the same subject and names."""
        return str(uuid.uuid5(_SPACE, "\n".join((self.contract, str(self.size), self.root, *names))))


def oscal(profile: Profile, assessed: Sequence[Assessed], subject: Subject) -> Mapping[str, Mapping[str, Any]]:
    """The documents by file name."""
    return {
        "catalog.json": {"catalog": _catalog(profile, subject)},
        "profile.json": {"profile": _profile(profile, subject)},
        "assessment-results.json": {"assessment-results": _results(profile, assessed, subject)},
    }


def control_id(article: str) -> str:
    """An article as an OSCAL token: ``"18(4)ア"`` → ``"art-18.4.a"``."""
    return "art-" + re.sub(r"[()]+", ".", article).translate(_KANA).rstrip(".")


def _metadata(title: str, subject: Subject) -> dict[str, Any]:
    stamp = subject.at.isoformat(timespec="seconds")
    return {"title": title, "last-modified": stamp, "version": str(subject.size), "oscal-version": VERSION}


def _catalog(profile: Profile, subject: Subject) -> dict[str, Any]:
    title = f"{profile.source.issuer} {profile.source.title} {profile.source.date}".strip()
    return {
        "uuid": subject.ident("catalog"),
        "metadata": _metadata(title, subject),
        "controls": [_control(profile, article) for article in profile.articles],
    }


def _control(profile: Profile, article: Article) -> dict[str, Any]:
    ident = control_id(article.ident)
    duties = "+".join(article.duties) or "none"
    return {
        "id": ident,
        "title": f"{article.title.ja} / {article.title.en}",
        "props": [
            {"name": "label", "value": profile.citation.of(article.ident)},
            {"name": "duty-class", "ns": "https://safehandle.example/oscal", "value": duties},
        ],
        "parts": [
            {"id": f"{ident}_smt", "name": "statement", "prose": f"{article.duty.ja}\n\n{article.duty.en}"},
            *(
                {"id": _objective(article, duty), "name": "assessment-objective", "prose": duty.name.lower()}
                for duty in article.duties
            ),
        ],
    }


def _objective(article: Article, duty: Duty) -> str:
    return f"{control_id(article.ident)}_obj.{duty.lower()}"


def _profile(profile: Profile, subject: Subject) -> dict[str, Any]:
    return {
        "uuid": subject.ident("profile"),
        "metadata": _metadata(f"{profile.name.ja} / {profile.name.en}", subject),
        "imports": [{"href": "catalog.json", "include-all": {}}],
        "merge": {"as-is": True},
    }


def _results(profile: Profile, assessed: Sequence[Assessed], subject: Subject) -> dict[str, Any]:
    plan = subject.ident("plan")
    pairs = [(one.coverage.article, duty) for one in assessed for duty in one.duties]
    findings = [_finding(article, duty, subject) for article, duty in pairs if duty.standing in _STATES]
    result = {
        "uuid": subject.ident("result"),
        "title": f"{subject.contract} {subject.title}".strip(),
        "description": f"The ledger of {subject.size} entries with root {subject.root}.",
        "start": subject.at.isoformat(timespec="seconds"),
        "reviewed-controls": {"control-selections": [{"include-all": {}}]},
        "observations": [_observation(article, duty, subject) for article, duty in pairs],
        "findings": [finding for finding in findings if finding],
    }
    return {
        "uuid": subject.ident("results"),
        "metadata": _metadata(f"{profile.name.en}: {subject.contract}", subject),
        "import-ap": {"href": f"#{plan}"},
        "results": [{key: value for key, value in result.items() if value != []}],
        "back-matter": {
            "resources": [
                {
                    "uuid": plan,
                    "title": "How it was assessed",
                    "description": "Every act was judged by the profile's rules before it was done, and recorded in "
                    "the ledger whatever happened. The observations name the ledger's entries.",
                }
            ]
        },
    }


def _observation(article: Article, duty: DutyStanding, subject: Subject) -> dict[str, Any]:
    by_person = duty.duty is Duty.ORGANISATIONAL
    evidence = [{"description": text} for text in _evidence(duty)]
    observation = {
        "uuid": subject.ident("observation", article.ident, duty.duty),
        "title": _objective(article, duty.duty),
        "description": f"{duty.standing}: {article.duty.ja} / {article.duty.en}",
        "methods": ["INTERVIEW" if by_person else "EXAMINE"],
        "relevant-evidence": evidence,
        "collected": subject.at.isoformat(timespec="seconds"),
    }
    return {key: value for key, value in observation.items() if value != []}


def _evidence(duty: DutyStanding) -> Iterator[str]:
    if duty.attestation:
        given = duty.attestation
        yield f"attested by {given.by} for {given.day}, due again {given.due or '-'}, file {given.sha256 or '-'}"
    yield from (f"ledger entry {number}" for number in duty.entries)
    yield from (f"ledger entry {number}: refused" for number in duty.refused)


def _finding(article: Article, duty: DutyStanding, subject: Subject) -> dict[str, Any] | None:
    if duty.duty is Duty.ORGANISATIONAL:
        return None
    objective = _objective(article, duty.duty)
    return {
        "uuid": subject.ident("finding", article.ident, duty.duty),
        "title": objective,
        "description": f"{article.title.en}: {duty.standing}",
        "target": {
            "type": "objective-id",
            "target-id": objective,
            "status": {"state": _STATES[duty.standing], "remarks": str(duty.standing)},
        },
        "related-observations": [{"observation-uuid": subject.ident("observation", article.ident, duty.duty)}],
    }
