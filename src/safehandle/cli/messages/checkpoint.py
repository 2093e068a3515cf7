"""What can be wrong when a checkpoint is to be handed out."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "checkpoint.to-nobody": Message(
        ja=("手渡す相手が指定されていません", "--to で相手を指定してください (例: --to 川原市情報政策課)"),
        en=("nobody is named to hand it to", 'say to whom with --to (as in --to "Kawara City")'),
    ),
    "checkpoint.no-key": Message(
        ja=(
            "この契約には元帳の署名鍵がありません",
            "`safehandle key new --purpose sign` で作り、contract.toml の [keys] ledger に公開鍵を書いてください",
        ),
        en=(
            "the contract has no signing key for its ledger",
            "make one with `safehandle key new --purpose sign` and name it at [keys] ledger in contract.toml",
        ),
    ),
    "checkpoint.other-key": Message(
        ja=("元帳の署名鍵ではありません: {key} (契約の鍵は {expected})", "契約の鍵で署名してください"),
        en=("this is not the ledger's signing key: {key} (the contract's is {expected})", "use the contract's key"),
    ),
    "checkpoint.no-folder": Message(
        ja=(
            "契約フォルダーがないので、チェックポイントを作れません",
            "`safehandle init` で契約フォルダーを作ってください",
        ),
        en=("without a contract folder there are no checkpoints", "make one with `safehandle init`"),
    ),
}
