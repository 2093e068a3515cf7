"""``wipe --destroyed``: the options that say how a medium was destroyed, and putting it on record."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.erasure_view import report_lines
from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.media import of_medium
from safehandle.cli.output import result
from safehandle.cli.plans import Planning
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import DestructionRequest, Office

_JST = timezone(timedelta(hours=9), "JST")
_WHEN = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
_TYPES = click.Choice(["hdd", "ssd", "nvme", "flash", "unknown"])
_WOULD = Text("記録できます(まだ記録していません)", "this can be recorded (nothing was recorded)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """What the command line said of a destruction; ``means`` is None where none was named."""

    means: str | None
    at: datetime | None
    place: str
    witness: str
    photos: tuple[Path, ...]
    serial: str
    maker: str
    model: str
    media_type: str

    def check(self) -> None:
        """See that what belongs to a destruction is there if there is one, and not if there is none.

        Raises:
            UsageError: ``usage.missing``.
        """
        if self.means is None:
            extra = (self.at, self.place, self.witness, self.photos, self.serial, self.maker, self.model)
            if any(extra) or self.media_type != "unknown":
                raise UsageError("usage.missing", name="--destroyed", command="safehandle wipe")
            return
        for name, value in (("--destroyed", self.means.strip()), ("--at", self.at), ("--place", self.place.strip())):
            if not value:
                raise UsageError("usage.missing", name=name, command="safehandle wipe --destroyed")


def destruction_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; they arrive as one :class:`Destroyed` named ``destroyed``."""
    options = (
        option(
            "--destroyed",
            "means",
            metavar="MEANS",
            about=Text("媒体の物理破壊を記録します(方法: 破砕など)", "record that a medium was destroyed, and how"),
        ),
        option("--at", type=_WHEN, metavar="TIME", about=Text("破壊した日時(日本時間)", "when it was destroyed (JST)")),
        option("--place", default="", metavar="TEXT", about=Text("破壊した場所", "where it was destroyed")),
        option("--witness", default="", metavar="NAME", about=Text("破壊に立ち会った人", "who saw it destroyed")),
        option(
            "--photo",
            "photos",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="FILE",
            about=Text("破壊の写真(SHA-256 を記録)", "a photograph of it (its SHA-256 is kept)"),
        ),
        option("--serial", default="", metavar="NO", about=Text("破壊した媒体の製造番号", "its serial number")),
        option("--maker", default="", metavar="NAME", about=Text("破壊した媒体の製造者", "its manufacturer")),
        option("--model", default="", metavar="NAME", about=Text("破壊した媒体の型番", "its model")),
        option("--media-type", type=_TYPES, default="unknown", about=Text("破壊した媒体の種類", "its type")),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        names = ("means", "at", "place", "witness", "photos", "serial", "maker", "model", "media_type")
        destroyed = Destroyed(**{name: kwargs.pop(name) for name in names})
        destroyed.check()
        return function(*args, destroyed=destroyed, **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated


def request_of(destroyed: Destroyed, **more: Any) -> DestructionRequest:
    """The request; ``more`` is what every erasure is told: property number, source, class and reason."""
    import safehandle
    from safehandle.model.erasure import MediumIdentity

    assert destroyed.means is not None and destroyed.at is not None  # noqa: S101, PT018 - Destroyed.check
    return safehandle.DestructionRequest(
        medium=MediumIdentity(
            vendor=destroyed.maker,
            model=destroyed.model,
            serial=destroyed.serial,
            serial_source="label" if destroyed.serial else "",
            media_type=destroyed.media_type,
        ),
        means=destroyed.means,
        at=destroyed.at.replace(tzinfo=_JST),
        place=destroyed.place,
        witness=destroyed.witness,
        photos=destroyed.photos,
        **more,
    )


def judge(session: Session, office: Office, planning: Planning, request: DestructionRequest, number: str) -> None:
    """Say whether it could be recorded; record nothing.

    Raises:
        PolicyDenied: ``policy.denied``.
    """
    import safehandle

    plan = office.plan(of_medium(office, safehandle.RecordDestruction(datetime.now(_JST)), number), request)
    planning.check(office, plan)
    result(session, {"plan": safehandle.model.to_plain(plan)}, [_WOULD.format()])


def record(  # noqa: PLR0913 - the run, the office and the words of one command
    session: Session,
    office: Office,
    planning: Planning,
    request: DestructionRequest,
    *,
    output: Path | None,
    number: str,
) -> None:
    """Record it (of the registered medium ``number``, if there is one), or write the plan of that."""
    import safehandle

    action = of_medium(office, safehandle.RecordDestruction(datetime.now(_JST)), number)
    plan = office.plan(action, request)
    if planning.only:
        planning.write(session, plan, output)
        return
    done = planning.perform(office, action, request, plan)
    report = done.result.report
    data = {"report": safehandle.model.to_plain(report), "entry": done.entry}
    result(session, data, list(report_lines(report, done.entry)))
