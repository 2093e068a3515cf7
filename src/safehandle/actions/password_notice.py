"""password-notice: the パスワード通知書, which tells a password on paper by another way than the data's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from safehandle.container import read_header
from safehandle.documents import Party, printable_password, render_password
from safehandle.documents import PasswordNotice as Sheet
from safehandle.documents.words import Words
from safehandle.errors import IntegrityError, OutputError, UsageError
from safehandle.files import opened, whole_file
from safehandle.keys import Secret, password_bits
from safehandle.keys.passwords import normalise_password
from safehandle.model import (
    Addressee,
    Artifact,
    Contract,
    DataClass,
    Fact,
    Password,
    PasswordNotice,
    Permit,
    Plan,
    SealedContainer,
)

CONTAINER = ".shc"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordNoticeRequest:
    """Which password, for what ``file`` (a container or an archive; it need not exist while this is planned), to whom.

    ``route`` is how the sheet travels, ``data_routes`` how the data does: "sftp", "folder", "mail", "carry", "post",
    "telephone", "fax". ``medium`` is the folder that goes to the recipient with the data, where there is one.
    """

    output: Path
    password: Secret = field(repr=False)
    generated: bool
    file: Path
    route: str
    data_routes: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    medium: Path | None = None
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMade:
    """The sheet that was written, by its number."""

    number: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class MakePasswordNotice:
    """The verb. The ledger learns the route and the time, never the password."""

    contract: Contract

    @property
    def verb(self) -> str:
        return "password-notice"

    def plan(self, request: PasswordNoticeRequest) -> tuple[Fact, ...]:
        """State what would be made.

        Raises:
            InputError: ``documents.password-unprintable``.
            UsageError: ``notice.beside-data``: the sheet would lie on the medium.
            OutputError: ``files.exists``.
        """
        text = normalise_password(request.password.text)
        printable_password(text)
        if request.medium is not None and request.output.resolve().is_relative_to(request.medium.resolve()):
            raise UsageError("notice.beside-data", path=str(request.output))
        if request.output.is_dir() or (request.output.exists() and not request.overwrite):
            raise OutputError("files.exists", path=str(request.output))
        return (
            Password(bits=password_bits(text), generated=request.generated, route=request.route),
            PasswordNotice(route=request.route, data_routes=request.data_routes),
            *(Addressee(recipient=ident, means="password") for ident in request.to or ("",)),
        )

    def run(self, request: PasswordNoticeRequest, plan: Plan, permit: Permit) -> NoticeMade:
        """Write the sheet, readable by its owner alone.

        Raises:
            InputError: ``documents.glyph-missing``: a name cannot be printed.
            OutputError: as :func:`safehandle.files.whole_file`.
        """
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        about = _about(request.file)
        number = f"P-{permit.intent}"
        sheet = Sheet(
            number=number,
            at=plan.at,
            contract=self.contract,
            sender=self._sender(plan.actor),
            recipient=Party(organisation=self.contract.client, person="、".join(self._names(request.to))),
            check_number=about.number if isinstance(about, SealedContainer) else "",
            password=normalise_password(request.password.text),
            route=Words(self.contract).word(request.route),
            file_name=request.file.name,
        )
        content = render_password(sheet)
        with whole_file(request.output, overwrite=request.overwrite) as file:
            file.write(content)
        notice = PasswordNotice(number=number, route=request.route, data_routes=request.data_routes)
        return NoticeMade(number=number, facts=(notice, about))

    def _sender(self, actor: str) -> Party:
        person = self.contract.person(actor)
        return Party(
            organisation=self.contract.contractor,
            department=person.affiliation if person else "",
            person=person.name if person else actor,
        )

    def _names(self, idents: tuple[str, ...]) -> Iterator[str]:
        for ident in idents:
            recipient = self.contract.recipient(ident)
            yield recipient.name if recipient else ident


def _about(file: Path) -> SealedContainer | Artifact:
    """What the password is for."""
    size = file.stat().st_size
    if file.suffix != CONTAINER:
        return Artifact(role="archive", name=file.name, size=size, data_class=DataClass.OTHER)
    with opened(file) as container:
        header = read_header(container)
    return SealedContainer(identity=header.identity, number=header.number, size=size)
