"""Messages of the contract room: what is wrong in contract.toml."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

MESSAGES: dict[str, Message] = {
    "contract.not-found": Message(
        ja=(
            "{folder} は契約フォルダーではありません",
            "contract.toml のあるフォルダーを --contract で指定してください",
        ),
        en=("{folder} is not a contract folder", "name the folder that holds contract.toml with --contract"),
    ),
    "contract.unreadable": Message(
        ja=("{file} を読めません: {reason}", "契約フォルダの場所と権限を確かめてください"),
        en=("cannot read {file}: {reason}", "check where the contract folder is and who may read it"),
    ),
    "contract.syntax": Message(
        ja=("{file} の {line} 行目が TOML として読めません", "パーサーの指摘: {expected}"),
        en=("{file}, line {line}, is not valid TOML", "the parser says: {expected}"),
    ),
    "contract.key": Message(
        ja=("{file} の {line} 行目: 未知の項目 {key} があります", "使える項目: {expected}"),
        en=("{file}, line {line}: unknown key {key}", "known keys: {expected}"),
    ),
    "contract.value": Message(
        ja=("{file} の {line} 行目: {key} の値が正しくないか、ありません", "期待される値: {expected}"),
        en=("{file}, line {line}: {key} is missing or has the wrong value", "expected: {expected}"),
    ),
    "contract.twice": Message(
        ja=("{file} の {line} 行目: 「{ident}」は {first} 行目にもあります", "どちらか一方を別の名前にしてください"),
        en=("{file}, line {line}: “{ident}” stands in line {first} already", "give one of them another name"),
    ),
    "contract.period": Message(
        ja=(
            "{file} の {line} 行目: 期間の終わり（{end}）が始まり（{start}）より前です",
            "from と until の日付を直してください",
        ),
        en=(
            "{file}, line {line}: the period ends ({end}) before it starts ({start})",
            "correct the dates from and until",
        ),
    ),
    "contract.outside": Message(
        ja=(
            "{file} の {line} 行目: {day} は契約期間（{start}〜{end}）の外です",
            "契約期間内の日付にするか、[contract] の期間を直してください",
        ),
        en=(
            "{file}, line {line}: {day} lies outside the contract's period ({start} to {end})",
            "use a day within it, or correct the period in [contract]",
        ),
    ),
    "contract.none": Message(
        ja=("契約フォルダーがありません", "safehandle init で作るか、--contract で指定してください"),
        en=("there is no contract folder", "make one with safehandle init, or name it with --contract"),
    ),
    "contract.nothing-to-change": Message(
        ja=("変える内容が指定されていません", "--help で変えられる項目を確かめてください"),
        en=("nothing to change was given", "see with --help what can be changed"),
    ),
    "contract.no-document": Message(
        ja=("報告した文書の番号がありません", "--document に番号を指定してください"),
        en=("the document has no number", "give its number with --document"),
    ),
    "contract.open-folder": Message(
        ja=(
            "{folder} は誰でもファイルを置けるフォルダーのため、その契約は使えません",
            "契約フォルダーを別の場所に置いてください",
        ),
        en=("anybody may put files into {folder}, so a contract there cannot be trusted", "keep it elsewhere"),
    ),
    "contract.exists": Message(
        ja=("{folder} にはすでに契約フォルダーがあります", "別の場所を指定してください"),
        en=("there is a contract folder at {folder} already", "choose another place"),
    ),
    "contract.changed-meanwhile": Message(
        ja=("{file} がその間に変更されました", "内容を確かめて、もう一度実行してください"),
        en=("{file} was changed by somebody else meanwhile", "look at it and run the command again"),
    ),
    "contract.no-such-entry": Message(
        ja=("{part} に「{ident}」はありません", "safehandle {part} list で ID を確かめてください"),
        en=("there is no {part} “{ident}”", "see the ids with safehandle {part} list"),
    ),
}
