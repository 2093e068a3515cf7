"""``safehandle profiles``: the clause profiles, and one in full, article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from safehandle.cli.frame import command
from safehandle.cli.language import Text
from safehandle.cli.output import result
from safehandle.cli.session import Session

if TYPE_CHECKING:
    from safehandle.policy import Coverage, Profile
    from safehandle.policy import Text as Pair

_DUTIES = {"T": Text("強制", "enforced"), "R": Text("記録", "recorded"), "O": Text("申告", "attested")}
_NOTHING = Text("求めなし", "asks nothing")
_COUNTS = Text("{all} 条項(強制 {T}、記録 {R}、申告 {O})", "{all} articles (enforced {T}, recorded {R}, attested {O})")
_RULE = Text("規則", "rule")
_RECORD = Text("記録するもの", "recorded by")
_PERSON = Text("人の申告(safehandle attest)", "a person's word (safehandle attest)")


@command(
    "profiles",
    Text(
        "特記事項のプロファイルを一覧します。ID を指定すると、条項ごとに義務と、何がそれを支えるかを表示します。",
        "List the clause profiles. With an ID: every article, its duty, and what serves it.",
    ),
    examples=(
        ("safehandle profiles", Text("一覧します", "list them")),
        ("safehandle profiles nerima-2025-12", Text("練馬区の条項をすべて表示します", "every article of Nerima's")),
    ),
)
@click.argument("ident", metavar="[ID]", required=False)
def profiles(session: Session, ident: str | None) -> None:
    import safehandle

    if ident:
        profile = safehandle.load_profile(ident)
        _show(session, profile, safehandle.coverage(profile))
        return
    found = [safehandle.load_profile(one) for one in safehandle.profile_ids()]
    data = {
        "profiles": [
            {"id": one.ident, "name": safehandle.model.to_plain(one.name), "articles": len(one.articles)}
            for one in found
        ]
    }
    lines = [f"{one.ident:16}  {_said(one.name)}  {_COUNTS.format(**_counts(one))}" for one in found]
    result(session, data, lines)


def _show(session: Session, profile: Profile, covered: tuple[Coverage, ...]) -> None:
    import safehandle

    to_plain = safehandle.model.to_plain
    source = profile.source
    data = {
        "id": profile.ident,
        "name": to_plain(profile.name),
        "source": to_plain(source),
        "articles": [to_plain(one) for one in covered],
    }
    title = f"{profile.ident}  {_said(profile.name)}"
    lines = [title, f"{source.issuer}「{source.title}」{source.date}", _COUNTS.format(**_counts(profile))]
    for one in covered:
        lines += ["", *_article(one)]
    result(session, data, lines)


def _article(one: Coverage) -> Iterator[str]:
    duties = "+".join(str(_DUTIES[duty]) for duty in one.article.duties) or str(_NOTHING)
    yield f"{one.citation}  {_said(one.article.title)}  [{duties}]"
    yield f"  {_said(one.article.duty)}"
    for enforcement in one.enforced_by:
        yield f"  {_RULE}: {enforcement.rule}  ({', '.join(enforcement.verbs)})"
    if one.recorded_by:
        yield f"  {_RECORD}: {', '.join(server.partition(':')[2] for server in one.recorded_by)}"
    if one.attested:
        yield f"  {_PERSON}"


def _counts(profile: Profile) -> dict[str, int]:
    duties = Counter(str(duty) for article in profile.articles for duty in article.duties)
    return {"all": len(profile.articles), **{letter: duties[letter] for letter in "TRO"}}


def _said(pair: Pair) -> str:
    return str(Text(pair.ja, pair.en))


COMMAND = profiles
