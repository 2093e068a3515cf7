"""A second, independent reader of .shc containers, after docs/spec/container.md and nothing else.

    python shc_reader.py FILE.shc PASSWORD-FILE OUTPUT

writes the stream, or the tar of the bag (then: ``tar -xf OUTPUT``). It needs Python and the ``cryptography`` package,
of which it uses AES-256-GCM (and HPKE, for containers sealed to keys); it shares no code with safehandle.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import sys
import tarfile
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

CHUNK, TAG, BODY = 16384, 16, "cobblestone-256"
NAME = b"safehandle.container/1 "
Unwrap = Callable[[dict[str, Any]], "bytes | None"]


class RefusedError(Exception):
    """What is wrong, by the name that section 7 of the specification gives it."""


def require(holds: object, name: str) -> None:
    if not holds:
        raise RefusedError(name)


def hkdf(key: bytes, purpose: bytes, length: int) -> bytes:
    return expand(hmac.digest(bytes(64), key, "sha512"), NAME + purpose)[:length]


def expand(prk: bytes, info: bytes) -> bytes:
    first = hmac.digest(prk, info + b"\1", "sha512")
    return first + hmac.digest(prk, first + info + b"\2", "sha512")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    require(len(dict(pairs)) == len(pairs), "hostile-header")
    return dict(pairs)


def canonical(value: object) -> bytes:
    """RFC 8785 for what a header can hold: objects, arrays, strings, integers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def unbase64(value: object) -> bytes:
    try:
        data = base64.b64decode(str(value), validate=True)
    except ValueError:
        raise RefusedError("hostile-header") from None
    require(base64.b64encode(data).decode() == value, "hostile-header")
    return data


def read_head(file: BinaryIO) -> tuple[dict[str, Any], bytes, bytes]:
    """Section 3: the header, the first two lines, and the MAC."""
    first = file.readline(64)
    require(re.fullmatch(rb"safehandle\.container/[1-9][0-9]{0,8}\n", first), "not-a-container")
    require(first == b"safehandle.container/1\n", "unsupported-version")
    line, last = file.readline(2**20 + 1), file.readline(106)
    require(line.endswith(b"\n") and last.endswith(b"\n"), "truncated" if len(line) <= 2**20 else "header-damaged")
    require(re.fullmatch(rb"[A-Za-z0-9+/]{86}== [0-9a-f]{16}\n", last), "header-damaged")
    check = hashlib.sha256(first + line + last[:89]).hexdigest()[:16]
    require(check.encode() == last[89:105], "header-damaged")
    try:
        header = json.loads(line, object_pairs_hook=once, parse_float=int, parse_constant=int)
        require(canonical(header) + b"\n" == line and isinstance(header, dict), "hostile-header")
    except (ValueError, RecursionError):
        raise RefusedError("hostile-header") from None
    check_header(header)
    return header, first + line, last[:88]


def check_header(header: dict[str, Any]) -> None:
    """Section 7: what is refused before anything expensive."""
    label, stanzas = header.get("label", 0), header.get("recipients", 0)
    require(isinstance(label, dict) and isinstance(stanzas, list) and 0 < len(stanzas) <= 256, "hostile-header")
    known = {"algorithms", "body", "content", "contract", "created", "critical", "erase_by", "list"}
    require(known.issuperset(label.get("critical", [])), "unsupported-feature")
    require((label.get("body"), label.get("content")) in {(BODY, "bag"), (BODY, "raw")}, "unsupported-feature")
    for stanza in stanzas:
        require(isinstance(stanza, dict), "hostile-header")
        if stanza.get("type") == "password":
            require(type(stanza.get("iterations")) is int, "hostile-header")
            require(220_000 <= stanza["iterations"] <= 10_000_000, "hostile-iterations")
            require(len(stanzas) == 1 and len(unbase64(stanza.get("salt"))) == 32, "hostile-header")
    require(len(unbase64(header.get("content_mac", "A" * 86 + "=="))) == 64, "hostile-header")
    require(re.fullmatch("[0-9]{16}", str(header.get("body_size", "0" * 16))), "hostile-header")


def by_password(password: str, stanza: dict[str, Any]) -> bytes | None:
    """Section 5.1."""
    if stanza.get("type") != "password":
        return None
    secret = unicodedata.normalize("NFKC", password).strip(" \t\n\v\f\r").encode()
    key = hashlib.pbkdf2_hmac("sha512", secret, unbase64(stanza["salt"]), stanza["iterations"], 32)
    try:
        return AESGCM(key).decrypt(bytes(12), unbase64(stanza["wrapped"]), NAME + b"password")
    except InvalidTag:
        return None


