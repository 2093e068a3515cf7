"""The articles as an OSCAL catalog, one control each, and the profile of those that ask something of the vendor."""

from __future__ import annotations

from typing import Any

from safehandle.policy.coverage import Coverage, coverage
from safehandle.policy.oscal.document import Document, Subject, both, control_id, objective_id, prop
from safehandle.policy.profile import Duty, Profile, Text

CATALOG = "catalog.json"

_OBJECTIVES = {
    Duty.ENFORCED: Text(ja="これに反する操作を断る", en="refuse acts against it"),
    Duty.RECORDED: Text(ja="これが求める記録や書類を残す", en="keep the record or document that it demands"),
    Duty.ORGANISATIONAL: Text(ja="守られていることを人が申告する", en="a person attests that it is kept"),
}


def catalog(profile: Profile, subject: Subject) -> Document:
    """Every article in our own words, with one assessment objective for each of its duties."""
    title = f"{profile.source.issuer} {profile.source.title} {profile.source.date}".strip()
    return {
        "catalog": {
            "uuid": subject.ident("catalog"),
            "metadata": subject.metadata(title),
            "controls": [_control(one) for one in coverage(profile)],
        }
    }


def selection(profile: Profile, subject: Subject) -> Document:
    """The profile: the articles that ask something of the vendor, and so are assessed."""
    demanding = [control_id(article.ident) for article in profile.articles if article.duties]
    return {
        "profile": {
            "uuid": subject.ident("profile"),
            "metadata": subject.metadata(both(profile.name)),
            "imports": [{"href": CATALOG, "include-controls": [{"with-ids": demanding}]}],
            "merge": {"as-is": True},
        }
    }


def _control(one: Coverage) -> dict[str, Any]:
    article, ident = one.article, control_id(one.article.ident)
    statement = {"id": f"{ident}_smt", "name": "statement", "prose": both(article.duty, "\n\n")}
    return {
        "id": ident,
        "class": "article",
        "title": both(article.title),
        "props": [
            {"name": "label", "value": one.citation},
            prop("duty-class", "+".join(article.duties) or "none"),
        ],
        "parts": [statement, *(_objective(one, duty) for duty in article.duties)],
    }


def _objective(one: Coverage, duty: Duty) -> dict[str, Any]:
    serving = {
        Duty.ENFORCED: [prop("rule", f"{rule.rule}: {', '.join(rule.verbs)}") for rule in one.enforced_by],
        Duty.RECORDED: [prop("recorded-by", server.replace(":", " ", 1)) for server in one.recorded_by],
        Duty.ORGANISATIONAL: [prop("recorded-by", "command attest")],
    }
    return {
        "id": objective_id(one.article.ident, duty),
        "name": "assessment-objective",
        "props": [prop("duty-class", duty), *serving[duty]],
        "prose": both(_OBJECTIVES[duty]),
    }
