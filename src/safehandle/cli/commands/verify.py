"""``safehandle verify``: one verdict about anything that was handed over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from safehandle.cli import failure
from safehandle.cli.frame import command, option
from safehandle.cli.language import Text
from safehandle.cli.log_keys import witness_verifiers
from safehandle.cli.output import printable, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.reading_back import is_pdf, medium_verdict
from safehandle.cli.session import Session
from safehandle.cli.verifying import Trust, Verdict, kind_of
from safehandle.errors import SafehandleError, UsageError

_HOLDS = Text("検証しました: {path}", "verified: {path}")
_BROKEN = Text("検証できません: {path}", "does not verify: {path}")


@command(
    "verify",
    Text(
        "受け取ったものを確かめます。何であるかは中身から判断します。\n"
        "チェックポイント、証明、元帳などを、通信なしで検証します。一つでも合わなければ終了コード 4 です。",
        "Verify what was handed over; what it is shows from its content.\n"
        "Checkpoints, proofs, ledgers and more, without any network. Exit code 4 if one of them does not hold.",
    ),
    examples=(
        (
            "safehandle verify 12.tlog-proof --key 元帳の公開鍵.pub",
            Text("証明を、相手の公開鍵だけで確かめます", "check a proof with nothing but their public key"),
        ),
        (
            "safehandle verify ledger.db --checkpoint 手元の控え.checkpoint --key 元帳の公開鍵.pub",
            Text("元帳を、手元の一枚と照らします", "check a ledger against a checkpoint that you hold"),
        ),
        (
            "safehandle verify receipt.json --container out.shc --password-file pw",
            Text("開封用ページの受領書を、受領コードまで確かめ、記録します", "check a receipt and its code; record it"),
        ),
        (
            "safehandle verify --device /dev/sdb --certificate 証明書.pdf --key 署名者の指紋",
            Text(
                "返された媒体を、証明書の種と照らして読み戻します", "read a medium back against the certificate's seed"
            ),
        ),
    ),
)
@click.argument("things", type=click.Path(path_type=Path), nargs=-1, metavar="[THING...]")
@option(
    "--device",
    type=click.Path(path_type=Path),
    metavar="DEV",
    about=Text("証明書の種と照らして読み戻す媒体", "a medium to read back against the certificate's seed"),
)
@option(
    "--certificate",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text("その媒体の消去の証明書(PDF または JSON)", "the certificate of its erasure (PDF or JSON)"),
)
@option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    about=Text("元帳の公開鍵(文字列かファイル)", "the ledger's public key, or a file that holds it"),
)
@option(
    "--witness",
    "witnesses",
    multiple=True,
    metavar="VKEY",
    about=Text("確認の署名を信じる相手の検証鍵", "the verifier key of a witness to believe"),
)
@option(
    "--checkpoint",
    "checkpoints",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    about=Text("手元にあるチェックポイント", "a checkpoint that you hold"),
)
@option(
    "--authority-root",
    "roots",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PEM",
    about=Text("タイムスタンプ局のルート証明書", "a timestamp authority's root certificate"),
)
@option(
    "--container",
    type=click.Path(path_type=Path),
    metavar="FILE",
    about=Text(
        "開封用ページの受領書が述べるコンテナー(受領コードを確かめるとき)",
        "the container that a receipt of the reader page is about, to check its code",
    ),
)
@password_options
def verify(
    session: Session,
    things: tuple[Path, ...],
    device: Path | None,
    certificate: Path | None,
    keys: tuple[str, ...],
    witnesses: tuple[str, ...],
    checkpoints: tuple[Path, ...],
    roots: tuple[Path, ...],
    container: Path | None,
    password: Given,
) -> int:
    if (device is None) != (certificate is None):
        missing = "--device" if device is None else "--certificate"
        raise UsageError("usage.missing", name=missing, command="safehandle verify")
    if certificate is not None and is_pdf(certificate):
        things = (*things, certificate)
    elif not things and device is None:
        raise UsageError("usage.missing", name="THING", command="safehandle verify")
    if password and container is None:
        raise UsageError("usage.missing", name="--container", command="safehandle verify")
    trust = Trust(
        keys=keys,
        witnesses=witness_verifiers(witnesses),
        checkpoints=checkpoints,
        roots=roots,
        container=container,
        password=password,
    )
    verdicts = [(path, _verdict(session, path, trust)) for path in things]
    if device is not None and certificate is not None:
        verdicts.append((device, medium_verdict(session, device, certificate)))
    data = {"things": [_data(path, verdict) for path, verdict in verdicts]}
    result(session, data, [line for path, verdict in verdicts for line in _lines(path, verdict)])
    problems = [verdict.problem for _, verdict in verdicts if verdict.problem is not None]
    for problem in problems:
        failure.report(problem, as_json=False)  # standard output has the verdicts already
    return failure.exit_code(problems[0]) if problems else 0


def _verdict(session: Session, path: Path, trust: Trust) -> Verdict:
    try:
        return kind_of(path).verify(session, path, trust)
    except SafehandleError as problem:
        return Verdict(kind="", data={}, lines=(), problem=problem)


def _data(path: Path, verdict: Verdict) -> dict[str, object]:
    code = verdict.problem.code if verdict.problem else ""
    return {"path": str(path), "kind": verdict.kind, "holds": not code, "code": code, **verdict.data}


def _lines(path: Path, verdict: Verdict) -> Iterator[str]:
    yield (_BROKEN if verdict.problem else _HOLDS).format(path=printable(str(path)))
    yield from (f"  {line}" for line in verdict.lines)


COMMAND = verify
