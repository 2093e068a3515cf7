"""``safehandle prove``: the evidence of one delivery in one folder, to be checked without safehandle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.commands.ledger.keys import held
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.output import lines_of, result, warn
from safehandle.cli.session import Session

if TYPE_CHECKING:
    from safehandle import Checkpointed, Office

_ABOUT = Text(
    """送った受渡し一件の証拠を、一つのフォルダーにまとめます。

受渡票・目録・承認・受領書とその署名、元帳の記録の証明、一枚の説明が入ります。
相手は sha256sum と ssh-keygen だけで確かめられます。""",
    """Put the evidence of one delivery that was sent into one folder.

It holds the slip, manifest, approvals and receipt with their signatures, proofs of the ledger's entries and a page that
explains them. Whoever gets it needs only sha256sum and ssh-keygen to check it.""",
)
_LABELS = {
    "delivery": Text("受渡し", "delivery"),
    "folder": Text("フォルダー", "folder"),
    "receipt": Text("受領書", "receipt"),
    "approvals": Text("承認", "approvals"),
    "entries": Text("元帳の記録", "ledger entries"),
    "entry": Text("記録", "entry"),
}
_RECEIPT = {True: Text("あり", "yes"), False: Text("なし", "none")}


@command(
    "prove",
    _ABOUT,
    examples=(
        ("safehandle prove 20261121-1a2b3c4d -o 証明", Text("一件の証拠をまとめます", "the evidence of one delivery")),
        (
            "safehandle prove 20261121-1a2b3c4d -o 証明 --approval plan.approval.json",
            Text("契約フォルダーの外にある承認も入れます", "with an approval that lies elsewhere"),
        ),
    ),
)
@click.argument("delivery", metavar="DELIVERY")
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    about=Text("作るフォルダー", "the folder to make"),
)
@option(
    "--approval",
    "approvals",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    about=Text("approvals/ のほかの承認(何枚でも)", "an approval besides those in approvals/ (any number)"),
)
@option(
    "--without-receipt",
    is_flag=True,
    about=Text("受領書がまだなくても作ります", "even if there is no receipt yet"),
)
def prove(session: Session, delivery: str, output: Path, approvals: tuple[Path, ...], without_receipt: bool) -> None:
    import safehandle

    with session.open_office() as office:
        action = safehandle.ProveDelivery(
            contract=office.contract,
            folder=office.folder or safehandle.home(),
            log=office.ledger,
            checkpointed=_newest(office),
        )
        request = safehandle.ProveRequest(
            name=delivery, output=output, approvals=approvals, without_receipt=without_receipt
        )
        done = office.perform(action, request)
    found = done.result.evidence
    data: dict[str, object] = {
        "delivery": delivery,
        "folder": str(output),
        "receipt": found.receipt is not None,
        "approvals": [approval.ident for approval in found.approvals],
        "missing_approvals": list(found.missing),
        "entries": [number for number, _ in found.entries],
        "files": dict(done.result.files),
        "entry": done.entry,
    }
    shown = data | {
        "receipt": str(_RECEIPT[found.receipt is not None]),
        "entries": ", ".join(f"#{number}" for number, _ in found.entries),
        "entry": f"#{done.entry}",
    }
    result(session, data, lines_of(_LABELS, shown))
    if found.missing:
        warn(
            Text(
                "ファイルが見つからない承認があります: {idents}(--approval で指定できます)",
                "the files of these approvals were not found: {idents} (name them with --approval)",
            ),
            idents=", ".join(found.missing),
        )


def _newest(office: Office) -> Checkpointed | None:
    """The newest checkpoint that was signed, ready to prove entries against."""
    import safehandle

    newest = max(held(office, ()), key=lambda one: one.checkpoint.size, default=None)
    if newest is None:
        return None

    key = newest.signatures[0].verifier.public.encode()  # the ledger may have another one by now

    def proof(number: int) -> str:
        # The private part stays here: the plan may name files that the receiver of a container never sees.
        inclusion = office.ledger.prove(number, newest.checkpoint)
        return safehandle.Proof(safehandle.Entry(number, inclusion.entry.body), inclusion.path, newest.note).encode()

    return safehandle.Checkpointed(size=newest.checkpoint.size, key=key, prove=proof)


COMMAND = prove
