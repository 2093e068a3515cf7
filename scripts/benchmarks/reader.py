"""The browser reader: how fast a container opens, beside the same in Python, and in how much memory.

Chromium opens half the size and twice the size. Chromium and Firefox both open the size itself and save it; what was
saved is what was sealed, or the run fails.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Absent, Cost, Figure, Line, Row, function, lacking, random_file, remover

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

PASSWORD = "K7MW-3XQ9-benchmark-2026"
_RATES = {1024: 84.0, 4096: 57.0}
"""MB/s that a prototype of the page reached at these sizes (MiB) in Chromium, on two cores."""
_MOST = 1024


def table(work: Path, mebibytes: int) -> Iterator[Line]:
    reason = lacking("chromium") or ("" if importlib.util.find_spec("playwright") else "playwright is not installed")
    if reason:
        yield Absent("opening a container in Chromium", reason)
    else:
        for size in (mebibytes // 2, mebibytes * 2):
            yield from opening(work, size)
    yield from saving(work, mebibytes, without_chromium=reason)


def saving(work: Path, mebibytes: int, *, without_chromium: str) -> Iterator[Line]:
    """The whole way, to the file that the browser has saved, in both browsers."""
    sealed = work / "sealed.shc"
    digest = seal(work, sealed, mebibytes)
    for name, program, save, reason in (
        ("Chromium", b"chrom", save_in_chromium, without_chromium),
        ("Firefox", b"firefox", save_in_firefox, lacking("firefox-esr")),
    ):
        if reason:
            yield Absent(f"opening and saving in {name}", reason)
            continue
        folder = work / name
        start = time.perf_counter()
        with watched(folder, program) as peak:
            saved = save(folder, sealed)
        seconds = time.perf_counter() - start
        if sha256(saved) != digest:
            raise RuntimeError(f"{name} saved something else")
        remover(folder)()
        yield Figure(f"{mebibytes} MiB in {name}, from its start to the saved file", seconds, "s")
        yield Figure(f"its rate in {name}", mebibytes * (1 << 20) / 1e6 / seconds, "MB/s")
        yield Figure(f"memory of {name}'s whole process tree", max(peak), "MiB", most=_MOST)
    sealed.unlink()


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def save_in_chromium(folder: Path, sealed: Path) -> Path:
    from playwright.sync_api import sync_playwright

    folder.mkdir()
    with sync_playwright() as driver, chromium(driver, folder) as tab:
        enter(tab, written(folder), sealed)
        with tab.expect_download(timeout=1_800_000) as download:
            tab.click("#files button, #files a")
        # The browser removes what it downloaded when it ends; a name of our own keeps it.
        (folder / "saved").hardlink_to(download.value.path())
    return folder / "saved"


def save_in_firefox(folder: Path, sealed: Path) -> Path:
    sys.path.insert(0, str(Path(__file__).parents[2]))  # the driver that the tests have
    from tests.e2e.container.reader.firefox import firefox

    folder.mkdir()
    with firefox(folder) as tab:
        tab.open(written(folder))
        tab.type("#file", str(sealed))
        tab.wait("!document.getElementById('step-compare').hidden")
        tab.click("input[value=same]")
        tab.type("#password", PASSWORD)
        tab.click("#open")
        tab.wait("!document.getElementById('step-save').hidden || document.querySelector('#wrong-enter .bad')", 1800)
        tab.click("#files button, #files a")
        saved = folder / "downloads" / "住民一覧.bin"
        end = time.monotonic() + 600
        while not saved.is_file() or not saved.stat().st_size or list(saved.parent.glob("*.part")):
            if time.monotonic() > end:
                raise RuntimeError("Firefox did not save it")
            time.sleep(0.1)
    return saved


def written(folder: Path) -> Path:
    """The page, written."""
    from safehandle.container.reader import page

    (folder / "reader.html").write_bytes(page())
    return folder / "reader.html"


@contextmanager
def chromium(driver: Playwright, folder: Path) -> Iterator[Page]:
    """A tab of a browser whose profile lies in ``folder``: it holds what the page has decrypted."""
    program = shutil.which("chromium")
    # On the disk that is measured, not on one in memory.
    options = ["--no-sandbox", "--disable-dev-shm-usage"]
    profile = folder / "profile"
    context = driver.chromium.launch_persistent_context(
        str(profile), executable_path=program, args=options, offline=True, accept_downloads=True
    )
    try:
        yield context.new_page()
    finally:
        context.close()
        remover(profile)()


def opening(work: Path, mebibytes: int) -> Iterator[Line]:
    sealed = work / "sealed.shc"
    function(lambda: seal(work, sealed, mebibytes), runs=1)
    native = function(lambda: open_native(sealed, work / "out"), runs=1, before=remover(work / "out"))
    remover(work / "out")()
    yield Row(f"decrypt in Python, {mebibytes} MiB, to the disk", native)
    seconds, peak = open_in_browser(work, sealed)
    yield Row("the reader in Chromium, until it can be saved", Cost(seconds, peak), native)
    yield Figure("its rate", mebibytes * (1 << 20) / 1e6 / seconds, "MB/s", least=_RATES.get(mebibytes))
    yield Figure("memory of the browser's whole process tree", peak, "MiB", most=_MOST)
    sealed.unlink()


def seal(work: Path, sealed: Path, mebibytes: int) -> str:
    """Seal one file of random content; its SHA-256 (hex)."""
    from safehandle.container import Label, PasswordRecipient, seal
    from safehandle.files import survey, whole_file

    plain = random_file(work / "住民一覧.bin", mebibytes)
    with whole_file(sealed) as output:
        made = seal(
            survey([plain]), output, [PasswordRecipient(PASSWORD)], label=Label(created=datetime.now(UTC)), bag_info={}
        )
    plain.unlink()
    return made.files[0].sha256


def open_native(sealed: Path, out: Path) -> None:
    from safehandle.container import PasswordIdentity, open_bag

    with sealed.open("rb") as source:
        open_bag(source, [PasswordIdentity(PASSWORD)], out)


def open_in_browser(work: Path, sealed: Path) -> tuple[float, float]:
    """Seconds from the password to the offer to save, and the peak memory (MiB) until then."""

    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, chromium(driver, work) as tab, watched(work / "profile", b"chrom") as peak:
        seconds = enter(tab, written(work), sealed)
    return seconds, max(peak)


def enter(tab: Page, reader: Path, sealed: Path) -> float:
    """Seconds from the password to the offer to save."""
    tab.set_default_timeout(1_800_000)
    tab.goto(reader.as_uri())
    tab.set_input_files("#file", str(sealed))
    tab.check("input[value=same]")
    tab.fill("#password", PASSWORD)
    start = time.perf_counter()
    tab.click("#open")
    tab.wait_for_selector("#step-save:not([hidden]), #wrong-enter .bad")
    seconds = time.perf_counter() - start
    if tab.is_hidden("#step-save"):
        raise RuntimeError(f"the reader refused: {tab.inner_text('#wrong-enter')}")
    return seconds


@contextmanager
def watched(folder: Path, program: bytes) -> Iterator[list[float]]:
    """The memory (MiB) of a browser's processes, taken again and again; shared pages count once."""
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.25):
            peak.append(sum(map(proportional, tree(str(folder).encode(), program))) / 1024)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield peak
    finally:
        done.set()
        watching.join()


def tree(mark: bytes, program: bytes) -> set[int]:
    """The processes whose command line names ``program`` and ``mark``, and all below them."""
    parents: dict[int, int] = {}
    found: set[int] = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if program in (line := (entry / "cmdline").read_bytes()) and mark in line:
                found.add(int(entry.name))
        except OSError:
            continue
    while below := {number for number, parent in parents.items() if parent in found} - found:
        found |= below
    return found


def proportional(number: int) -> int:
    """A process's proportional set size in KiB; 0 if it is gone."""
    try:
        text = Path(f"/proc/{number}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
