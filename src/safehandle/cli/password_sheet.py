"""``--password-sheet`` and ``--keep-password``: where a password goes besides being told."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safehandle.cli.frame import option
from safehandle.cli.language import Text
from safehandle.cli.output import note, printable, warn
from safehandle.errors import PolicyDenied, SafehandleError, UsageError

if TYPE_CHECKING:
    from safehandle import Office, PasswordNoticeRequest, Secret
    from safehandle.cli.session import Session

PASSWORD_ROUTES = ("post", "carry", "telephone", "mail", "fax")
DATA_ROUTES = ("sftp", "folder", "mail", "carry", "post")

_SHOWN = Text(
    "パスワード(この一度だけ表示します。データとは別の経路で伝えてください): {password}",
    "password (shown this once; tell it by another route than the data's): {password}",
)
_SHEET = Text(
    "パスワード通知書: {path}({number}、記録 #{entry})。データとは別の経路で渡し、渡した後は消してください",
    "password notice: {path} ({number}, entry #{entry}); hand it over by another way than the data, then remove it",
)
_KEPT = Text(
    '鍵束に保存しました: --password-keyring "{name}" で使えます', 'kept in the keyring: --password-keyring "{name}"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What is being sealed into ``file``: under which password (None: to keys), for whom, on which medium."""

    secret: Secret | None = field(repr=False)
    generated: bool
    file: Path
    to: tuple[str, ...]
    medium: Path | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the command line said about telling the password: the sheet, its route and the data's, the keyring."""

    output: Path | None
    route: str | None
    data_route: str | None
    keep: bool

    def check(self, office: Office, sealed: Sealed) -> PasswordNoticeRequest | None:
        """Refuse before anything is sealed what would be refused afterwards; give what the sheet will be made by.

        Raises:
            UsageError: ``usage.missing``, ``usage.excludes``, ``notice.beside-data``.
            InputError: ``documents.password-unprintable``.
            OutputError: ``files.exists``.
            SecretError: there is no keyring that may be used.
            PolicyDenied: the sheet would go the way the data goes.
        """
        import safehandle

        if (self.output is not None or self.keep) and (sealed.secret is None or sealed.file == Path("-")):
            raise UsageError("usage.excludes", first="--password-sheet, --keep-password", second="-o -, --to")
        if self.keep:
            safehandle.check_keyring()
        if self.output is None or sealed.secret is None:
            if self.route is not None or self.data_route is not None:
                raise UsageError("usage.missing", name="--password-sheet", command="--password-route")
            return None
        if self.route is None:
            raise UsageError("usage.missing", name="--password-route", command="--password-sheet")
        request = safehandle.PasswordNoticeRequest(
            output=self.output,
            password=sealed.secret,
            generated=sealed.generated,
            file=sealed.file,
            route=self.route,
            data_routes=self._data_routes(office, sealed),
            to=sealed.to,
            medium=sealed.medium,
        )
        plan = office.plan(safehandle.MakePasswordNotice(office.contract), request)
        decision = office.judge(plan)
        if not decision.allowed:
            raise PolicyDenied("policy.denied", verb=plan.verb, decision=decision)
        return request

    def _data_routes(self, office: Office, sealed: Sealed) -> tuple[str, ...]:
        """How the data travels: as it was said, else on the medium, else as the recipients are registered."""
        if self.data_route is not None:
            return (self.data_route,)
        if sealed.medium is not None:
            return ("carry",)
        recipients = (office.contract.recipient(ident) for ident in sealed.to)
        return tuple(sorted({one.route for one in recipients if one is not None and one.route}))

    def tell(
        self,
        session: Session,
        office: Office,
        sealed: Sealed,
        request: PasswordNoticeRequest | None,
        number: str = "",
    ) -> None:
        """Put the password where it was to go; one that was generated here and went nowhere is shown once.

        It is never lost: if the sheet cannot be made, it is shown before the error is.
        """
        import safehandle

        if sealed.secret is None:
            return
        try:
            if self.keep:
                safehandle.keep_password(number, sealed.secret)
                note(session, _KEPT, name=safehandle.password_name(number))
            if request is not None:
                done = office.perform(safehandle.MakePasswordNotice(office.contract), request)
                path = printable(str(request.output))
                note(session, _SHEET, path=path, number=done.result.number, entry=done.entry)
        except SafehandleError:
            if sealed.generated:
                warn(_SHOWN, password=sealed.secret.text)
            raise
        if request is None and not self.keep and sealed.generated:
            warn(_SHOWN, password=sealed.secret.text)


keep_password_option = option(
    "--keep-password",
    is_flag=True,
    about=Text("パスワードを OS の鍵束に保存します", "keep the password in the system's keyring"),
)


def password_sheet_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--password-sheet`` and its siblings; they arrive as one :class:`Told` named ``told``.

    A command that makes containers takes :func:`keep_password_option`, too: a keyring's entry is named by their number.
    """
    options = (
        option(
            "--password-sheet",
            type=click.Path(path_type=Path),
            metavar="OUT.pdf",
            about=Text(
                "パスワード通知書(PDF、別の経路で渡す紙)を作り、パスワードを画面には出しません",
                "make the password notice (PDF, for another way than the data's) and do not show the password",
            ),
        ),
        option(
            "--password-route",
            type=click.Choice(PASSWORD_ROUTES),
            about=Text("通知書を渡す経路", "how the notice travels"),
        ),
        option(
            "--data-route",
            type=click.Choice(DATA_ROUTES),
            about=Text(
                "データを渡す経路(省略すると、媒体なら carry、受領者の登録した経路)",
                "how the data travels (default: carry for a medium, else the recipients' registered route)",
            ),
        ),
    )

    @functools.wraps(function)
    def collect(*args: Any, **kwargs: Any) -> Any:
        told = Told(
            kwargs.pop("password_sheet"),
            kwargs.pop("password_route"),
            kwargs.pop("data_route"),
            kwargs.pop("keep_password", False),
        )
        return function(*args, told=told, **kwargs)

    decorated: Callable[..., Any] = collect
    for each in reversed(options):
        decorated = each(decorated)
    return decorated
