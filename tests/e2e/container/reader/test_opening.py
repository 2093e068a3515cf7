"""A person at the city office opens a container with a browser and nothing else."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from safehandle.container import Label, PasswordIdentity, PasswordRecipient, Sealed, read_header, seal
from safehandle.container.reader import page
from safehandle.container.reader.receipt import read_page_receipt, receipt_code
from safehandle.files import survey, whole_file

from .conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def choose(tab: Page, *paths: Path) -> None:
    tab.set_input_files("#file", [str(path) for path in paths])


def enter(tab: Page, password: str = PASSWORD) -> None:
    tab.check("input[value=same]")
    tab.fill("#password", password)
    tab.click("#open")
    tab.wait_for_selector("#step-save:not([hidden]), #wrong-enter .bad")


def verdict(tab: Page, step: str) -> str:
    """The code of the refusal that a step shows; nothing may be there to save."""
    tab.wait_for_selector(f"#wrong-{step} .bad")
    assert tab.is_hidden("#step-save")
    assert tab.locator("#files tr").count() == 0
    return tab.inner_text(f"#wrong-{step} .code")


def test_everything_comes_out_in_one_zip(tab: Page, sealed: tuple[Path, Sealed], bag: Path, tmp_path: Path) -> None:
    path, made = sealed
    choose(tab, path)
    tab.wait_for_selector("#step-compare:not([hidden])")
    assert tab.inner_text("#number") == made.number
    assert tab.is_hidden("#step-enter"), "the number on paper comes first"
    enter(tab)
    shown = tab.locator("#files td .code").all_inner_texts()
    assert shown == [file.sha256 for file in made.files]
    with tab.expect_download() as download:
        tab.click("#save-zip")
    download.value.save_as(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    assert subprocess.run(["diff", "-r", bag, tmp_path / "out" / bag.name], check=False).returncode == 0


def test_one_file_is_saved_as_it_was(tab: Page, sealed: tuple[Path, Sealed], bag: Path, tmp_path: Path) -> None:
    choose(tab, sealed[0])
    enter(tab)
    with tab.expect_download() as download:
        tab.get_by_label("一覧表.csv").click()
    assert download.value.suggested_filename == "一覧表.csv"
    download.value.save_as(tmp_path / "one")
    assert (tmp_path / "one").read_bytes() == (bag / "資料" / "一覧表.csv").read_bytes()


def test_a_wrong_password_is_not_a_damaged_file(tab: Page, sealed: tuple[Path, Sealed]) -> None:
    choose(tab, sealed[0])
    enter(tab, "another one")
    assert verdict(tab, "enter") == "wrong-password"
    assert "ファイルは壊れていません" in tab.inner_text("#wrong-enter")
    assert "another one" not in tab.content()
    enter(tab, "K7MW-3XQ9-AAAA-BBBB-CCCC-DDDD")
    assert verdict(tab, "enter") == "mistyped-password"
    enter(tab)
    assert tab.is_visible("#step-save")


def test_the_wrong_number_ends_it(tab: Page, sealed: tuple[Path, Sealed]) -> None:
    choose(tab, sealed[0])
    enter(tab)
    tab.check("input[value=different]")
    tab.wait_for_selector("#wrong-compare .bad")
    assert tab.is_hidden("#step-enter")
    assert tab.is_hidden("#step-save")


@pytest.mark.parametrize("at", [0.2, 0.5, 0.999])
def test_a_flipped_bit_names_the_chunk_and_offers_nothing(at: float, tab: Page, sealed: tuple[Path, Sealed]) -> None:
    path, _ = sealed
    raw = bytearray(path.read_bytes())
    raw[int(len(raw) * at)] ^= 1
    path.write_bytes(raw)
    choose(tab, path)
    enter(tab)
    assert re.fullmatch(r"content-altered: \d+ / \d+", verdict(tab, "enter"))


def test_swapped_chunks(tab: Page, sealed: tuple[Path, Sealed]) -> None:
    path, _ = sealed
    raw = bytearray(path.read_bytes())
    start = raw.index(b"\n", raw.index(b"\n", raw.index(b"\n") + 1) + 1) + 1 + 56
    one, two = start + 16400, start + 2 * 16400
    raw[one : one + 16400], raw[two : two + 16400] = raw[two : two + 16400], raw[one : one + 16400]
    path.write_bytes(raw)
    choose(tab, path)
    enter(tab)
    assert verdict(tab, "enter").startswith("content-altered")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda raw: raw[:-1], "truncated"),
        (lambda raw: raw[: len(raw) // 2], "truncated"),
        (lambda raw: raw[:100], "truncated"),
        (lambda raw: raw[:10], "truncated"),
        (lambda raw: raw + b"x", "content-altered"),
        (lambda raw: raw.replace(b'"created"', b'"crEated"', 1), "header-damaged"),
        (lambda raw: raw.replace(b"container/1\n", b"container/2\n", 1), "unsupported-version"),
        (lambda raw: b"PK\x03\x04" + raw, "not-a-container"),
        (lambda raw: b"", "not-a-container"),
    ],
)
def test_what_cannot_be_opened_is_said_before_a_password_is_asked(
    change: object, code: str, tab: Page, sealed: tuple[Path, Sealed]
) -> None:
    path, _ = sealed
    assert callable(change)
    path.write_bytes(change(path.read_bytes()))
    choose(tab, path)
    assert verdict(tab, "choose").partition(":")[0] == code
    assert tab.is_hidden("#step-compare")


def rechecked(lines: bytes, mac: bytes, body: bytes) -> bytes:
    """A head whose unkeyed check holds, as anybody can make it."""
    start = lines + mac + b" "
    return start + hashlib.sha256(start).hexdigest()[:16].encode() + b"\n" + body


def test_a_header_with_a_right_check_and_other_words_is_found_out(tab: Page, sealed: tuple[Path, Sealed]) -> None:
    path, _ = sealed
    first, header, last, body = path.read_bytes().split(b"\n", 3)
    altered = re.sub(rb'"created":"\d{4}', b'"created":"1999', header)
    path.write_bytes(rechecked(first + b"\n" + altered + b"\n", last[:88], body))
    choose(tab, path)
    enter(tab)
    assert verdict(tab, "enter") == "header-altered"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (rb'"iterations":220000', b'"iterations":99999999', "hostile-iterations"),
        (rb'"iterations":220000', b'"iterations":220000,"iterations":220000', "hostile-header"),
        (rb'"body":"cobblestone-256"', b'"body":"other"', "unsupported-feature"),
        (rb'"label":\{', b'"label": {', "hostile-header"),
        (rb'"created":', b'"critical":["new"],"created":', "hostile-header"),
    ],
)
def test_hostile_headers(old: bytes, new: bytes, code: str, tab: Page, sealed: tuple[Path, Sealed]) -> None:
    path, _ = sealed
    first, header, last, body = path.read_bytes().split(b"\n", 3)
    altered = re.sub(old, new, header)
    assert altered != header
    path.write_bytes(rechecked(first + b"\n" + altered + b"\n", last[:88], body))
    choose(tab, path)
    assert verdict(tab, "choose").partition(":")[0] == code


def test_parts_are_joined_in_their_order_and_a_missing_one_is_named(
    tab: Page, sealed: tuple[Path, Sealed], tmp_path: Path
) -> None:
    raw = sealed[0].read_bytes()
    third = len(raw) // 3 + 1
    parts = [tmp_path / f"out.shc.{number:03}" for number in (1, 2, 3)]
    for index, part in enumerate(parts):
        part.write_bytes(raw[index * third : (index + 1) * third])
    choose(tab, parts[0], parts[2])
    assert verdict(tab, "choose") == "part-missing: 2"
    choose(tab, parts[0], parts[1])
    assert verdict(tab, "choose").startswith("parts-short")
    choose(tab, parts[0])
    assert verdict(tab, "choose").startswith("parts-short")
    choose(tab, parts[1])
    assert verdict(tab, "choose") == "part-missing: 1"
    choose(tab, parts[2], parts[0], parts[1])
    enter(tab)
    assert tab.is_visible("#step-save")
    choose(tab, parts[0], sealed[0])
    assert verdict(tab, "choose") == "several"


@pytest.mark.parametrize("mixed", [("ours", "theirs", "ours"), ("ours", "last", "middle"), ("theirs", "ours", "ours")])
def test_a_part_of_another_container_is_found_out(
    mixed: tuple[str, ...], tab: Page, sealed: tuple[Path, Sealed], bag: Path, tmp_path: Path
) -> None:
    """Under the same password: a part that was exchanged on the way, or two under each other's names."""
    ours = sealed[0].read_bytes()
    with whole_file(tmp_path / "other.shc") as file:
        recipient = PasswordRecipient(PASSWORD, iterations=220_000)
        seal(
            survey([bag]), file, [recipient], label=Label(created=datetime.now(UTC)), bag_info={"Contact-Name": "別人"}
        )
    theirs = (tmp_path / "other.shc").read_bytes()
    third = len(ours) // 3 + 1
    paths = []
    for index, whose in enumerate(mixed):
        at = {"last": 2, "middle": 1}.get(whose, index)
        paths.append(tmp_path / f"out.shc.{index + 1:03}")
        paths[-1].write_bytes((theirs if whose == "theirs" else ours)[at * third : (at + 1) * third])
    choose(tab, *paths)
    tab.wait_for_selector("#step-compare:not([hidden])")
    # Whoever brings another beginning has another number: paper tells.
    assert (tab.inner_text("#number") == sealed[1].number) == (mixed[0] == "ours")
    enter(tab)
    assert verdict(tab, "enter").startswith("content-altered")


