"""The annex of a certificate: one erasure report, field by field (NIST SP 800-88 Rev. 2 section 4.6)."""

from __future__ import annotations

from typing import Any

from safehandle.documents.erasure_words import say
from safehandle.documents.fonts import spell_missing
from safehandle.documents.japanese_date import long_time
from safehandle.documents.text import size, visible
from safehandle.model.erasure import ErasedFile, ErasureReport, FileList, MediumIdentity, Residual

Text = str | tuple[str, ...]
"""One line, or several of our own making."""
Pair = tuple[str, Text]

MOST_FILES = 200
"""Files printed one by one; the rest stand in the attached JSON, and the page says how many."""


LISTS = "erased-*.jsonl"
"""What the attached lists are called."""


def erased(number: int, report: ErasureReport, lang: str = "ja", name: str = "") -> dict[str, Any]:
    """One target's part of the annex as plain JSON values; ``name`` is what the contract calls it."""
    ja = lang == "ja"
    what = spell_missing(visible(name)) or say("what", report.what, lang)
    return {
        "caption": f"別紙 {number}　{what}" if ja else f"Annex {number}: {what}",
        "facts": _facts(report, lang),
        "left-caption": "残存のおそれ(必須記載)" if ja else "Residuals found (mandatory)",
        "left": [_residual(each, lang) for each in report.residuals] or [_none(lang)],
        "unchecked-caption": "未確認・消去対象外の経路(必須記載)" if ja else "Not checked or not erased (mandatory)",
        "unchecked": _unchecked(report, lang) or [_none(lang)],
        "files-caption": _files_caption(report, lang),
        "file-columns": (
            "ファイル(名前の SHA-256 先頭 24 桁)|大きさ|上書き|読戻し|結果"
            if ja
            else "File (first 24 digits of the name's SHA-256)|Size|Written|Read back|Result"
        ).split("|"),
        "files": [_file(file, lang) for file in report.files[:MOST_FILES]],
    }


def _none(lang: str) -> str:
    return "記録なし" if lang == "ja" else "none recorded"


def _facts(report: ErasureReport, lang: str) -> list[tuple[str, str]]:
    ja = lang == "ja"
    pairs: list[Pair] = [
        *_medium(report, lang),
        ("方法 / 技法" if ja else "Method / technique", f"{say('method', report.method, lang)} / {report.technique}"),
        ("使用ソフトウェア" if ja else "Tool", f"{report.tool} {report.tool_version}"),
        (
            "水準(指示 → 到達)" if ja else "Level (requested → reached)",
            f"{say('level', report.requested, lang)} → {say('level', report.reached, lang)}",
        ),
        ("結果" if ja else "Result", " ".join(filter(None, (say("status", report.status, lang), report.fault)))),
        ("開始" if ja else "Started", long_time(report.started, lang)),
        ("終了" if ja else "Ended", long_time(report.ended, lang)),
        *_amounts(report, lang),
        ("公開シード" if ja else "Published seed", report.seed),
        ("実行した命令" if ja else "Commands", tuple(_command(c.argv, c.exit, c.status) for c in report.commands)),
        ("SMART(前)" if ja else "SMART before", report.smart_before),
        ("SMART(後)" if ja else "SMART after", report.smart_after),
        (
            "中断と再開" if ja else "Resumed",
            tuple(f"{long_time(each.at, lang)}: {each.offset:,}" for each in report.resumed),
        ),
        ("ファイルシステム" if ja else "File systems", ", ".join(report.file_systems)),
        ("追加の処理" if ja else "Further steps", _steps(report, lang)),
        *_destruction(report, lang),
        ("理由・指示" if ja else "Reason", report.reason),
        ("計画の照合値" if ja else "Plan digest", report.plan_digest),
    ]
    return [(label, _shown(text)) for label, text in pairs if text]


def _shown(text: Text) -> str:
    """Every line made harmless before the lines are joined: a line break is never one that a name brought along."""
    lines = (text,) if isinstance(text, str) else text
    return "\n".join(spell_missing(visible(line)) for line in lines)


def _medium(report: ErasureReport, lang: str) -> list[Pair]:
    medium, ja = report.medium, lang == "ja"
    pairs: list[Pair] = [
        ("区分" if ja else "Categorisation", say("class", report.data_class, lang)),
        ("管理番号" if ja else "Property number", report.property_number),
        ("媒体の出所" if ja else "Media source", report.media_source),
    ]
    return pairs + _identity(medium, lang) if medium else pairs


