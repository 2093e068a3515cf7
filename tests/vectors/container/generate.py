"""Makes the container vectors, byte for byte the same at every run: ``python -m tests.vectors.container.generate``."""

from __future__ import annotations

import base64
import hashlib
import json
import tarfile
from collections.abc import Iterator
from typing import Any

from tests.vectors.container.writer import (
    CHUNK,
    HERE,
    LABEL,
    PASSWORD,
    PREFIX,
    SEALED_CHUNK,
    Bag,
    b64,
    canonical,
    checked,
    key_stanza,
    make,
    password_stanza,
)

FILES = {
    "住民一覧.csv": "番号,氏名\n1,架空 太郎\n".encode(),
    "資料/か\u3099.txt": b"decomposed name",
    "資料/100%.txt": b"percent",
    "資料/空.txt": b"",
    "あ" * 85: b"255 bytes of name",
}


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at:][1:]


def good() -> Iterator[tuple[str, bytes]]:
    yield "raw-empty", bytes(make(b""))
    yield "raw-one-byte-short-of-a-chunk", bytes(make(bytes(CHUNK - 1)))
    yield "raw-exactly-one-chunk", bytes(make(bytes(CHUNK)))
    yield "raw-three-chunks", bytes(THREE)
    yield "raw-from-a-pipe", bytes(make(b"a stream has no size and no binding", bound=None))
    yield "raw-by-password", bytes(make(b"password", password_stanza()))
    yield "raw-by-p384", bytes(make(b"key", key_stanza("p384")))
    yield "raw-by-mlkem1024-p384", bytes(make(b"key", key_stanza("mlkem1024-p384")))
    yield "raw-by-two-keys", bytes(make(b"key", key_stanza("p384"), key_stanza()))
    yield "raw-beside-an-unknown-stanza", bytes(make(b"key", {"type": "quantum"}, key_stanza()))
    yield "raw-with-an-unknown-field", bytes(make(b"key", note="not critical"))
    yield "bag", bytes(BAG)


def damaged() -> Iterator[tuple[str, str, bytes]]:
    """What happens on the way, or by somebody without the secret."""
    whole = bytes(ONE)
    start = len(whole) - len(ONE.body)
    yield "empty", "not-a-container", b""
    yield "zip", "not-a-container", b"PK\x03\x04" + bytes(60)
    yield "no-version", "not-a-container", b"safehandle.container/x\n" + bytes(60)
    yield "version-2", "unsupported-version", b"safehandle.container/2\n" + whole[23:]
    yield "head-cut-in-first-line", "truncated", whole[:10]
    yield "head-cut-in-second-line", "truncated", whole[:100]
    yield "head-cut-in-third-line", "truncated", whole[: start - 30]
    yield "head-flipped", "header-damaged", flipped(whole, 80)
    yield "mac-flipped", "header-damaged", flipped(whole, start - 60)
    yield "check-flipped", "header-damaged", flipped(whole, start - 3)
    changed = whole[: start - 17].replace(b"2027-03-31", b"2037-03-31")
    yield "erase-by-changed-by-a-stranger", "header-altered", checked(changed) + ONE.body
    whole = bytes(THREE)
    start = len(whole) - len(THREE.body)
    yield "body-missing", "truncated", whole[:start]
    yield "body-cut-in-commitment", "truncated", whole[: start + 40]
    yield "body-cut-at-chunk", "truncated", whole[: start + PREFIX + SEALED_CHUNK]
    yield "body-cut-in-chunk", "truncated", whole[: start + PREFIX + SEALED_CHUNK + 77]
    yield "body-cut-by-one", "truncated", whole[:-1]
    pipe = bytes(make(bytes(2 * CHUNK + 5), bound=None))
    yield "pipe-cut-at-chunk", "truncated", pipe[: -5 - 16]
    yield "pipe-cut-in-chunk", "truncated", pipe[:-5]
    yield "trailing-byte", "content-altered", whole + b"x"
    yield "salt-flipped", "content-altered", flipped(whole, start)
    yield "commitment-flipped", "content-altered", flipped(whole, start + 30)
    yield "first-chunk-flipped", "content-altered", flipped(whole, start + PREFIX)
    yield "last-tag-flipped", "content-altered", flipped(whole, len(whole) - 1)


