"""``safehandle report certificate``: validate erasures that the ledger holds, and issue the データ消去証明書."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from safehandle.cli.commands.report.group import COMMAND
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text, current
from safehandle.cli.log_keys import contract_logs
from safehandle.cli.output import printable, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.session import Session
from safehandle.errors import InputError, UsageError

if TYPE_CHECKING:
    from safehandle import Office, Seal, SignedCheckpoint, Timestamping

_ABOUT = Text(
    """消去の記録を確認し、データ消去証明書を発行します。

確認者は、消去を行った人ではない、このコマンドを実行する人です。結果を見て --accept か --reject を選びます。
発行の前に、消去の後の照合点を手渡しておきます(safehandle ledger checkpoint)。完了していない作業は証明できません。
--record を付けると、証明書ではない作業記録を書きます。""",
    """Validate erasures that the ledger holds, and issue their certificate.

Whoever runs this is the validator, and is not who erased. Look at the results, then --accept or --reject. Hand out a
checkpoint after the erasure first (safehandle ledger checkpoint). Work that is not complete is not certified; with
--record, a record that is no certificate is written.""",
)
_EXAMPLES = (
    (
        "safehandle report certificate 15 --accept --signer 署名用.p12 --password-file pw -o 証明書.pdf",
        Text("記録 15 の消去を承認し、証明書を発行します", "accept the erasure of entry 15 and certify it"),
    ),
)
_ISSUED = Text(
    "{output}: 証明書 第 {number} 号を発行しました(記録 #{entry})",
    "{output}: issued certificate {number} (entry #{entry})",
)
_RECORDED = Text(
    "{output}: 作業記録 第 {number} 号を書きました。証明書ではありません(記録 #{entry})",
    "{output}: wrote record {number}, which is no certificate (entry #{entry})",
)
_SIGNED_BY = Text("署名者の指紋: {fingerprint}", "signer's fingerprint: {fingerprint}")


@command("certificate", _ABOUT, examples=_EXAMPLES, within=COMMAND)
@click.argument("entries", nargs=-1, required=True, type=click.IntRange(0), metavar="ENTRY...")
@option(
    "--accept/--reject", "accepted", default=None, about=Text("結果を承認する・しない", "accept the results or not")
)
@option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="OUT.pdf", about=Text("出力", "the PDF")
)
@option(
    "--signer",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE.p12",
    about=Text("署名用の鍵", "the signer"),
)
@password_options
@option("--to", default="", metavar="NAME", about=Text("宛先(なければ委託者)", "to whom it goes (else the client)"))
@option("--place", default="", metavar="PLACE", about=Text("消去した場所", "where the erasure was carried out"))
@option("--number", default="", metavar="N", about=Text("証明書番号(なければ次の番号)", "its number (else the next)"))
@option("--replaces", default="", metavar="N", about=Text("再発行で失効させる番号", "the number that it makes void"))
@option("--witness", "witnesses", multiple=True, metavar="NAME", about=Text("立会者(何人でも)", "a witness"))
@option("--article", "articles", multiple=True, metavar="TEXT", about=Text("根拠条項(いくつでも)", "a clause"))
@option("--instruction", default="", metavar="TEXT", about=Text("委託者の指示の文書番号", "the client's instruction"))
@option("--address", default="", metavar="TEXT", about=Text("受託者の所在地", "the contractor's address"))
@option("--representative", default="", metavar="TEXT", about=Text("受託者の代表者", "the contractor's representative"))
@option("--remark", default="", metavar="TEXT", about=Text("確認者の所見", "the validator's remark"))
@option(
    "--without-names",
    is_flag=True,
    about=Text("ファイル名を印字しません(ハッシュのみ)", "print hashes only"),
)
@option(
    "--record",
    is_flag=True,
    about=Text("証明できない作業の記録を書きます", "write a mere record"),
)
@option(
    "--timestamp",
    default="",
    metavar="URL",
    about=Text("時刻認証局(長期署名にします)", "a timestamp authority (RFC 3161)"),
)
@option(
    "--authority",
    "authorities",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PEM",
    about=Text("時刻認証局と署名者の認証局の証明書", "certificates of the authorities behind them"),
)
@option("--overwrite", is_flag=True, about=Text("既存の出力を置き換えます", "replace an existing output"))
def certificate(
    session: Session,
    entries: tuple[int, ...],
    accepted: bool | None,
    output: Path,
    signer: Path,
    password: Given,
    to: str,
    place: str,
    number: str,
    replaces: str,
    witnesses: tuple[str, ...],
    articles: tuple[str, ...],
    instruction: str,
    address: str,
    representative: str,
    remark: str,
    without_names: bool,
    record: bool,
    timestamp: str,
    authorities: tuple[Path, ...],
    overwrite: bool,
) -> None:
    import safehandle

    if accepted is None:
        raise UsageError("usage.missing", name="--accept / --reject", command="safehandle report certificate")
    with session.open_office() as office:
        verb = safehandle.IssueCertificate(
            office.contract, office.ledger, office.actor, office.folder and office.folder / "documents"
        )
        outcomes = verb.outcomes(entries)
        signed = _checkpoint(office, max(outcomes))
        with safehandle.opened(signer) as file:
            loaded = safehandle.load_signer(file.read(), password.read(key=signer.name).text.encode())
        request = safehandle.CertificateRequest(
            entries=entries,
            accepted=accepted,
            output=output,
            signer=loaded,
            seal=_seal(office, signed),
            proofs=tuple(_proof(office, one, signed) for one in outcomes),
            addressee=to,
            place=place,
            number=number,
            issuer_address=address,
            issuer_representative=representative,
            instruction=instruction,
            articles=articles,
            witnesses=witnesses,
            remark=remark,
            replaces=replaces,
            names=not without_names,
            record=record,
            lang=current(),
            overwrite=overwrite,
            timestamping=_timestamping(timestamp, authorities),
        )
        done = office.perform(verb, request)
    issued = done.result.certificate
    data = {
        "output": str(output),
        "number": issued.number,
        "standing": str(issued.standing),
        "reached": str(issued.reached),
        "entries": list(issued.entries),
        "fingerprint": loaded.fingerprint,
        "sha256": done.result.sha256,
        "entry": done.entry,
    }
    said = _ISSUED if issued.standing == "certificate" else _RECORDED
    lines = [
        said.format(output=printable(str(output)), number=printable(issued.number), entry=done.entry),
        _SIGNED_BY.format(fingerprint=loaded.fingerprint),
    ]
    result(session, data, lines)


def _checkpoint(office: Office, number: int) -> SignedCheckpoint:
    """The newest signed checkpoint that was handed out after the entry."""
    import safehandle

    logs = contract_logs(office)
    kept = safehandle.kept_checkpoints(office.folder) if office.folder else []
    signed = [safehandle.read_checkpoint(path, logs) for path in kept]
    newest = max(signed, key=lambda one: one.checkpoint.size, default=None)
    if newest is None or newest.checkpoint.size <= number:
        raise InputError("ledger.no-checkpoint", number=number)
    return newest


def _timestamping(url: str, authorities: tuple[Path, ...]) -> Timestamping | None:
    import safehandle

    if not url:
        return None
    pems = [safehandle.read_text(path).encode() for path in authorities]
    return safehandle.Timestamping(
        authority=safehandle.timestamp_authority(url), roots=safehandle.roots_of(pems), fetch=True
    )


def _seal(office: Office, signed: SignedCheckpoint) -> Seal:
    import safehandle

    state = signed.checkpoint
    last = office.ledger.entry(state.size - 1)
    return safehandle.Seal(origin=state.origin, size=state.size, root=state.root.hex(), at=last.at, note=signed.note)


def _proof(office: Office, number: int, signed: SignedCheckpoint) -> str:
    """The proof without the private part: names reach the city by the certificate, if at all."""
    import safehandle

    inclusion = office.ledger.prove(number, signed.checkpoint)
    entry = safehandle.Entry(number, inclusion.entry.body)
    return safehandle.Proof(entry, inclusion.path, signed.note).encode()
