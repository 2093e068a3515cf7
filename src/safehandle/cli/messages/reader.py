"""Messages about the reader page."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "reader.part-size": Message(
        ja=(
            "分ける大きさが合いません（{least}〜{largest} バイト、{most} 個まで）",
            "--split の値を変えてください",
        ),
        en=(
            "parts of that size cannot be made ({least} to {largest} bytes, at most {most} of them)",
            "choose another --split",
        ),
    ),
    "reader.needs-password": Message(
        ja=("HTML に入れられるのは、パスワードで封じたものだけです", "--generate-password を付けてください"),
        en=("only what is sealed by a password can be carried in an HTML page", "add --generate-password"),
    ),
    "reader.receipt-malformed": Message(
        ja=("受領書の形が正しくありません", "相手が保存したファイルをそのまま指定してください"),
        en=("this is not a receipt as the reader makes it", "give the file as the recipient saved it"),
    ),
    "reader.receipt-unknown": Message(
        ja=("照合番号 {number} を封じた記録がありません", "別の契約フォルダーのものではないか確かめてください"),
        en=("no container with number {number} was sealed here", "it may belong to another contract's folder"),
    ),
    "reader.receipt-differs": Message(
        ja=(
            "照合番号 {number} の受領書の内容が、封じた記録と違います",
            "受領者に、開いたときの画面と受領書を確かめてもらってください",
        ),
        en=(
            "the receipt for number {number} differs from what was sealed",
            "ask the recipient what the page showed when it was opened",
        ),
    ),
    "reader.receipt-other-container": Message(
        ja=(
            "指定したコンテナーは、照合番号 {number} の受領書のものではありません",
            "その受領書のコンテナー(分割したものは .001)を --container で指定してください",
        ),
        en=(
            "the container that was named is not the one of the receipt for number {number}",
            "name that container with --container (of a split one, the .001)",
        ),
    ),
    "reader.receipt-code": Message(
        ja=(
            "照合番号 {number} の受領書の受領コードが合いません",
            "受領書が書き換えられたか、パスワードを知らない者が作ったものです。受領者に確かめてください",
        ),
        en=(
            "the code of the receipt for number {number} does not hold",
            "it was altered, or made by somebody who does not know the password; ask the recipient",
        ),
    ),
    "reader.too-large": Message(
        ja=(
            "HTML に入れるには大きすぎます（{size} バイト、上限 {limit} バイト）",
            ".shc ファイルと reader.html を別々に渡してください",
        ),
        en=(
            "too large to be carried in an HTML page ({size} bytes, at most {limit})",
            "hand over the .shc file and reader.html side by side",
        ),
    ),
}
