"""Read a profile from TOML; refuse one that is incomplete or contradicts itself, naming the line at fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from safehandle.errors import InputError
from safehandle.files.toml import Document, parse
from safehandle.model import DataClass, from_plain
from safehandle.policy.kinds import build_rule, rule_kinds
from safehandle.policy.profile import Article, Citation, Cite, Duty, Level, Profile, Row, Source, Text

_ROW_KEYS = ("kind", "verbs", "articles", "data")
_PARTS = ("id", "name", "source", "citation", "extends", "article", "rule", "level")
_FOLDER = Path(__file__).with_name("profiles")
_SERVERS = ("command", "register", "document")


def profile_ids() -> tuple[str, ...]:
    """The ids of the profiles that ship with the product, in order."""
    names = (item.name for item in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load_profile(ident: str) -> Profile:
    """The shipped profile ``ident``.

    Raises:
        InputError: ``policy.profile-unknown`` when there is none, or what :func:`read_profile` raises.
    """
    if ident not in profile_ids():
        raise InputError("policy.profile-unknown", profile=ident, known=", ".join(profile_ids()))
    return read_profile((_FOLDER / f"{ident}.toml").read_text("utf-8"), file=f"{ident}.toml")


def read_profile(text: str, *, file: str) -> Profile:
    """A profile from its TOML text. ``file`` is what errors call it.

    Raises:
        InputError: ``policy.profile-*`` with ``file``, ``line`` and what was expected there.
    """
    document = parse(text, file=file, code="policy.profile-syntax")
    for key in document.data.keys() - set(_PARTS):
        raise document.error("policy.profile-key", key, expected=" | ".join(_PARTS))
    citation = _value(document, Citation, "citation")
    articles = tuple(_articles(document))
    own = tuple(_rows(document, citation, {article.ident for article in articles}))
    _refuse_contradiction(document, articles, own)
    base = _base(document)
    return Profile(
        ident=_value(document, str, "id"),
        name=_value(document, Text, "name"),
        source=_value(document, Source, "source"),
        citation=citation,
        articles=articles,
        rows=own + _inherited(own, base),
        levels=tuple(_levels(document)) or (base.levels if base else ()),
    )


def _value(document: Document, kind: type[Any], path: str, value: object = None) -> Any:
    """The value at ``path``, checked; ``value`` stands in where it was read already."""
    given = document.data.get(path) if value is None else value
    if given is None:
        raise document.error("policy.profile-missing", path, expected=path)
    try:
        return from_plain(kind, given)
    except InputError as error:
        inner = str(error.fields["path"]).replace("(top)", "")
        where = f"{path}.{inner}".rstrip(".")
        raise document.error("policy.profile-value", where, expected=error.fields["expected"]) from None


def _tables(document: Document, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    tables = document.data.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise document.error("policy.profile-value", name, expected=f"[[{name}]]")
    for number, table in enumerate(tables):
        yield f"{name}.{number}", table


def _articles(document: Document) -> Iterator[Article]:
    seen: set[str] = set()
    for path, table in _tables(document, "article"):
        plain = {"ident" if key == "id" else key: value for key, value in table.items() if key != "class"}
        plain["duties"] = _duties(document, path, table.get("class"))
        article: Article = _value(document, Article, path, plain)
        if article.ident in seen:
            raise document.error("policy.profile-twice", f"{path}.id", ident=article.ident)
        _check_servers(document, path, article)
        seen.add(article.ident)
        yield article
    if not seen:
        raise document.error("policy.profile-missing", "article", expected="[[article]]")


def _duties(document: Document, path: str, letters: object) -> list[str]:
    """``"T+R"`` as a list; ``"-"`` is the class of an article that asks nothing of the vendor."""
    parts = letters.split("+") if isinstance(letters, str) else []
    if letters != "-" and (not parts or len(set(parts)) < len(parts) or not set(parts) <= set(Duty)):
        raise document.error("policy.profile-value", f"{path}.class", expected="T | R | O | T+R … | -")
    return [] if letters == "-" else parts


def _check_servers(document: Document, path: str, article: Article) -> None:
    wrong = [server for server in article.served_by if server.partition(":")[0] not in _SERVERS]
    if wrong or (Duty.RECORDED in article.duties) != bool(article.served_by):
        expected = " | ".join(f"{server}:…" for server in _SERVERS) if wrong else "class R ⇔ served_by"
        raise document.error("policy.profile-value", f"{path}.served_by", expected=expected)


def _rows(document: Document, citation: Citation, known: set[str]) -> Iterator[Row]:
    for path, table in _tables(document, "rule"):
        kind = table.get("kind")
        if kind not in rule_kinds():
            raise document.error("policy.profile-kind", f"{path}.kind", expected=" | ".join(sorted(rule_kinds())))
        articles = _value(document, tuple[str, ...], f"{path}.articles", table.get("articles", []))
        verbs = _value(document, tuple[str, ...], f"{path}.verbs", table.get("verbs", []))
        for name, values in (("articles", articles), ("verbs", verbs)):
            if not values or len(set(values)) < len(values):
                raise document.error("policy.profile-value", f"{path}.{name}", expected="[…], each once")
        for article in articles:
            if article not in known:
                raise document.error("policy.profile-article", f"{path}.articles", article=article)
        yield Row(
            kind=kind,
            rule=_rule(document, path, kind, table),
            verbs=verbs,
            cites=tuple(Cite(article=article, citation=citation.of(article)) for article in articles),
            data=_value(document, tuple[DataClass, ...], f"{path}.data", table.get("data", [])),
        )


def _rule(document: Document, path: str, kind: str, table: dict[str, Any]) -> Any:
    try:
        return build_rule(kind, {key: value for key, value in table.items() if key not in _ROW_KEYS})
    except InputError as error:
        where = f"{path}.{error.fields['path']}"
        raise document.error("policy.profile-value", where, expected=error.fields["expected"]) from None


def _levels(document: Document) -> Iterator[Level]:
    for path, table in _tables(document, "level"):
        plain = {"data_class" if key == "class" else key: value for key, value in table.items()}
        yield _value(document, Level, path, plain)


def _base(document: Document) -> Profile | None:
    if "extends" not in document.data:
        return None
    try:
        return load_profile(_value(document, str, "extends"))
    except InputError as error:
        if error.code != "policy.profile-unknown":
            raise
        raise document.error("policy.profile-value", "extends", expected=error.fields["known"]) from None


def _inherited(own: tuple[Row, ...], base: Profile | None) -> tuple[Row, ...]:
    """The rows of the extended profile, less every verb for which this profile states the same kind of rule itself."""
    stated = {(row.kind, verb) for row in own for verb in row.verbs}
    left = (
        replace(row, verbs=tuple(verb for verb in row.verbs if (row.kind, verb) not in stated))
        for row in (base.rows if base else ())
    )
    return tuple(row for row in left if row.verbs)


def _refuse_contradiction(document: Document, articles: tuple[Article, ...], rows: tuple[Row, ...]) -> None:
    """Class T and a rule belong together: neither may stand without the other."""
    enforced = {cite.article for row in rows for cite in row.cites}
    for number, article in enumerate(articles):
        if (Duty.ENFORCED in article.duties) != (article.ident in enforced):
            raise document.error("policy.profile-unenforced", f"article.{number}.class", article=article.ident)