def test_what_is_printed_is_what_was_typed(tab: Page, sealed: tuple[Path, Sealed]) -> None:
    """However the page is printed: nobody needs to press the button, or to leave the field first."""
    choose(tab, sealed[0])
    enter(tab)
    tab.check("#saved")
    tab.focus("#by")
    tab.keyboard.type("税務課 山﨑 次郎")
    tab.wait_for_function("document.getElementById('slip').textContent.includes('税務課 山﨑 次郎')")
    tab.emulate_media(media="print")
    assert tab.is_visible("#slip")
    assert tab.is_hidden("main")
    assert re.search(r"令和\d+年\d+月\d+日", tab.inner_text("#slip"))
    assert tab.inner_text("#slip").count(sealed[1].number) == 1


def test_a_page_that_carries_a_container_opens_it_and_is_read_without_being_run(
    tab: Page, browser: Browser, sealed: tuple[Path, Sealed], tmp_path: Path
) -> None:
    path = tmp_path / "carrying.html"
    path.write_bytes(page(sealed[0].read_bytes()))
    choose(tab, path)
    enter(tab)
    assert tab.locator("#files tr").count() == len(sealed[1].files)
    context = browser.new_context(offline=True, locale="ja-JP")
    own = context.new_page()
    own.goto(path.as_uri())
    own.wait_for_selector("#step-compare:not([hidden])")
    assert own.inner_text("#number") == sealed[1].number
    enter(own)
    assert own.locator("#files tr").count() == len(sealed[1].files)
    context.close()


