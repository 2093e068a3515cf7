"""``--medium``, ``--medium-number``, ``--split``, ``--html``: what is put beside a container for its recipient."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable
from safehandle.errors import PolicyDenied, UsageError

if TYPE_CHECKING:
    from safehandle import EmbedRequest, LayOutRequest, Office
    from safehandle.cli.session import Session
    from safehandle.model import DataClass

    _Number = click.ParamType[int]
else:
    _Number = click.ParamType  # generic for type checkers from click 8.5 on

_LEAST = 100_000
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
_FILE = Text("{name}  SHA-256 {digest}", "{name}  SHA-256 {digest}")
_MEDIUM = Text(
    "{place} を媒体に複写し、開封手順.pdf は印刷して渡してください。パスワードは別の経路で伝えます",
    "copy {place} to the medium and hand over 開封手順.pdf printed; the password goes another way",
)
_HTML = Text(
    "メールの関所で HTML が取り除かれることがあります。届かないときは .shc と reader.html を別の経路で渡してください",
    "mail gateways may strip HTML; if it does not arrive, hand over the .shc and reader.html another way",
)


class Size(_Number):
    """A number of bytes such as ``3MB`` (decimal units)."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        match = re.fullmatch(r"([0-9]{1,12})\s*([KMG]?)B?", str(value).strip().upper())
        made = int(match[1]) * _UNITS[match[2]] if match else 0
        if made < _LEAST:
            self.fail(str(value), param, ctx)
        return made


@dataclass(frozen=True, slots=True)
class Beside:
    """What the command line asked for beside a container."""

    medium: Path | None
    number: str  # of the registered medium, if it is one
    split: int | None
    html: bool

    def check(self, office: Office, container: Path, to: tuple[str, ...], *, piped: bool, keyed: bool) -> None:
        """Refuse before anything is sealed what would be refused afterwards. ``keyed``: it is not sealed by a password.

        Raises:
            UsageError: ``usage.excludes``, ``usage.missing`` or ``reader.needs-password``.
            InputError: the medium is not registered, or not here.
            PolicyDenied: ``policy.denied``: somebody has not agreed to HTML.
        """
        import safehandle

        if piped and (self.medium is not None or self.html):
            raise UsageError("usage.excludes", first="-o -", second="--html" if self.html else "--medium")
        for name, given in (("--split", self.split is not None), ("--medium-number", self.number != "")):
            if given and self.medium is None:
                raise UsageError("usage.missing", name="--medium", command=name)
        if self.number:
            safehandle.media_on_record(office.ledger).held(self.number)
        if self.html and keyed:
            raise UsageError("reader.needs-password")
        if self.html:
            plan = office.plan(safehandle.Embed(), _embedding(container, to, overwrite=False))
            decision = office.judge(plan)
            if not decision.allowed:
                raise PolicyDenied("policy.denied", verb=plan.verb, decision=decision)

    def make(  # noqa: PLR0913 - what was made, for whom and from what
        self,
        session: Session,
        office: Office,
        container: Path,
        to: tuple[str, ...],
        *,
        overwrite: bool,
        data_class: DataClass,
    ) -> None:
        """Make it, each as an act of its own, and say what lies there. ``data_class`` is that of what was sealed."""
        import safehandle

        if self.html:
            request = _embedding(container, to, overwrite=overwrite)
            embedded = office.perform(safehandle.Embed(), request).result
            note(session, _FILE, name=printable(str(request.output)), digest=embedded.sha256)
            note(session, _HTML)
        if self.medium is not None:
            part = {"part": self.split} if self.split else {}
            laying = safehandle.LayOutRequest(container=container, directory=self.medium, **part)
            for name, digest in self._lay_out(office, laying, data_class):
                note(session, _FILE, name=name, digest=digest)
            note(session, _MEDIUM, place=printable(str(self.medium)))

    def _lay_out(self, office: Office, request: LayOutRequest, data_class: DataClass) -> tuple[tuple[str, str], ...]:
        import safehandle

        action = safehandle.LayOut(office.contract)
        if not self.number:
            return office.perform(action, request).result.files
        filling = safehandle.FillMedium(action, office.ledger, self.number, office.contract.title, data_class)
        return office.perform(filling, request).result.files


def _embedding(container: Path, to: tuple[str, ...], *, overwrite: bool) -> EmbedRequest:
    import safehandle

    return safehandle.EmbedRequest(
        container=container, output=container.with_suffix(".html"), to=to, overwrite=overwrite
    )


def beside_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; they arrive as one :class:`Beside` named ``beside``."""
    options = (
        option(
            "--medium",
            type=click.Path(path_type=Path),
            metavar="DIR",
            about=Text(
                "媒体に置くもの一式(.shc、開封用ページ、説明、開封手順)を DIR に並べます",
                "lay out a medium in DIR: the container, the page that opens it, a note and a sheet",
            ),
        ),
        option(
            "--medium-number",
            "number",
            default="",
            metavar="NO",
            about=Text(
                "--medium の中身を入れる、登録した媒体の番号(safehandle medium add)",
                "the registered medium that --medium is for (safehandle medium add)",
            ),
        ),
        option(
            "--split",
            type=Size(),
            metavar="SIZE",
            about=Text(
                "--medium のファイルを SIZE(3MB など)ごとに分けます。開封用ページがつなぎます",
                "split the medium's file every SIZE (such as 3MB); the page joins the parts",
            ),
        ),
        option(
            "--html",
            is_flag=True,
            about=Text(
                "コンテナー入りの開封用ページ(.html、25 MB まで)も作ります。同意した受領者だけ",
                "also make a page (.html, up to 25 MB) that carries the container; only for who agreed to it",
            ),
        ),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        beside = Beside(*(kwargs.pop(name) for name in ("medium", "number", "split", "html")))
        return function(*args, beside=beside, **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated
