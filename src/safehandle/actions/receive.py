"""receive: fetch a delivery from a registered place, check it against its papers, and give a receipt for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from safehandle.actions.deliveries import (
    Ways,
    connection_fact,
    keep_papers,
    kept_papers,
    key_exchange,
    place_target,
    via,
)
from safehandle.errors import IntegrityError, OutputError, RemoteError, SafehandleError
from safehandle.keys import PrivateKey, PublicKey
from safehandle.model import Contract, Fact, Permit, Plan
from safehandle.model.delivery import Acknowledgement, Attempts, Collection, Delivery
from safehandle.transfer import (
    Fetched,
    Fetcher,
    Outgoing,
    Papers,
    Receipt,
    Remote,
    Target,
    from_bytes,
    join,
    method_for,
    papers,
)

SIGNATURE = papers.NAMES[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveRequest:
    """Which delivery to fetch from where, and the folder that it goes into. ``key`` signs the receipt.

    With ``give_receipt`` the receipt is also put beside the delivery at the place, where the sender looks for it.
    """

    place: str
    name: str
    into: Path
    key: PrivateKey = field(repr=False)
    ways: Ways
    give_receipt: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A delivery that lies in ``fetched.folder``. ``returned`` says whether the receipt lies at the place too."""

    fetched: Fetched
    receipt: Receipt
    papers: Path
    returned: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Receive:
    """The verb. ``folder`` is where papers are kept; ``Ways.progress`` is told the bytes that came."""

    contract: Contract
    folder: Path

    @property
    def verb(self) -> str:
        return "receive"

    def plan(self, request: ReceiveRequest) -> tuple[Fact, ...]:
        place = self.contract.place(request.place)
        what = Collection(place=request.place, via=via(place), what="delivery", name=request.name)
        return (what, key_exchange(place))

    def run(self, request: ReceiveRequest, plan: Plan, permit: Permit) -> Received:
        if not plan.covers(self.plan(request)):
            raise IntegrityError("plan.changed")
        target = place_target(self.contract, request.place, request.ways)
        if kept_papers(self.folder, request.name).exists():
            raise OutputError("send.name-used", name=request.name)
        fetcher = self._fetcher(request, target)

        def tried() -> Attempts:
            return Attempts(place=request.place, failures=fetcher.failures)

        fetcher.failed = lambda code: permit.failed(code, (tried(),))
        fetcher.again = permit.again
        try:
            fetched = fetcher.fetch()
        except SafehandleError as error:
            error.facts = (tried(), *self._complain(request, plan, permit, fetcher, target))  # type: ignore[attr-defined]
            raise
        given = self._receipt(plan, fetched.papers)
        written = papers.write_receipt(given, request.key)
        contents = {name: (fetched.folder / name).read_bytes() for name in papers.NAMES}
        kept = keep_papers(self.folder, request.name, {**contents, **written})
        returned = request.give_receipt and _return(target, request.name, written)
        return Received(
            fetched=fetched,
            receipt=given,
            papers=kept,
            returned=returned,
            facts=(*_facts(request, fetched, given), connection_fact(fetched.route)),
        )

    def _fetcher(self, request: ReceiveRequest, target: Target) -> Fetcher:
        allowed = signers(self.contract)

        def check(contents: Mapping[str, bytes]) -> Papers:
            found = papers.read(contents, allowed)
            if found.slip.delivery != request.name:
                raise IntegrityError("receive.another-name", stated=found.slip.delivery, name=request.name)
            return found

        return Fetcher(
            connect=lambda: method_for(target.address.scheme).connect(target),
            folder=target.address.folder,
            name=request.name,
            into=request.into,
            check=check,
            jobs=request.ways.jobs,
            patience=request.ways.patience,
        )

    def _complain(
        self, request: ReceiveRequest, plan: Plan, permit: Permit, fetcher: Fetcher, target: Target
    ) -> tuple[Fact, ...]:
        """Where files were not as the papers say, tell the sender so, by a receipt that names them."""
        if fetcher.papers is None or not fetcher.altered:
            return ()
        given = self._receipt(plan, fetcher.papers, bad=fetcher.altered)
        written = papers.write_receipt(given, request.key)
        keep_papers(self.folder, f"{request.name}-ng-{permit.intent}", written)
        if request.give_receipt:
            _return(target, request.name, written)
        return (_acknowledgement(request, given),)

    def _receipt(self, plan: Plan, found: Papers, bad: tuple[str, ...] = ()) -> Receipt:
        person = self.contract.person(plan.actor)
        return Receipt(
            manifest_sha256=hashlib.sha256(found.manifest).hexdigest(),
            files={path: path not in bad for path in found.hashes},
            receiver=person.name if person else plan.actor,
            at=plan.at,
        )


def signers(contract: Contract) -> tuple[PublicKey, ...]:
    """Whose signature under papers counts: the registered people's and recipients' signing keys."""
    keys = (*(person.key for person in contract.people), *(one.signing_key for one in contract.recipients))
    return tuple(PublicKey.decode(key) for key in keys if key)


def waiting(contract: Contract, ident: str, ways: Ways) -> tuple[str, ...]:
    """The names of the complete deliveries that lie at a place, in order. Nothing is fetched.

    Raises:
        RemoteError: as :class:`~safehandle.transfer.Remote` says.
    """
    target = place_target(contract, ident, ways)
    with closing(method_for(target.address.scheme).connect(target)) as remote:
        folders = sorted(
            name
            for name, found in remote.entries(target.address.folder)
            if found.is_folder and not name.startswith(".")
        )
        return tuple(
            name for name in folders if remote.look(join(join(target.address.folder, name), SIGNATURE)) is not None
        )


def _return(target: Target, name: str, written: Mapping[str, bytes]) -> bool:
    """Put the receipt beside the delivery, the signature last. A place where we may not write is no error."""
    with suppress(RemoteError, OutputError), closing(method_for(target.address.scheme).connect(target)) as remote:
        for paper, content in written.items():
            _put(remote, join(target.address.folder, name), paper, content)
        return True
    return False


def _put(remote: Remote, folder: str, name: str, content: bytes) -> None:
    spare = join(folder, f".{name}.part")
    for _ in remote.put(iter([Outgoing(path=spare, size=len(content), source=from_bytes(content))])):
        if remote.look(join(folder, name)) is not None:
            remote.remove(join(folder, name))  # a receipt that said otherwise before
        remote.rename(spare, join(folder, name))


def _facts(request: ReceiveRequest, fetched: Fetched, given: Receipt) -> tuple[Fact, ...]:
    found = fetched.papers
    return (
        Delivery(
            direction="received",
            place=request.place,
            recipient="",
            ident=request.name,
            manifest=given.manifest_sha256,
            slip=found.hashes["ukewatashi.json"],
            signer=found.signer.id,
            files=len(found.slip.files),
            size=found.slip.size,
            verification="manifest",
            resumed=fetched.resumed,
            failures=fetched.failures,
        ),
        _acknowledgement(request, given),
    )


def _acknowledgement(request: ReceiveRequest, given: Receipt) -> Acknowledgement:
    return Acknowledgement(
        direction="given",
        manifest=given.manifest_sha256,
        signer=request.key.public.id,
        files=len(given.files),
        bad=len(given.bad),
        ident=request.name,
        receiver=given.receiver,
    )
