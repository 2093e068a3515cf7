"""``safehandle key``: make, list, show and destroy keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from safehandle.cli.frame import command, group, option
from safehandle.cli.language import Text
from safehandle.cli.output import lines_of, note, result, warn
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.questions import confirm
from safehandle.cli.session import Session
from safehandle.errors import UsageError

if TYPE_CHECKING:
    from safehandle import KeyStore, StoredKey

_LABELS = {
    "id": Text("鍵の ID", "key id"),
    "algorithm": Text("方式", "algorithm"),
    "purpose": Text("用途", "purpose"),
    "created": Text("作成日時", "created"),
    "kept": Text("パスフレーズ", "passphrase"),
    "path": Text("保存場所", "kept in"),
    "public": Text("公開鍵", "public key"),
}
_PURPOSE = {"seal": Text("暗号化", "sealing"), "sign": Text("署名", "signing")}
_KEPT = {
    "asked": Text("使うときに入力", "asked for when it is used"),
    "keyring": Text("OS の鍵束", "in the system's keyring"),
}
_RESIDUALS = {
    "copies": Text(
        "鍵のファイルの控えやバックアップは消えていません。残っていれば別に消してください",
        "copies and back-ups of the key file are not gone; destroy them too if there are any",
    ),
    "old-blocks": Text(
        "SSD、スナップショット、コピーオンライトのファイルシステムには、パスフレーズで暗号化された古い内容が残ることがあります",
        "flash media, snapshots and copy-on-write file systems may hold old blocks, encrypted under the passphrase",
    ),
    "keyring-copies": Text(
        "鍵を開くパスフレーズは鍵束から消えました。鍵束のバックアップが残っていれば別に消してください",
        "the passphrase is gone from the keyring; destroy back-ups of the keyring too if there are any",
    ),
}
_ASK = Text(
    "鍵 {key} ({algorithm}) を消すと、この鍵で暗号化したものは二度と開けません。消しますか",
    "destroy key {key} ({algorithm})? What was sealed to it can never be opened again",
)

COMMAND = group(
    "key",
    Text("鍵を作る・一覧する・見る・消す", "Make, list, show and destroy keys"),
    examples=(
        ("safehandle key new", Text("暗号化用の鍵を作ります", "make a sealing key")),
        ("safehandle key new --purpose sign --keyring", Text("署名用の鍵を作ります", "make a signing key")),
    ),
)


@command(
    "new",
    Text(
        "鍵の組を作り、秘密鍵をパスフレーズで暗号化して保存します。パスフレーズは端末で 2 回尋ねます。",
        "Make a key pair and keep its private half encrypted under a passphrase, which is asked for twice.",
    ),
    examples=(
        ("safehandle key new", Text("ML-KEM-1024 + P-384 の暗号化用の鍵", "a sealing key, ML-KEM-1024 + P-384")),
        ("safehandle key new --purpose sign --keyring", Text("パスフレーズは OS の鍵束に", "no passphrase to type")),
    ),
    within=COMMAND,
)
@option(
    "--algorithm",
    type=click.Choice(["mlkem1024-p384", "p384", "p256", "ed25519", "ecdsa-p384", "ecdsa-p256"]),
    about=Text("方式(指定がなければ用途の既定)", "the algorithm (else the purpose's own)"),
)
@option(
    "--purpose",
    type=click.Choice(["seal", "sign"]),
    about=Text("用途: seal は暗号化(既定)、sign は署名", "what it is for (default: seal)"),
)
@option(
    "--keyring",
    is_flag=True,
    about=Text("無作為なパスフレーズを作り、OS の鍵束に保存します", "keep a random passphrase in the system's keyring"),
)
@password_options
def new(session: Session, algorithm: str | None, purpose: str | None, keyring: bool, password: Given) -> None:
    import safehandle

    if keyring and password:
        raise UsageError("usage.excludes", first="--keyring", second="--password-…")
    chosen = safehandle.key_algorithm(algorithm, purpose)
    office = session.open_office()
    passphrase = None if keyring else password.read_new()
    request = safehandle.KeyNewRequest(algorithm=chosen, store=_store(), passphrase=passphrase)
    made = office.perform(safehandle.KeyNew(), request)
    data = _data(made.result.key) | {"entry": made.entry}
    shown = {name: label for name, label in _LABELS.items() if name != "public"}  # it may fill a whole screen
    result(session, data, _lines(made.result.key, shown))
    note(
        session,
        Text(
            "このファイルの控えを安全な場所に取ってください。なくすと、この鍵で暗号化したものは開けません",
            "keep a copy of this file in a safe place: without it, what is sealed to it cannot be opened",
        ),
    )


@command(
    "list",
    Text("この端末にある鍵の一覧を表示します", "List the keys on this machine"),
    examples=(("safehandle key list", Text("ID、種類、作成日、パスフレーズの場所", "ids, kinds, dates")),),
    within=COMMAND,
)
def list_keys(session: Session) -> None:
    keys = _store().list()
    lines = [f"{key.id}  {key.public.algorithm:14}  {key.created:%Y-%m-%d}  {_KEPT[key.kept]}" for key in keys]
    if not keys:
        note(session, Text("鍵はありません", "there are no keys"))
    result(session, {"keys": [_data(key) for key in keys]}, lines)


@command(
    "show",
    Text("鍵の公開鍵と、どこに保存されているかを表示します", "Show a key's public half and where it is kept"),
    examples=(
        (
            "safehandle key show 8d0f6c3e0a1b2c3d4e5f --public",
            Text("contract.toml に書く公開鍵だけを表示します", "the public key alone, as contract.toml takes it"),
        ),
    ),
    within=COMMAND,
)
@click.argument("ident", metavar="ID")
@option("--public", is_flag=True, about=Text("公開鍵だけを表示します", "print the public key alone"))
def show(session: Session, ident: str, public: bool) -> None:
    key = _store().show(ident)
    result(session, _data(key), [key.public.encode()] if public else _lines(key))


@command(
    "destroy",
    Text("鍵を消します。元に戻せません", "Destroy a key. This cannot be undone"),
    examples=(
        (
            "safehandle key destroy 8d0f6c3e0a1b2c3d4e5f",
            Text("確認のうえで消し、管理簿に残します", "ask, destroy, and record it"),
        ),
    ),
    within=COMMAND,
)
@click.argument("ident", metavar="ID")
@option("--yes", is_flag=True, about=Text("確認に「はい」と答えます", "answer the question with yes"))
def destroy(session: Session, ident: str, yes: bool) -> None:
    import safehandle

    office = session.open_office()
    request = safehandle.KeyDestroyRequest(ident=ident, store=_store())
    plan = office.plan(safehandle.KeyDestroy(), request)
    confirm(_ASK, yes=yes, key=ident, algorithm=request.store.show(ident).public.algorithm)
    done = office.perform(safehandle.KeyDestroy(), request, plan=plan)
    data = {"destroyed": _data(done.result.key), "residuals": list(done.result.residuals), "entry": done.entry}
    result(session, data, [Text("鍵 {key} を消しました", "destroyed key {key}").format(key=ident)])
    for residual in done.result.residuals:
        warn(_RESIDUALS[residual])


def _store() -> KeyStore:
    import safehandle

    return safehandle.KeyStore.default()


def _data(key: StoredKey) -> dict[str, object]:
    return {
        "id": key.id,
        "algorithm": key.public.algorithm,
        "purpose": key.public.purpose,
        "created": key.created.isoformat(),
        "kept": key.kept,
        "path": str(key.path),
        "public": key.public.encode(),
    }


def _lines(key: StoredKey, labels: Mapping[str, Text] = _LABELS) -> list[str]:
    said = {"purpose": str(_PURPOSE[key.public.purpose]), "kept": str(_KEPT[key.kept])}
    return lines_of(labels, _data(key) | said)