def forged() -> Iterator[tuple[str, str, bytes]]:
    """What somebody who knows the file key, or wrote the container, can make."""
    size = len(THREE.body)
    first, second = THREE.body[PREFIX:][:SEALED_CHUNK], THREE.body[PREFIX:][SEALED_CHUNK : 2 * SEALED_CHUNK]
    rest = THREE.body[PREFIX + 2 * SEALED_CHUNK :]
    yield "chunks-swapped", "content-altered", THREE.with_body(THREE.body[:PREFIX] + second + first + rest)
    repeated = THREE.body[:PREFIX] + first + first + second + rest
    yield "chunk-repeated", "content-altered", THREE.with_body(repeated)
    yield "last-chunk-dropped", "content-altered", THREE.with_body(THREE.body[: size - len(rest)])
    yield "size-too-large", "truncated", ONE.with_header(body_size=f"{len(ONE.body) + 1:016d}")
    yield "other-content-same-key", "content-altered", ONE.with_header(content_mac=b64(bytes(64)))
    label = {**ONE.header["label"], "created": "2026-04-01T09:00:01+09:00"}
    yield "label-of-another", "content-altered", ONE.with_header(label=label)
    yield "label-critical", "unsupported-feature", bytes(make(b"", critical=["holograms"]))
    yield "label-body-unknown", "unsupported-feature", ONE.with_header(label={**LABEL, "body": "x", "content": "raw"})
    yield "label-content-unknown", "unsupported-feature", ONE.with_header(label={**LABEL, "content": "x"})
    yield "stanza-altered", "wrong-secret", ONE.with_header(recipients=[flipped_stanza()])
    yield "stanza-cut", "wrong-secret", ONE.with_header(recipients=[{**key_stanza(), "wrapped": b64(b"short")}])
    yield "password-wrong", "wrong-secret", bytes(make(b"", {**password_stanza(), "salt": b64(bytes(32))}))
    yield from hostile_headers()
    yield from hostile_bags()


def flipped_stanza() -> dict[str, Any]:
    stanza = key_stanza()
    return {**stanza, "wrapped": b64(flipped(base64.b64decode(stanza["wrapped"]), 100))}


def hostile_headers() -> Iterator[tuple[str, str, bytes]]:
    line = canonical(ONE.header)
    for name, changed in {
        "json-not-canonical": line.replace(b":", b": ", 1),
        "json-escaped": line.replace(b"raw", b"\\u0072aw"),
        "json-duplicate-key": line[:-1] + b',"recipients":[]}',
        "json-float": line[:-1] + b',"zoom":1.5}',
        "json-nan": line[:-1] + b',"zoom":NaN}',
        "json-array": b"[]",
        "json-deep": b"[" * 20_000,
        "json-not-utf8": line.replace(b"raw", b"r\xe3w"),
        "json-huge-number": line[:-1] + b',"zoom":' + b"9" * 5000 + b"}",
    }.items():
        yield name, "hostile-header", ONE.with_line(changed)
    yield "recipients-none", "hostile-header", ONE.with_header(recipients=[])
    yield "recipients-many", "hostile-header", ONE.with_header(recipients=[{"type": "x"}] * 257)
    yield "recipients-mixed", "hostile-header", ONE.with_header(recipients=[password_stanza(), key_stanza()])
    yield "recipient-base64", "hostile-header", ONE.with_header(recipients=[{**password_stanza(), "salt": "A==="}])
    yield (
        "recipient-salt-short",
        "hostile-header",
        ONE.with_header(recipients=[{**password_stanza(), "salt": "AA=="}]),
    )
    yield "recipient-no-object", "hostile-header", ONE.with_header(recipients=["p256"])
    yield "label-missing", "hostile-header", ONE.with_header(label=None)
    yield "content-mac-short", "hostile-header", ONE.with_header(content_mac="AAAA")
    yield "body-size-negative", "hostile-header", ONE.with_header(body_size="-000000000000001")
    for count in (0, 219_999, 10_000_001, 1_000_000_000):
        stanza = {**password_stanza(), "iterations": count}
        yield f"iterations-{count}", "hostile-iterations", ONE.with_header(recipients=[stanza])
    stanza = {**password_stanza(), "iterations": "220000"}
    yield "iterations-text", "hostile-header", ONE.with_header(recipients=[stanza])


