"""The browser reader in Chromium: how fast a container opens, beside the same in Python, and in how much memory."""

from __future__ import annotations

import importlib.util
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Absent, Cost, Figure, Line, Row, function, lacking, random_file, remover

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "K7MW-3XQ9-benchmark-2026"
_RATES = {1024: 84.0, 4096: 57.0}
"""MB/s that a prototype of the page reached at these sizes (MiB) in Chromium, on two cores."""
_MOST = 1024


def table(work: Path, mebibytes: int) -> Iterator[Line]:
    reason = lacking("chromium") or ("" if importlib.util.find_spec("playwright") else "playwright is not installed")
    if reason:
        yield Absent("opening a container in Chromium", reason)
        return
    for size in (mebibytes // 2, mebibytes * 2):
        yield from opening(work, size)


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


def seal(work: Path, sealed: Path, mebibytes: int) -> None:
    from safehandle.container import Label, PasswordRecipient, seal
    from safehandle.files import survey, whole_file

    plain = random_file(work / "住民一覧.bin", mebibytes)
    with whole_file(sealed) as output:
        seal(
            survey([plain]), output, [PasswordRecipient(PASSWORD)], label=Label(created=datetime.now(UTC)), bag_info={}
        )
    plain.unlink()


def open_native(sealed: Path, out: Path) -> None:
    from safehandle.container import PasswordIdentity, open_bag

    with sealed.open("rb") as source:
        open_bag(source, [PasswordIdentity(PASSWORD)], out)


def open_in_browser(work: Path, sealed: Path) -> tuple[float, float]:
    """Seconds from the password to the offer to save, and the peak memory (MiB) until then."""

    from playwright.sync_api import sync_playwright

    from safehandle.container.reader import page

    (work / "reader.html").write_bytes(page())
    with sync_playwright() as driver:
        program = shutil.which("chromium")
        # The profile holds what the page has decrypted: on the disk that is measured, not on one in memory.
        options = ["--no-sandbox", "--disable-dev-shm-usage"]
        context = driver.chromium.launch_persistent_context(
            str(work / "profile"), executable_path=program, args=options, offline=True
        )
        try:
            return enter(context.new_page(), work / "reader.html", sealed, work / "profile")
        finally:
            context.close()
            remover(work / "profile")()


def enter(tab: Page, reader: Path, sealed: Path, profile: Path) -> tuple[float, float]:
    tab.set_default_timeout(1_800_000)
    tab.goto(reader.as_uri())
    tab.set_input_files("#file", str(sealed))
    tab.check("input[value=same]")
    tab.fill("#password", PASSWORD)
    with watched(profile) as peak:
        start = time.perf_counter()
        tab.click("#open")
        tab.wait_for_selector("#step-save:not([hidden]), #wrong-enter .bad")
        seconds = time.perf_counter() - start
    if tab.is_hidden("#step-save"):
        raise RuntimeError(f"the reader refused: {tab.inner_text('#wrong-enter')}")
    return seconds, max(peak)


@contextmanager
def watched(profile: Path) -> Iterator[list[float]]:
    """The memory (MiB) of a browser's processes, taken again and again; shared pages count once."""
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.25):
            peak.append(sum(map(proportional, tree(str(profile).encode()))) / 1024)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield peak
    finally:
        done.set()
        watching.join()


def tree(mark: bytes) -> set[int]:
    """The processes whose command line names ``mark``, and all below them."""
    parents: dict[int, int] = {}
    found: set[int] = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if b"chrom" in (line := (entry / "cmdline").read_bytes()) and mark in line:
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
