"""受渡しの証明: the sheet and the text that lie in a folder of evidence, and say how to check it without us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from safehandle.documents.fonts import spell_missing
from safehandle.documents.japanese_date import long_time
from safehandle.documents.slips.item import Party
from safehandle.documents.text import visible
from safehandle.documents.typesetting import typeset
from safehandle.model import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPaper:
    """A file of the folder with its signature in ``.sig``: by whom (as in ``allowed_signers``) and for what."""

    file: str
    principal: str
    name: str
    namespace: str
    fingerprint: str

    @property
    def command(self) -> str:
        """What checks it. Only the program's own words go into it, so that it can be pasted into a shell."""
        return (
            f"ssh-keygen -Y verify -f allowed_signers -I {self.principal} -n {self.namespace} "
            f"-s {self.file}.sig < {self.file}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryProofSheet:
    """``received`` is when by the receipt, ``bad`` how many files it calls bad; None where there is no receipt.

    ``size`` is in bytes, ``manifest`` the SHA-256 (hex) of the manifest. ``entries`` are the numbers in the ledger,
    proved against a checkpoint of ``checkpoint`` entries. ``missing`` are approvals whose files are not here.
    """

    number: str
    at: datetime
    contract: Contract
    sender: Party
    receiver: Party
    sent: datetime
    files: int
    size: int
    manifest: str
    entries: tuple[int, ...]
    checkpoint: int
    signed: tuple[SignedPaper, ...]
    received: datetime | None = None
    bad: int | None = None
    missing: tuple[str, ...] = ()

    @property
    def result(self) -> str:
        """What the receipt says."""
        if self.bad is None:
            return "受領書はまだありません"
        return f"{self.bad} 件の不一致が報告されています" if self.bad else "すべて一致"

    @property
    def commands(self) -> tuple[str, ...]:
        """Everything that checks the folder, in order, run inside it."""
        keys = "cut -d' ' -f3- allowed_signers | ssh-keygen -l -f -"
        first = ("sha256sum --strict -c SHA256SUMS", keys, *(paper.command for paper in self.signed))
        papers = "sha256sum --strict --ignore-missing -c manifest-sha256.txt"
        receipt = "grep 'manifest-sha256.txt$' juryo.txt | sha256sum --strict -c"
        return (*first, papers) if self.bad is None else (*first, papers, receipt)


_LABELS = "受渡番号|契約番号|業務名|引渡者|受領者|送付の計画|内容|受領日時|受領の結果|元帳の記録|ファイルのない承認"
_TEXT = {
    "title": "受渡しの証明",
    "lead": "このフォルダーは、下記の受渡しについて、だれが・何を・だれの承認で送り、だれが受領したかを示すものです。"
    "safehandle がなくても、sha256sum と ssh-keygen だけで確かめられます。",
    "keys": "署名した鍵",
    "keys-text": "はじめに、下の指紋が、別の経路で知っている相手の鍵と同じことを確かめてください"
    "(下の cut で始まる命令が、検査に使う鍵の指紋を表示します)。",
    "columns": "署名者|ファイル|鍵の指紋",
    "check": "確かめ方",
    "check-text": "このフォルダーの中で、上から順に実行します。一つでも失敗したら、内容が変わっています。",
    "ledger": "ledger/ の *.tlog-proof は、元帳の記録がチェックポイントに含まれることの証明(C2SP tlog-proof)です。"
    "その検査には、safehandle などの対応する道具が要ります。"
    "送ったファイルをこのフォルダーに写すと、manifest-sha256.txt の検査に含まれます。",
}


def render_delivery_proof(sheet: DeliveryProofSheet) -> bytes:
    """The PDF of the sheet, in Japanese.

    Raises:
        InputError: ``documents.glyph-missing``.
    """
    data: dict[str, Any] = {
        **_TEXT,
        "lang": "ja",
        "author": visible(sheet.sender.organisation),
        "facts": [[label, spell_missing(visible(value))] for label, value in _facts(sheet)],
        "columns": _TEXT["columns"].split("|"),
        "signers": [
            [spell_missing(visible(paper.name or paper.principal)), paper.file, paper.fingerprint]
            for paper in sheet.signed
        ],
        "commands": list(sheet.commands),
        "foot": visible("　".join(filter(None, (sheet.number, sheet.contract.ident, sheet.contract.client)))),
    }
    return typeset("delivery_proof", data, at=sheet.at)


def _facts(sheet: DeliveryProofSheet) -> list[tuple[str, str]]:
    numbers = "、".join(f"#{number}" for number in sheet.entries)
    values = (
        sheet.number,
        sheet.contract.ident,
        sheet.contract.title,
        "　".join(sheet.sender.lines()),
        "　".join(sheet.receiver.lines()),
        long_time(sheet.sent),
        f"{sheet.files:,} 件、{sheet.size:,} バイト(目録の SHA-256: {sheet.manifest})",
        long_time(sheet.received) if sheet.received else "",
        sheet.result,
        f"{numbers}({sheet.checkpoint:,} 件のチェックポイントで証明)",
        "、".join(sheet.missing),
    )
    return [(label, value) for label, value in zip(_LABELS.split("|"), values, strict=True) if value]


_README = """{title}
============

{lead}

{facts}

■ {keys}
{keys_text}
{signers}

■ {check}
{check_text}
(Windows では Git Bash や WSL で実行できます)

{commands}

■ 元帳の記録
{ledger}
記録の中身は次のように読めます。manifest はこの受渡しの目録の SHA-256 です。

{entries}

safehandle があれば、`safehandle verify` に *.tlog-proof と --key ledger/ledger-key.pub を渡すと証明も確かめます。

This folder proves one delivery. Compare the fingerprints with keys you know by another route, then run the lines
that begin with "$" (without it) in this folder; all of them must succeed.
"""


def delivery_proof_text(sheet: DeliveryProofSheet, proofs: tuple[str, ...]) -> bytes:
    """はじめに.txt in UTF-8: every command on a line of its own after ``$``. ``proofs`` are the proofs' files."""
    entries = (f"sed -n 's/^extra //p' {name} | base64 -d" for name in proofs)
    text = _README.format(
        title=_TEXT["title"],
        lead=_TEXT["lead"],
        facts="\n".join(f"{label}: {visible(value)}" for label, value in _facts(sheet)),
        keys=_TEXT["keys"],
        keys_text=_TEXT["keys-text"],
        signers="\n".join(f"  {paper.principal}  {paper.fingerprint}  {visible(paper.name)}" for paper in sheet.signed),
        check=_TEXT["check"],
        check_text=_TEXT["check-text"],
        commands="\n".join(f"  $ {command}" for command in sheet.commands),
        ledger=_TEXT["ledger"],
        entries="\n".join(f"  $ {command}" for command in entries),
    )
    return text.encode()
