"""The two lines under every register's title: between whom, and of what time."""

from __future__ import annotations

from safehandle.documents.japanese_date import long_time
from safehandle.documents.register import Register
from safehandle.documents.text import visible


def heading(register: Register) -> tuple[str, str]:
    """The parties with the contract, and the period with the moment of the checkpoint."""
    contract, lang = register.contract, register.lang
    names = _EN if lang == "en" else _JA
    texts = (contract.ident, contract.title, contract.client, contract.contractor)
    gap, joint = ("    ", ": ")
    parties = gap.join(f"{name}{joint}{visible(text)}" for name, text in zip(names, texts, strict=True) if text)
    moment, lines, entries = long_time(register.seal.at, lang), f"{len(register.rows):,}", f"{register.seal.size:,}"
    if lang == "en":
        span = f"Period: {register.period.describe(lang)}    Lines: {lines}    As of: {moment} ({entries} entries)"
    else:
        span = f"対象期間: {register.period.describe()}    行数: {lines}    基準: {moment} 現在(台帳 {entries} 件)"
    return parties, span


_JA = ("契約番号", "業務名", "委託者", "受託者")
_EN = ("Contract", "Work", "Client", "Contractor")