def test_the_receipt_is_bound_to_the_container_and_the_password(
    tab: Page, sealed: tuple[Path, Sealed], tmp_path: Path
) -> None:
    path, made = sealed
    choose(tab, path)
    enter(tab)
    assert tab.is_hidden("#step-receipt"), "first the person makes sure that the files arrived"
    tab.check("#saved")
    tab.fill("#by", "健康福祉部 山田 太郎")
    with tab.expect_download() as download:
        tab.click("#save-receipt")
    download.value.save_as(tmp_path / "receipt.json")
    found = json.loads((tmp_path / "receipt.json").read_text(encoding="utf-8"))
    ours = read_page_receipt((tmp_path / "receipt.json").read_bytes())
    code = found.pop("code")
    assert found["identity"] == made.identity
    assert found["manifest"] == made.manifest_sha256
    assert found["by"] == "健康福祉部 山田 太郎"
    assert found["paper"] == "same"
    assert found["size"] == sum(file.size for file in made.files)
    assert found["opened"].endswith("+09:00")
    assert code == independent_code(path, found)
    assert code == receipt_code(ours, file_key(path))
    assert code in tab.text_content("#slip")  # type: ignore[operator]


def file_key(path: Path) -> bytes:
    with path.open("rb") as file:
        key = PasswordIdentity(PASSWORD).unwrap(read_header(file).stanzas[0])
    assert key is not None
    return key


