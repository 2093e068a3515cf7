"""``safehandle ledger new-key``: change the key that checkpoints are signed with."""

from __future__ import annotations

from functools import partial

from safehandle.cli.commands.ledger.group import COMMAND
from safehandle.cli.frame import command
from safehandle.cli.language import Text
from safehandle.cli.output import lines_of, note, result
from safehandle.cli.passwords import Given, password_options
from safehandle.cli.session import Session
from safehandle.errors import UsageError

_LABELS = {
    "old": Text("前の鍵", "old key"),
    "id": Text("新しい鍵", "new key"),
    "public": Text("公開鍵", "public key"),
    "entry": Text("記録", "entry"),
}


@command(
    "new-key",
    Text(
        "元帳の署名鍵を新しくします。\n"
        "前の鍵が新しい鍵に署名し、それを元帳に記録します。前の鍵で署名したチェックポイントは、これからも確かめられます。"
        "パスフレーズは前の鍵と同じものになります。",
        "Change the ledger's signing key.\n"
        "The old key signs for the new one and the ledger records it, so that what the old key signed still verifies. "
        "The passphrase stays the same.",
    ),
    examples=(("safehandle ledger new-key", Text("担当者の交代などのときに", "when people change, for example")),),
    within=COMMAND,
)
@password_options
def new_key(session: Session, password: Given) -> None:
    import safehandle

    with session.open_office() as office:
        if office.folder is None:
            raise UsageError("checkpoint.no-folder")
        if not office.contract.ledger_key:
            raise UsageError("checkpoint.no-key")
        store = safehandle.KeyStore.default()
        stored = store.show(safehandle.PublicKey.decode(office.contract.ledger_key).id)
        passphrase = None if stored.kept == "keyring" else password.read(key=stored.id)
        request = safehandle.LedgerKeyRequest(
            folder=office.folder, old=store.load(stored.id, passphrase), store=store, passphrase=passphrase
        )
        origin = office.ledger.origin
        action = safehandle.ChangeLedgerKey(origin, partial(safehandle.key_change_text, origin))
        done = office.perform(action, request)
    new = done.result.new
    data = {"old": stored.id, "id": new.id, "public": new.encode(), "entry": done.entry}
    result(session, data, lines_of(_LABELS, data))
    note(
        session,
        Text(
            "新しい公開鍵を発注者に知らせ、チェックポイントを手渡してください。鍵のファイルの控えも取ってください",
            "tell the client the new public key, hand out a checkpoint, and keep a copy of the key file",
        ),
    )
