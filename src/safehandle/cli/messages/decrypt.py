"""What can be wrong with a request to decrypt."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "decrypt.directory-needed": Message(
        ja=("このコンテナーの中身はファイルです", "-d で置くフォルダーを指定してください"),
        en=("this container holds files", "say with -d which folder they go into"),
    ),
    "decrypt.output-needed": Message(
        ja=("このコンテナーの中身は一つの流れです", "-o でファイルか - (標準出力) を指定してください"),
        en=("this container holds a stream", "say with -o which file it goes to, or - for standard output"),
    ),
    "decrypt.other-number": Message(
        ja=(
            "照合番号が違います(紙: {expected}、コンテナー: {found})",
            "別のコンテナーかもしれません。開けずに、送り主へ問い合わせてください",
        ),
        en=(
            "this is another container: paper says {expected}, the file says {found}",
            "do not open it; ask the sender",
        ),
    ),
    "decrypt.no-key": Message(
        ja=("あて先の鍵が手元にありません: {keys}", "鍵を持つ人が開けるか、`safehandle key list` で確認してください"),
        en=("none of the keys it is for is here: {keys}", "see `safehandle key list`, or let the key's owner open it"),
    ),
}
