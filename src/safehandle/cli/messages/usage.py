"""What can be wrong with a command line."""

from __future__ import annotations

from safehandle.cli.messages.message import Message

_SEE_HELP_JA = "`{command} --help` で使い方を確認してください"
_SEE_HELP_EN = "see `{command} --help`"

MESSAGES: dict[str, Message] = {
    "usage.no-such-command": Message(
        ja=("「{name}」というコマンドはありません", "`{command} --help` でコマンドの一覧を確認してください"),
        en=('there is no command "{name}"', "`{command} --help` lists the commands"),
    ),
    "usage.no-such-option": Message(
        ja=("オプション {name} はありません", _SEE_HELP_JA), en=("there is no option {name}", _SEE_HELP_EN)
    ),
    "usage.missing": Message(ja=("{name} の指定が必要です", _SEE_HELP_JA), en=("{name} is required", _SEE_HELP_EN)),
    "usage.bad-value": Message(
        ja=("{name} の値が正しくありません(指定できるもの: {expected})", _SEE_HELP_JA),
        en=("the value of {name} is not right (expected: {expected})", _SEE_HELP_EN),
    ),
    "usage.wrong": Message(
        ja=("コマンドの書き方が正しくありません: {detail}", _SEE_HELP_JA),
        en=("the command line is not right: {detail}", _SEE_HELP_EN),
    ),
    "usage.excludes": Message(
        ja=("{first} と {second} は同時に指定できません", "どちらか一方だけを指定してください"),
        en=("{first} and {second} exclude each other", "give only one of them"),
    ),
    "usage.no-terminal": Message(
        ja=("端末がないため確認や入力ができません", "{option} を指定してください"),
        en=("there is no terminal to ask on", "give {option}"),
    ),
    "usage.declined": Message(
        ja=("実行しませんでした", "何も変更されていません"),
        en=("not done, as you answered", "nothing was changed"),
    ),
    "usage.stdin-alone": Message(
        ja=("標準入力 (-) はほかの入力と一緒に指定できません", "標準入力だけを指定するか、ファイルを指定してください"),
        en=("standard input (-) cannot be combined with other inputs", "give either - alone or files"),
    ),
    "usage.to-terminal": Message(
        ja=("端末にバイナリは出力できません", "-o でファイルを指定するか、出力をパイプにつないでください"),
        en=("binary output does not go to a terminal", "give a file with -o, or pipe the output"),
    ),
}
