"""What commands say of registered media in common: the options on content, the medium of a wipe, recording an act."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.output import note, result
from safehandle.cli.plans import Planning
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import Holding, MediumRecorded, MediumRequest, MediumWiped, Office, Wiped
    from safehandle.model import Action

Q = TypeVar("Q")
_ENTRY = Text("元帳の {entry} 番に記録しました", "recorded as ledger entry {entry}")

NUMBER = click.argument("number", metavar="NO")
PLAN_OUTPUT = option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", about=Text("計画の出力先", "where the plan goes")
)


def content_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what is said of a medium's content; it arrives as a dictionary named ``said``."""
    options = (
        option("--content", metavar="TEXT", about=Text("格納情報(記録用)", "what it holds, for the record")),
        option("--empty", is_flag=True, about=Text("何も入っていません", "it holds nothing")),
        option("--encrypted", is_flag=True, about=Text("中身は暗号化されています", "what it holds is encrypted")),
        option(
            "--class",
            "data_class",
            default="",
            metavar="LEVEL",
            about=Text("格納情報の区分(指定がなければ個人情報)", "the content's class (else personal data)"),
        ),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        said = {name: kwargs.pop(name) for name in ("content", "empty", "encrypted", "data_class")}
        if said["content"] is not None and said["empty"]:
            raise UsageError("usage.excludes", first="--content", second="--empty")
        return function(*args, said=said, **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated


def holding(office: Office, said: dict[str, Any], *, needed: bool = False) -> Holding:
    """What the command line said of the content; nothing leaves it as it is registered.

    Raises:
        UsageError: ``usage.missing``, when it is ``needed`` or is said without words.
    """
    import safehandle

    content = "" if said["empty"] else said["content"]
    if (needed and content is None) or (said["content"] is not None and not said["content"].strip()):
        raise UsageError("usage.missing", name="--content / --empty", command="safehandle medium")
    data_class = office.classify([], said["data_class"])
    return safehandle.Holding(content=content, encrypted=said["encrypted"], data_class=data_class)


def registered(office: Office, number: str) -> str:
    """The number of a medium that is registered and not gone, as the register writes it; empty if none was named."""
    import safehandle

    return safehandle.media_on_record(office.ledger).kept(number).number if number else ""


def of_medium(office: Office, wiping: Action[Q, Wiped], number: str) -> Action[Q, Wiped | MediumWiped]:
    """The wiping, of the registered ``number`` if there is one: then it ends the medium on the registers, too."""
    import safehandle

    return safehandle.WipeMedium(wiping, office.ledger, number) if number else wiping


def perform(
    session: Session,
    office: Office,
    request: MediumRequest,
    planning: Planning | None = None,
    output: Path | None = None,
) -> tuple[int, MediumRecorded] | None:
    """Record it if the contract allows; None where only the plan of it was written."""
    import safehandle

    action = safehandle.RecordMedium(office.ledger, type(request))
    if planning is None:
        done = office.perform(action, request)
    elif planning.only:
        planning.write(session, office.plan(action, request), output)
        return None
    else:
        done = planning.perform(office, action, request)
    return done.entry, done.result


def tell(session: Session, recorded: tuple[int, MediumRecorded] | None, line: Text, **fields: object) -> None:
    """Say what was recorded."""
    import safehandle

    if recorded is None:
        return
    entry, made = recorded
    data = {"entry": entry, "facts": [safehandle.model.to_plain(fact) for fact in made.facts]}
    result(session, data, [line.format(**fields)])
    note(session, _ENTRY, entry=entry)
