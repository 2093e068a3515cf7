"""How a survey and a report of an erasure read on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from safehandle.cli import messages
from safehandle.cli.language import Text
from safehandle.cli.output import human_size, printable

if TYPE_CHECKING:
    from safehandle import WipeSurvey
    from safehandle.model.erasure import ErasureReport, MediumIdentity, Residual

LEVEL = {
    "none": Text("消去しない", "not erased"),
    "deleted": Text("削除のみ(内容が読み出せることがある)", "deleted only (content may be read)"),
    "file-overwrite": Text("ファイルの上書き", "file overwrite"),
    "clear": Text("Clear(媒体の消去)", "Clear"),
    "purge": Text("Purge(媒体の完全な消去)", "Purge"),
    "destroy": Text("Destroy(物理破壊)", "Destroy"),
}
_STATUS = {
    "complete": Text("完了", "complete"),
    "incomplete": Text("未完了", "incomplete"),
    "failed": Text("失敗", "failed"),
}
_BYTES = Text(
    "{extent} バイト中 {read} バイトを媒体から読み、不一致は {differing} バイト",
    "{read} of {extent} bytes read from the device, {differing} differ",
)
_VERIFIED = {
    "read-back": Text("検証(読み戻し): " + _BYTES.ja, "verified (read back): " + _BYTES.en),
    "device-status-and-markers": Text(
        "検証(媒体の応答と目印): " + _BYTES.ja, "verified (the device's word, and markers): " + _BYTES.en
    ),
    "key-commitment": Text(
        "検証: 記録された鍵であることと、破棄のあとで開けないことを確かめました",
        "verified: it was the recorded key, and nothing opens with it any more",
    ),
    "witness": Text("検証: 立会者が破壊を確認しました", "verified: a witness saw it destroyed"),
    "photographs": Text("検証: 破壊の写真を記録しました", "verified: by photographs of what was left"),
    "none": Text("検証: なし", "not verified"),
}
_NONE = Text("なし", "none recorded")
_STAYS = Text("残るもの:", "what stays:")
_UNCHECKED = Text("確認・消去していないもの:", "not checked, or not erased:")
_REACHES = Text("届くレベル: {level}(方式 {method})", "level that can be reached: {level} (method {method})")
_ASKED = Text("求めるレベル: {level}", "level asked for: {level}")
_IDENTITY = {
    "model": Text("型番", "model"),
    "serial": Text("シリアル番号", "serial number"),
    "serial_source": Text("シリアル番号の出所", "who gives the serial"),
    "wwn": Text("WWN", "WWN"),
    "firmware": Text("ファームウェア", "firmware"),
    "media_type": Text("種類", "type"),
    "transport": Text("接続", "transport"),
    "hidden_area": Text("隠し領域(HPA・DCO)", "hidden area (HPA, DCO)"),
}


def words(area: str, code: str) -> tuple[str, str]:
    """What a code means, and what can be done about it, in the language of this run."""
    message = messages.find(f"{area}.{code}")
    return message.render({}) if message else (code, "")


def survey_lines(looked: WipeSurvey) -> Iterator[str]:
    """What was found, which level each thing can reach, and why not more."""
    assessment = looked.assessment
    yield _REACHES.format(level=LEVEL[assessment.level], method=looked.method.name)
    yield _ASKED.format(level=LEVEL[looked.order.requested])
    if looked.medium is not None:
        yield from medium_lines(looked.medium.identity)
    for code in assessment.refusals:
        yield f"  ✗ {' — '.join(words('erase', code))}"
    for item in looked.items:
        level = item.level if item.found.kind == "file" or item.refusals else ""
        yield f"  {printable(item.found.path)}  {LEVEL[level] if level else ''}".rstrip()
        for code in item.refusals:
            yield f"      ✗ {' — '.join(words('refusal', code))}"
    yield from residual_lines(assessment.residuals)


def residual_lines(residuals: Iterable[Residual]) -> Iterator[str]:
    """The residuals with what would reach more; says so where there are none."""
    some = tuple(residuals)
    yield f"{_STAYS}" if some else f"{_STAYS} {_NONE}"
    for one in some:
        what, more = words("residual", one.code)
        mark = "!" if one.needs_acceptance else "-"
        yield f"  {mark} {what} [{one.code}, {one.count}]"
        yield f"      {more}"


def medium_lines(identity: MediumIdentity) -> Iterator[str]:
    """A medium as it describes itself."""
    for name, label in _IDENTITY.items():
        if value := getattr(identity, name):
            yield f"  {label}: {printable(str(value))}"
    yield f"  {Text('容量', 'capacity')}: {human_size(identity.capacity)} ({identity.capacity})"


def report_lines(report: ErasureReport, entry: int | None) -> Iterator[str]:
    """What was done and reached, and what was not."""
    title = Text("消去: {status} — {level}", "erasure: {status} — {level}")
    yield title.format(status=_STATUS[report.status], level=LEVEL[report.reached])
    check = report.verification
    yield _VERIFIED[check.means].format(read=check.from_device, extent=check.extent, differing=check.differing)
    for file in report.files:
        if file.fault:
            yield f"  ✗ {file.path}: {' — '.join(words('refusal', file.fault))}"
    for step in report.steps:
        yield f"  {step.name}: {words('refusal', step.fault)[0] if step.fault else human_size(step.done)}"
    yield from residual_lines(report.residuals)
    yield f"{_UNCHECKED}" if report.unchecked else f"{_UNCHECKED} {_NONE}"
    for one in report.unchecked:
        yield f"  - {one.path}: {words('refusal', one.reason)[0]}"
    if entry is not None:
        yield Text("記録 #{entry}", "entry #{entry}").format(entry=entry)


def survey_data(looked: WipeSurvey) -> dict[str, Any]:
    """The survey for programs."""
    from safehandle.model import to_plain

    return {
        "method": looked.method.name,
        "requested": str(looked.order.requested),
        "reachable": str(looked.assessment.level),
        "residuals": to_plain(looked.assessment.residuals),
        "refusals": list(looked.assessment.refusals),
        "targets": to_plain(looked.targets),
        "medium": to_plain(looked.medium.identity) if looked.medium else None,
        "confirm": looked.medium.confirmation if looked.medium else "",
        "paths": [
            {
                "path": printable(item.found.path),
                "kind": str(item.found.kind),
                "size": item.found.size,
                "level": str(item.level),
                "refusals": list(item.refusals),
                "residuals": list(item.residuals),
            }
            for item in looked.items
        ],
    }
