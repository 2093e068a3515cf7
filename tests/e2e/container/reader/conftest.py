"""A browser that has no network, and containers to open in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from safehandle.container import Label, PasswordRecipient, Sealed, seal
from safehandle.container.reader import page
from safehandle.files import survey, whole_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "合い言葉 correct horse 2026"
Seal = Callable[..., Sealed]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def reader(tmp_path: Path) -> Path:
    path = tmp_path / "reader.html"
    path.write_bytes(page())
    return path


@pytest.fixture
def tab(browser: Browser, reader: Path) -> Iterator[Page]:
    """The reader, opened from ``file://`` without a network. An error of the script or the policy fails the test."""
    context = browser.new_context(offline=True, accept_downloads=True, locale="ja-JP")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    requests: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(reader.as_uri())
    yield opened
    context.close()
    assert faults == []
    assert [url for url in requests if not url.startswith(("file:", "blob:"))] == []


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    root = tmp_path / "納品物"
    (root / "資料").mkdir(parents=True)
    (root / "空").mkdir()
    (root / "空のファイル").write_bytes(b"")
    (root / "資料" / "一覧表.csv").write_text("氏名,住所\n" * 60_000, encoding="utf-8")
    (root / "資料" / ("長い名前" * 15 + ".txt")).write_text("ながい", encoding="utf-8")
    (root / "ちょうど.bin").write_bytes(bytes(range(256)) * 64 * 70)
    return root


@pytest.fixture
def sealed(tmp_path: Path, bag: Path) -> tuple[Path, Sealed]:
    """A container of ``bag`` under :data:`PASSWORD`."""
    path = tmp_path / "out.shc"
    with whole_file(path) as file:
        recipient = PasswordRecipient(PASSWORD, iterations=220_000)
        label = Label(created=datetime.now(UTC))
        made = seal(survey([bag]), file, [recipient], label=label, bag_info={"Source-Organization": "株式会社サンプル"})
    return path, made
