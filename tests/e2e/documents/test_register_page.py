"""The HTML register in a real browser: from file://, without a network, altered in every way that matters."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.documents.pages import Pages, a_year, artifact, register, seal, with_evidence

from safehandle.documents.formats import find
from safehandle.documents.register import Register
from safehandle.keys.kinds import ED25519
from safehandle.keys.notes import Verifier, sign_note
from safehandle.keys.pairs import generate

Show = Callable[[str], str]
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")

KEY = generate(ED25519)
ORIGIN = "sakura.example/minato/8-1123"


def signed(pages: Pages, kind: str = "operations") -> Register:
    mark = seal(pages)
    root = b64encode(bytes.fromhex(mark.root)).decode()
    note = sign_note(f"{ORIGIN}\n{mark.size}\n{root}\n", ORIGIN, KEY)
    made = replace(register(kind, pages), seal=replace(mark, note=note))
    return with_evidence(made, pages, Verifier(ORIGIN, KEY.public).encode())


def page(made: Register) -> str:
    out = io.BytesIO()
    find("html").write(made, out)
    return out.getvalue().decode()


@pytest.fixture
def shown(tmp_path: Path) -> Show:
    def show(text: str) -> str:
        """The page's document after its script has run."""
        (tmp_path / "register.html").write_text(text, encoding="utf-8", newline="")
        arguments = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        # Every name resolves to nothing: a page that asks the network for anything fails where it asks.
        arguments += ["--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=8000", "--dump-dom"]
        done = subprocess.run(
            [*map(str, arguments), (tmp_path / "register.html").as_uri()],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
        return done.stdout

    return show


def verdict(dom: str) -> tuple[str, str]:
    found = re.search(r'<body data-verdict="(\w+)"', dom)
    said = re.search(r'<div id="verdict"[^>]*>(.*?)</div>', dom, re.DOTALL)
    assert said
    return (found[1] if found else "script did not run"), said[1]


def test_an_untouched_page_agrees_and_shows_its_rows(shown: Show) -> None:
    dom = shown(page(signed(a_year())))
    assert verdict(dom)[0] == "ok"
    assert "18 件の記録" in verdict(dom)[1]
    assert dom.count("<tr>") == 1 + 10
    assert "𠮷田 太郎" in dom
    assert seal(a_year()).code in dom


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("1,234,567", "1,234,568", "表の内容"),  # a cell
        ('"medium":"U-07"', '"medium":"U-70"', "計算した値"),  # an entry
        (ORIGIN + "\n", ORIGIN.replace("sakura", "sakuro") + "\n", "署名"),  # the checkpoint's text
    ],
)
def test_one_changed_character_changes_the_verdict(shown: Show, old: str, new: str, why: str) -> None:
    whole = page(signed(a_year()))
    at = whole.rindex(old)
    state, said = verdict(shown(whole[:at] + new + whole[at + len(old) :]))
    assert state == "ng"
    assert why in said


def test_a_ledger_rewritten_with_its_own_root_needs_the_signature(shown: Show) -> None:
    pages, other = a_year(), a_year()
    other.entries = other.entries[:-1]
    forged = replace(signed(other), seal=replace(seal(other), note=signed(pages).seal.note))
    state, said = verdict(shown(page(forged)))
    assert (state, "照合点と一致しません" in said) == ("ng", True)


def test_without_a_signature_it_says_so(shown: Show) -> None:
    state, said = verdict(shown(page(with_evidence(register("operations"), a_year()))))
    assert state == "wait"
    assert "署名は未確認" in said


def test_without_evidence_it_says_so(shown: Show) -> None:
    state, said = verdict(shown(page(register("operations"))))
    assert state == "wait"
    assert "照合できません" in said


def test_a_script_that_was_changed_does_not_run(shown: Show) -> None:
    whole = page(signed(a_year())).replace("data.rows.map(", "data.rows .map(", 1)
    assert verdict(shown(whole))[0] == "script did not run"


def test_markup_in_names_stays_text(shown: Show) -> None:
    pages = Pages()
    pages.do("encrypt", "yoshida", artifact("</template><img src=x onerror=alert(1)><!--"))
    dom = shown(page(signed(pages)))
    assert verdict(dom)[0] == "ok"
    assert "<img" not in dom.replace("&lt;img", "")