def by_key(algorithm: str, key_id: str, private_key: Any, stanza: dict[str, Any]) -> bytes | None:
    """Section 5.2."""
    if (stanza.get("type"), stanza.get("key_id")) != (algorithm, key_id):
        return None
    kems = {"mlkem1024-p384": KEM.MLKEM1024_P384, "p384": KEM.P384, "p256": KEM.P256}
    kdf = KDF.HKDF_SHA512 if algorithm == "mlkem1024-p384" else KDF.HKDF_SHA384
    suite, info = Suite(kems[algorithm], kdf, AEAD.AES_256_GCM), NAME + f"{algorithm} {key_id}".encode()
    try:
        return suite.decrypt(unbase64(stanza["wrapped"]), private_key, info)
    except (InvalidTag, ValueError):
        return None


def decrypt_body(file: BinaryIO, key: bytes, context: bytes, size: int, write: Callable[[bytes], object]) -> None:
    """Section 6: Cobblestone-256, c2sp.org/chunked-encryption."""
    start = file.read(56)
    require(len(start) == 56, "truncated")
    derived = expand(key, b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + start[:24] + context)
    require(hmac.compare_digest(derived[44:76], start[24:]), "content-altered")
    cipher, base, number, seen = AESGCM(derived[:32]), int.from_bytes(derived[32:44], "big"), 0, 56
    while True:
        chunk = file.read(CHUNK + TAG)
        seen += len(chunk)
        last = len(chunk) < CHUNK + TAG
        try:
            require(len(chunk) >= TAG, "truncated" if size < 0 or seen < size else "content-altered")
            write(cipher.decrypt((base ^ number).to_bytes(12, "big"), chunk, None))
        except InvalidTag:
            missing = last and (size < 0 or seen < size)
            raise RefusedError("truncated" if missing else "content-altered") from None
        number += 1
        if last:
            require(size in {-1, seen}, "truncated" if seen < size else "content-altered")
            return


def check_bag(path: Path) -> bytes:
    """Section 6.1: every digest of the bag; returns the tag manifest."""
    digests, tags = {}, {}
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            require(member.isreg() or member.isdir(), "hostile-tar")
            require(member.name.split("/")[0] == "bag" and "/../" not in member.name + "/", "hostile-tar")
            source = tar.extractfile(member)
            if source is not None:
                name = member.name.removeprefix("bag/")
                digests[name] = hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]
                if not name.startswith("data/"):
                    source.seek(0)
                    tags[name] = source.read()
    require(set(tags) == {"bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"}, "hostile-tar")
    lines = (tags["manifest-sha256.txt"] + tags["tagmanifest-sha256.txt"]).decode().splitlines()
    listed = {line[66:].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%"): line[:64] for line in lines}
    del digests["tagmanifest-sha256.txt"]
    require(listed == digests, "hash-mismatch")
    return tags["tagmanifest-sha256.txt"]


def open_container(file: BinaryIO, unwraps: list[Unwrap], output: Path) -> dict[str, Any]:
    """Decrypt to ``output`` and check everything; what is there after a refusal must not be used."""
    header, lines, mac = read_head(file)
    tried = (unwrap(stanza) for unwrap in unwraps for stanza in header["recipients"])
    key = next((key for key in tried if key), b"")
    require(key, "wrong-secret")
    found = hmac.digest(hkdf(key, b"header", 64), lines, "sha512")
    require(hmac.compare_digest(base64.b64encode(found), mac), "header-altered")
    with output.open("w+b") as out:
        context, size = NAME + b"body\n" + canonical(header["label"]), int(header.get("body_size", -1))
        decrypt_body(file, hkdf(key, b"body", 32), context, size, out.write)
        out.seek(0)
        plain = hashlib.file_digest(out, "sha256").digest()
    content = check_bag(output) if header["label"]["content"] == "bag" else plain
    if "content_mac" in header:
        found = hmac.digest(hkdf(key, b"content", 64), content, "sha512")
        require(hmac.compare_digest(found, unbase64(header["content_mac"])), "content-altered")
    return header


if __name__ == "__main__":
    container, password_file, target = map(Path, sys.argv[1:])
    with container.open("rb") as opened:
        open_container(opened, [partial(by_password, password_file.read_text(encoding="utf-8"))], target)