def independent_code(path: Path, unsigned: dict[str, object]) -> str:
    """The 受領コード after docs/spec/receipt.md, by the standard library."""
    extracted = hmac.digest(bytes(64), file_key(path), "sha512")
    key = hmac.digest(extracted, b"safehandle.container/1 receipt\x01", "sha512")
    text = json.dumps(unsigned, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digits = hmac.digest(key, text.encode(), "sha512").hex()[:24].upper()
    return "-".join(digits[at : at + 4] for at in range(0, 24, 4))


def test_english_and_back(tab: Page, tmp_path: Path) -> None:
    (tmp_path / "other.shc").write_bytes(b"something else")
    choose(tab, tmp_path / "other.shc")
    assert verdict(tab, "choose") == "not-a-container"
    tab.click("#language")
    assert "This page cannot open that file" in tab.inner_text("#wrong-choose")
    assert tab.inner_text("h1") == "Receive encrypted files"
    assert tab.get_attribute("html", "lang") == "en"
    tab.click("#language")
    assert tab.inner_text("h1") == "暗号化ファイルの受け取り"


def test_everything_is_reached_by_keyboard_and_has_a_name(tab: Page, sealed: tuple[Path, Sealed]) -> None:
    choose(tab, sealed[0])
    tab.check("input[value=same]")
    unnamed = tab.evaluate(
        """() => [...document.querySelectorAll("button, input")].filter((one) => one.checkVisibility())
          .filter((one) => !(one.textContent.trim() || one.labels?.length || one.ariaLabel)).map((one) => one.id)"""
    )
    assert unnamed == []
    assert tab.evaluate("document.activeElement.id") == "password"
    tab.keyboard.type(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#step-save:not([hidden])")
    assert tab.evaluate("document.activeElement.id") == "head-save"


def test_the_policy_holds(browser: Browser, reader: Path) -> None:
    """A script that is put into the page later does not run."""
    context = browser.new_context(offline=True)
    tab = context.new_page()
    tab.goto(reader.as_uri())
    blocked = tab.evaluate(
        """() => new Promise((done) => {
          document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        })"""
    )
    assert blocked.startswith("script-src")
    assert tab.evaluate("window.ran") is None
    context.close()


def test_cancelling_offers_nothing_and_can_be_begun_again(tab: Page, tmp_path: Path) -> None:
    large = tmp_path / "大きい.bin"
    with large.open("wb") as file:
        file.truncate(300 << 20)
    with whole_file(tmp_path / "large.shc") as output:
        recipient = PasswordRecipient(PASSWORD, iterations=220_000)
        seal(survey([large]), output, [recipient], label=Label(created=datetime.now(UTC)), bag_info={})
    choose(tab, tmp_path / "large.shc")
    tab.check("input[value=same]")
    tab.fill("#password", PASSWORD)
    tab.click("#open")
    tab.click("#cancel")
    assert verdict(tab, "enter") == "cancelled"
    assert tab.is_hidden("#progress")
    assert tab.is_enabled("#open")
