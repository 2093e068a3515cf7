"""What can be wrong with giving or revoking an approval."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "approve.what": Message(
        ja=(
            "承認する対象は、計画のファイルか --standing のどちらか一つです",
            "`safehandle approve --help` を確認してください",
        ),
        en=("approve either a plan file or a --standing scope", "see `safehandle approve --help`"),
    ),
    "approve.other-contract": Message(
        ja=(
            "この計画は別の契約 ({contract}) のものです",
            "その契約のフォルダーで実行するか、--contract で指定してください",
        ),
        en=("this plan belongs to another contract ({contract})", "work in that contract's folder, or give --contract"),
    ),
    "approve.until": Message(
        ja=("期限 {until} はもう過ぎています", "--until にこれからの日付を指定してください"),
        en=("the last day {until} is past", "give a day to come with --until"),
    ),
    "approve.document": Message(
        ja=(
            "発注者の文書は、番号と写しの両方が必要です",
            "--client-document と --client-document-file を一緒に指定してください",
        ),
        en=(
            "the client's document needs both its number and its copy",
            "give --client-document and --client-document-file together",
        ),
    ),
    "approve.not-your-key": Message(
        ja=(
            "契約には {approver} の鍵として別の鍵が登録されているか、鍵がありません ({key})",
            "署名用の鍵の公開鍵を `safehandle person edit {approver} --key …` で登録してください",
        ),
        en=(
            "the contract binds another key to {approver}, or none ({key})",
            "register the public half of your signing key with `safehandle person edit {approver} --key …`",
        ),
    ),
    "approve.ident": Message(
        ja=("承認の番号がありません", "承認のファイルにある ident を指定してください"),
        en=("an approval's id is missing", "give the ident that stands in the approval file"),
    ),
    "approve.malformed": Message(
        ja=(
            "承認のファイルの形をしていないか、書き換えられています: {path}",
            "承認した人から、承認と署名 (.sig) をもう一度受け取ってください",
        ),
        en=(
            "this is not an approval, or it was rewritten: {path}",
            "ask the approver for it and its .sig again",
        ),
    ),
    "approve.missing": Message(
        ja=("承認か署名のファイルが読めません: {path}", "承認 (.json) と署名 (.json.sig) を同じ場所に置いてください"),
        en=("an approval or its signature cannot be read: {path}", "put the .json and its .json.sig side by side"),
    ),
    "approve.approver-unknown": Message(
        ja=(
            "承認「{approval}」を署名したはずの {approver} の公開鍵が契約にありません",
            "`safehandle person list` で登録と鍵を確認してください",
        ),
        en=(
            "the contract has no key of {approver}, who should have signed approval {approval}",
            "see `safehandle person list` for people and their keys",
        ),
    ),
}