def hostile_bags() -> Iterator[tuple[str, str, bytes]]:
    def bag(*extra: tuple[str, bytes, str], after: bytes = b"", changes: dict[str, str] | None = None) -> bytes:
        return bytes(Bag(files=FILES, manifest_changes=changes or {}, extra=extra, after=after).build())

    def named(name: str) -> bytes:
        return bytes(Bag(files={**FILES, name: b"x"}, manifest_changes={}).build())

    yield "manifest-digest", "hash-mismatch", bag(changes={"data/住民一覧.csv": "0" * 64})
    yield "manifest-lacks-file", "hash-mismatch", bag(changes={"data/住民一覧.csv": ""})
    yield "manifest-names-more", "hash-mismatch", bag(changes={"data/無い.csv": "0" * 64})
    yield "tar-symlink", "hostile-tar", bag(("bag/data/l", tarfile.SYMTYPE, "/etc/passwd"))
    yield "tar-hard-link", "hostile-tar", bag(("bag/data/l", tarfile.LNKTYPE, "bag/bagit.txt"))
    yield "tar-device", "hostile-tar", bag(("bag/data/d", tarfile.CHRTYPE, ""))
    yield "tar-fifo", "hostile-tar", bag(("bag/data/p", tarfile.FIFOTYPE, ""))
    yield "tar-outside-the-bag", "hostile-tar", bag(("other", tarfile.DIRTYPE, ""))
    yield "tar-name-parent", "hostile-parent", named("../../x")
    yield "tar-after-the-end", "hostile-tar", bag(after=b"x" * 512)
    yield "tar-fetch", "hostile-tar", bag(("bag/fetch.txt", tarfile.REGTYPE, ""))
    yield "tar-name-backslash", "hostile-backslash", named("a\\b")
    yield "tar-name-reserved", "hostile-reserved", named("資料/NUL.txt")
    yield "tar-name-control", "hostile-control", named("a\u202ecod.exe")
    yield "tar-name-collision", "hostile-collision", named("資料/が.TXT")
    yield "tar-name-long", "hostile-too-long", named("x" * 256)
    yield "tar-folder-is-file", "hostile-duplicate", named("住民一覧.csv/x")


ONE = make(b"one chunk")
THREE = make(b"".join(bytes([number % 251]) * 80 for number in range(500)))
BAG = Bag(files=FILES, manifest_changes={}).build()

# The reference reader writes the tar and leaves the names in it to tar; it calls every fault of the tar one thing.
NAMED = ("backslash", "reserved", "control", "collision", "long")
REFERENCE = {
    **{f"tar-name-{fault}": "opens" for fault in NAMED},
    "tar-name-parent": "hostile-tar",
    "tar-after-the-end": "opens",
    "tar-folder-is-file": "opens",
    "head-cut-in-first-line": "not-a-container",
}


def vectors() -> Iterator[tuple[dict[str, object], bytes]]:
    for name, data in good():
        yield {"name": name, "expect": "opens", "reference": "opens"}, data
    for name, expect, data in (*damaged(), *forged()):
        yield {"name": name, "expect": expect, "reference": REFERENCE.get(name, expect)}, data


if __name__ == "__main__":
    table = []
    for entry, data in vectors():
        (HERE / f"{entry['name']}.shc").write_bytes(data)
        table.append({**entry, "sha256": hashlib.sha256(data).hexdigest()})
    (HERE / "vectors.json").write_text(
        json.dumps({"password": PASSWORD, "vectors": table}, indent=1, ensure_ascii=False) + "\n"
    )
