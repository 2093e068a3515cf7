"""The certificate as the template wants it: labelled lines and tables, in one language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from safehandle.documents.certificate import Certificate, Part, Signatory, Standing
from safehandle.documents.certificate_words import words
from safehandle.documents.ending_page import ending, kind_and_name, named
from safehandle.documents.ending_page import summary as ending_summary
from safehandle.documents.erased_page import erased
from safehandle.documents.erasure_words import say
from safehandle.documents.fonts import spell_missing
from safehandle.documents.japanese_date import in_japan, long_date, long_time, short_time
from safehandle.documents.text import size, visible
from safehandle.model.erasure import ErasureReport

Pair = tuple[str, str]


def page(certificate: Certificate, lang: str = "ja") -> dict[str, Any]:
    """Everything that is printed, as plain JSON values."""
    say_it = words(lang)
    standing = certificate.standing
    valid = standing is Standing.CERTIFICATE
    return {
        "lang": lang,
        "title": say_it["title" if valid else "record-title"],
        "author": visible(certificate.issuer.name),
        "valid": valid,
        "banner": "" if valid else say_it["banner"],
        "why": "" if valid else say_it[f"standing-{standing}"],
        "number": say_it["number"].format(number=visible(certificate.number)),
        "date": long_date(in_japan(certificate.issued).date(), lang),
        "replaces": say_it["replaces"].format(number=visible(certificate.replaces)) if certificate.replaces else "",
        "addressee": visible(certificate.addressee),
        "issuer": [
            visible(text)
            for text in (certificate.issuer.address, certificate.issuer.name, certificate.issuer.representative)
        ],
        "body": say_it["body" if valid else "record-body"],
        "summary": _summary(certificate, lang),
        "targets": [_target(certificate, number, lang) for number in range(1, len(certificate.reports) + 1)],
        "target-columns": say_it["target-columns"].split("|"),
        "people": [_person(person, lang) for person in certificate.people],
        "people-columns": say_it["people-columns"].split("|"),
        "ending": ending(certificate, lang),
        "details": [
            erased(number, report, lang, _named(certificate, report, lang))
            for number, report in enumerate(certificate.reports, 1)
        ],
        "proof": _proof(certificate, lang),
        "foot": say_it["foot"].format(
            number=visible(certificate.number),
            contract=visible(certificate.contract.ident),
            client=visible(certificate.contract.client),
            contractor=visible(certificate.issuer.name),
        ),
        **{name: say_it[name] for name in ("record", "targets-caption", "people-caption", "seal")},
    }


def _summary(certificate: Certificate, lang: str) -> list[Pair]:
    say_it = words(lang)
    contract, reports = certificate.contract, certificate.reports
    started = min((report.started for report in reports), default=certificate.issued)
    ended = max((report.ended for report in reports), default=certificate.issued)
    left = sum(len(report.residuals) for report in reports)
    unchecked = sum(report.unchecked_count for report in reports)
    clauses = "、".join(certificate.articles) if lang == "ja" else "; ".join(certificate.articles)
    mixed = len({report.reached for report in reports}) > 1
    remains = say_it["left-some" if left or unchecked else "left-none"]
    pairs = [
        (say_it["work"], visible(contract.title)),
        (say_it["contract"], visible(contract.ident)),
        (say_it["clauses"], visible(clauses)),
        (say_it["instruction"], visible(certificate.instruction)),
        (say_it["when"], _between(started, ended, lang) + f" ({say_it[f'clock-{certificate.clock}']})"),
        (say_it["where"], visible(certificate.place)),
        (say_it["level"], say("level", certificate.reached, lang) + (say_it["weakest"] if mixed else "")),
        (say_it["verified"], _verified(reports, lang)),
        (say_it["left"], remains.format(left=left, unchecked=unchecked)),
        *ending_summary(certificate, lang),
        (say_it["validation"], _validation(certificate, lang)),
        (say_it["remarks"], visible(certificate.remarks)),
    ]
    return [(label, spell_missing(text)) for label, text in pairs if text]


def _between(started: datetime, ended: datetime, lang: str) -> str:
    first, last = long_time(started, lang), long_time(ended, lang)
    if in_japan(started).date() == in_japan(ended).date() and lang == "ja":
        last = last.partition(" ")[2]
    return f"{first} から {last} まで" if lang == "ja" else f"{first} to {last}"


def _verified(reports: tuple[ErasureReport, ...], lang: str) -> str:
    means = "・".join(dict.fromkeys(say("verification", report.verification.means, lang) for report in reports))
    read = sum(report.verification.from_device for report in reports)
    extent = sum(report.verification.extent for report in reports)
    return words(lang)["verified-amount"].format(means=means, read=read, extent=extent)


def _validation(certificate: Certificate, lang: str) -> str:
    made, say_it = certificate.validation, words(lang)
    if made is None:
        return say_it["validation-none"]
    by = next((person.name for person in certificate.people if person.ident == made.by), made.by)
    decided = say_it["accepted" if made.accepted else "rejected"]
    return "　".join(filter(None, (decided, visible(by), long_time(made.at, lang), visible(made.remark))))


def _named(certificate: Certificate, report: ErasureReport, lang: str) -> str:
    """What is registered that a report is about; empty where it was erased by itself."""
    account = certificate.account_of(report)
    return named(account, certificate.contract, lang) if account else ""


def _target(certificate: Certificate, number: int, lang: str) -> list[str]:
    report = certificate.reports[number - 1]
    medium = report.medium
    if medium:
        what = " ".join(filter(None, (medium.vendor, medium.model))) or say("media", medium.media_type, lang)
        ident = " / ".join(filter(None, (report.property_number, medium.serial)))
        amount = size(medium.capacity) if medium.capacity else ""
    else:
        account = certificate.account_of(report)
        what = kind_and_name(account, certificate.contract, lang) if account else say("what", report.what, lang)
        ident = account.ident if account else report.property_number
        done = report.count - len([file for file in report.files if file.fault])
        amount = words(lang)["files"].format(count=done) if report.count else ""
    cells = (
        str(number),
        what,
        ident,
        amount,
        say("method", report.method, lang),
        say("short-level", report.reached, lang),
        say("status", report.status, lang),
    )
    return [spell_missing(visible(cell)) for cell in cells]


def _person(person: Signatory, lang: str) -> list[str]:
    when = short_time(person.at, lang) if person.at else ""
    part = words(lang)[f"part-{Part(person.part)}"]
    return [part, *map(visible, (person.name, person.title, when, person.place, person.contact))]


def _proof(certificate: Certificate, lang: str) -> dict[str, Any]:
    seal, say_it = certificate.seal, words(lang)
    if seal is None:
        return {"caption": say_it["proof"], "none": say_it["proof-none"]}
    numbers = "、".join(f"{entry:,}" for entry in certificate.entries)
    return {
        "caption": say_it["proof"],
        "none": "",
        "ledger": say_it["proof-ledger"].format(
            origin=visible(seal.origin), entries=numbers, size=f"{seal.size:,}", at=long_time(seal.at, lang)
        ),
        "code-label": say_it["proof-code"],
        "code": seal.code,
        "how": say_it["proof-how"],
        "qr": say_it["proof-qr"],
    }