def _identity(medium: MediumIdentity, lang: str) -> list[Pair]:
    ja = lang == "ja"
    serial = medium.serial + (f" ({medium.serial_source})" if medium.serial_source else "")
    sectors = f"{medium.logical_sector} / {medium.physical_sector}" if medium.logical_sector else ""
    kind = f"{say('media', medium.media_type, lang)} / {medium.transport}"
    return [
        ("製造者 / 型番" if ja else "Manufacturer / model", " / ".join(filter(None, (medium.vendor, medium.model)))),
        ("製造番号(取得元)" if ja else "Serial number (source)", serial),
        ("媒体の種類 / 接続" if ja else "Media type / transport", kind),
        ("WWN", medium.wwn),
        ("ファームウェア" if ja else "Firmware", medium.firmware),
        ("容量" if ja else "Capacity", f"{size(medium.capacity)} ({medium.capacity:,} B)" if medium.capacity else ""),
        ("セクター(論理 / 物理)" if ja else "Sector (logical / physical)", sectors),
        ("隠し領域(HPA・DCO)" if ja else "Hidden areas (HPA, DCO)", say("answer", medium.hidden_area, lang)),
    ]


def _amounts(report: ErasureReport, lang: str) -> list[Pair]:
    ja, seen = lang == "ja", report.verification
    means = say("verification", seen.means, lang)
    span = f"{report.range_start:,} – {report.range_end:,}" if report.range_end else ""
    written = f"{report.bytes_written:,} / {report.bytes_skipped:,} / {report.bytes_retried:,}"
    checked = f"{seen.extent:,} / {seen.from_device:,} / {seen.differing:,}"
    return [
        ("対象範囲(バイト)" if ja else "Range (bytes)", span),
        ("書込み / 飛越し / 再試行(バイト)" if ja else "Written / skipped / retried (bytes)", written),
        ("検証" if ja else "Verification", means),
        ("検証の範囲 / 装置から読んだ量 / 不一致" if ja else "Extent / read from device / differing", checked),
    ]


def _command(argv: tuple[str, ...], code: int, status: str) -> str:
    return f"{' '.join(argv)} → {code}" + (f": {status}" if status else "")


def _steps(report: ErasureReport, lang: str) -> tuple[str, ...]:
    return tuple(
        f"{say('step', step.name, lang)}: {say('reason', step.fault, lang) if step.fault else size(step.done)}"
        for step in report.steps
    )


def _destruction(report: ErasureReport, lang: str) -> list[Pair]:
    made, ja = report.destruction, lang == "ja"
    if made is None:
        return []
    where = "　".join(filter(None, (made.means, long_time(made.at, lang), made.place, made.witness)))
    return [
        ("物理破壊(方法・日時・場所・立会)" if ja else "Destruction (means, time, place, witness)", where),
        ("写真の SHA-256" if ja else "Photographs (SHA-256)", made.photos),
    ]


def _residual(residual: Residual, lang: str) -> str:
    ja = lang == "ja"
    certain = "" if residual.certain else (" (可能性)" if ja else " (possible)")
    count = f" × {residual.count}" if residual.count > 1 else ""
    return f"{say('residual', residual.code, lang)}{certain}{count} — {say('reach', residual.reach, lang)}"


def _unchecked(report: ErasureReport, lang: str) -> list[str]:
    lines = [
        ": ".join(filter(None, (spell_missing(visible(each.path)), say("reason", each.reason, lang))))
        for each in report.unchecked
    ]
    more = report.unchecked_count - MOST_FILES
    if more <= 0:
        return lines
    rest = f"ほか {more:,} 件(添付の certificate.json)" if lang == "ja" else f"and {more:,} more (certificate.json)"
    return [*lines[:MOST_FILES], rest]


def _files_caption(report: ErasureReport, lang: str) -> str:
    if report.listed:
        return _list_caption(report.listed, len(report.files), lang)
    if not report.files:
        return ""
    count, shown = len(report.files), min(len(report.files), MOST_FILES)
    if lang == "ja":
        rest = "" if count == shown else f"(先頭 {shown:,} 件。全件は添付の certificate.json)"
        return f"ファイル一覧 {count:,} 件{rest}"
    return f"Files: {count:,}" + ("" if count == shown else f" (first {shown:,}; all in certificate.json)")


def _list_caption(kept: FileList, faults: int, lang: str) -> str:
    """A list that is no part of the report: its length, where it is, and the hash that the ledger holds of it."""
    ja = lang == "ja"
    where = ("一覧のファイルなし" if ja else "the list is lost") if kept.lost else LISTS
    shown = (f"、下表は異常のあった {faults:,} 件" if ja else f"; below the {faults:,} with a fault") if faults else ""
    text = f"ファイル一覧 {kept.files:,} 件({where}{shown})" if ja else f"Files: {kept.files:,} ({where}{shown})"
    return f"{text}　SHA-256 {kept.sha256}"


def _file(file: ErasedFile, lang: str) -> list[str]:
    name = spell_missing(visible(file.path))
    result = say("reason", file.fault, lang) if file.fault else say("status", "complete", lang)
    return [
        f"{file.name_sha256[:24]}" + (f"\n{name}" if name else ""),
        f"{file.size:,}",
        f"{file.overwritten:,}",
        f"{file.read_back:,}",
        result,
    ]
