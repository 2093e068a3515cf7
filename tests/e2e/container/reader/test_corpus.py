"""Every kept container, good and bad, in the browser: opened or refused for the reason that the table names."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.vectors.container.test_vectors import KEYS, NAMES, TABLE, private_key

from safehandle.container import KeyIdentity, PasswordIdentity, read_header
from safehandle.container.reader.building import _modules
from safehandle.errors import SafehandleError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VECTORS = Path(__file__).parents[3] / "vectors" / "container"

# The page opens by password only; here its modules are given the file key, so that vectors sealed to keys count too.
OPEN = """async ([data, key, password]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const blob = new Blob([bytes(data)]);
  try {
    const head = await readHead(blob);
    const fileKey = key ? bytes(key) : await unlock(head, password);
    await authentic(head, fileKey);
    const content = await opened(blob, head, fileKey, () => {}, new AbortController().signal);
    const hex = (data) => Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const whole = content.files.length === 1 ? await content.files[0].blob.arrayBuffer() : new ArrayBuffer(0);
    return { code: "opens", sha256: hex(await crypto.subtle.digest("SHA-256", whole)) };
  } catch (error) {
    return { code: error.code ?? String(error) };
  }
}"""


@pytest.fixture(scope="module")
def harness(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The reader's own modules without its page."""
    seen: set[str] = set()
    modules = "".join(part for name in ("head.js", "opening.js", "password.js") for part in _modules(name, seen))
    path = tmp_path_factory.mktemp("harness") / "harness.html"
    script = (
        f'(() => {{"use strict";\n{modules}Object.assign(globalThis, {{readHead, unlock, authentic, opened}}); }})()'
    )
    path.write_text(f"<!doctype html><meta charset=utf-8><script>{script}</script>", encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def file_key(data: bytes) -> bytes | None:
    """The key of a container that is sealed to a key of keys.json, by the command's own rooms."""
    try:
        header = read_header(io.BytesIO(data))
    except SafehandleError:
        return None
    for stanza in header.stanzas:
        if stanza.type in KEYS:
            return KeyIdentity(private_key(stanza.type)).unwrap(stanza)  # type: ignore[arg-type]
    return None


def same_code(expected: str, found: str) -> bool:
    """Whether the page says the same; it says some things simpler, and keys it does not know at all."""
    if found == "needs-key":
        return expected in {"opens", "secret-needed", "wrong-secret"}
    simpler = "wrong-password" if expected == "wrong-secret" else expected
    if re.fullmatch(r"hostile-(?!header|iterations|tar|name).*", expected):
        simpler = "hostile-name"
    return found == simpler


@pytest.mark.parametrize("name", NAMES)
def test_vector(name: str, harness: Page) -> None:
    vector: dict[str, Any] = next(vector for vector in TABLE["vectors"] if vector["name"] == name)
    data = (VECTORS / f"{name}.shc").read_bytes()
    key = file_key(data)
    encoded = [base64.b64encode(part).decode() for part in (data, key or b"")]
    found = harness.evaluate(OPEN, [*encoded, TABLE["password"]])
    assert same_code(vector["expect"], found["code"]), (vector["expect"], found)
    assert key is None or found["code"] != "needs-key"


def test_the_password_of_the_table_opens_here_too(harness: Page) -> None:
    """Or the vectors sealed by password would not have been tested."""
    data = (VECTORS / "raw-by-password.shc").read_bytes()
    assert PasswordIdentity(TABLE["password"]).unwrap(read_header(io.BytesIO(data)).stanzas[0]) is not None
    found = harness.evaluate(OPEN, [base64.b64encode(data).decode(), "", TABLE["password"]])
    assert found["code"] == "opens"
