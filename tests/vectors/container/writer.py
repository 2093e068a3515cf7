"""A second writer of containers, after docs/spec/container.md and nothing else; everything in one can be made wrong.

Every container has the file key 00 01 … 1f; ``keys.json`` holds three key pairs and that file key wrapped for each.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import tarfile
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = Path(__file__).parent
KEYS: dict[str, dict[str, str]] = json.loads((HERE / "keys.json").read_text())
FILE_KEY, BODY_SALT, PASSWORD_SALT = bytes(range(32)), bytes(range(100, 124)), bytes(range(200, 232))
NAME = b"safehandle.container/1 "
CHUNK, SEALED_CHUNK, PREFIX = 16384, 16400, 56
PASSWORD = "正しい パスワード 42"
MTIME = 1_760_000_000
LABEL = {
    "algorithms": ["AES-256-GCM", "HKDF-SHA-512", "HMAC-SHA-512", "SHA-256"],
    "body": "cobblestone-256",
    "contract": hashlib.sha256(b"vector").hexdigest(),
    "created": "2026-04-01T09:00:00+09:00",
    "erase_by": "2027-03-31",
    "list": "CRYPTREC LS-0001-2022R2",
}


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def expand(prk: bytes, info: bytes) -> bytes:
    first = hmac.digest(prk, info + b"\1", "sha512")
    return first + hmac.digest(prk, first + info + b"\2", "sha512")


def derived(purpose: bytes, length: int) -> bytes:
    return expand(hmac.digest(bytes(64), FILE_KEY, "sha512"), NAME + purpose)[:length]


@cache
def password_stanza(iterations: int = 220_000) -> dict[str, Any]:
    secret = unicodedata.normalize("NFKC", PASSWORD).encode()
    key = hashlib.pbkdf2_hmac("sha512", secret, PASSWORD_SALT, min(iterations, 220_000), 32)
    wrapped = AESGCM(key).encrypt(bytes(12), FILE_KEY, NAME + b"password")
    return {"iterations": iterations, "salt": b64(PASSWORD_SALT), "type": "password", "wrapped": b64(wrapped)}


@cache
def key_stanza(algorithm: str = "p256") -> dict[str, Any]:
    return {"key_id": KEYS[algorithm]["key_id"], "type": algorithm, "wrapped": KEYS[algorithm]["wrapped"]}


def body(plain: bytes, label: dict[str, Any]) -> bytes:
    context = NAME + b"body\n" + canonical(label)
    info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + BODY_SALT + context
    keys = expand(derived(b"body", 32), info)
    cipher, base = AESGCM(keys[:32]), int.from_bytes(keys[32:44], "big")
    chunks = [plain[at : at + CHUNK] for at in range(0, len(plain) + 1, CHUNK)]
    sealed = (cipher.encrypt((base ^ n).to_bytes(12, "big"), chunk, None) for n, chunk in enumerate(chunks))
    return BODY_SALT + keys[44:76] + b"".join(sealed)


def head(line: bytes) -> bytes:
    lines = b"safehandle.container/1\n" + line + b"\n"
    start = lines + base64.b64encode(hmac.digest(derived(b"header", 64), lines, "sha512")) + b" "
    return checked(start)


def checked(start: bytes) -> bytes:
    return start + hashlib.sha256(start).hexdigest()[:16].encode() + b"\n"


@dataclass(frozen=True, kw_only=True)
class Made:
    """A good container in its parts, from which bad ones are made."""

    header: dict[str, Any]
    body: bytes

    def __bytes__(self) -> bytes:
        return head(canonical(self.header)) + self.body

    def with_header(self, **changes: object) -> bytes:
        """Another header, authentic: what somebody who knows the file key can make."""
        return head(canonical({**self.header, **changes})) + self.body

    def with_line(self, line: bytes) -> bytes:
        return head(line) + self.body

    def with_body(self, changed: bytes, *, sized: bool = True) -> bytes:
        """Another body; ``sized`` says that the header's size is right for it."""
        size = {"body_size": f"{len(changed):016d}"} if sized else {}
        return head(canonical({**self.header, **size})) + changed


def make(
    plain: bytes,
    *stanzas: dict[str, Any],
    content: str = "raw",
    bound: bytes | None = b"",
    **more: object,
) -> Made:
    """A container of ``plain``. ``bound`` is what the content MAC covers: by default the stream's SHA-256."""
    label = {**LABEL, "content": content, **more}
    sealed = body(plain, label)
    header: dict[str, Any] = {"label": label, "recipients": list(stanzas) or [key_stanza()]}
    if bound is not None:
        digest = bound or hashlib.sha256(plain).digest()
        header["content_mac"] = b64(hmac.digest(derived(b"content", 64), digest, "sha512"))
        header["body_size"] = f"{len(sealed):016d}"
    return Made(header=header, body=sealed)


@dataclass(frozen=True, kw_only=True)
class Bag:
    """A bag's tar and its tag manifest; every part can be made wrong."""

    files: dict[str, bytes]
    manifest_changes: dict[str, str]
    extra: tuple[tuple[str, bytes, str], ...] = ()  # name, type, link target
    after: bytes = b""

    def build(self) -> Made:
        info = (
            f"Bagging-Date: 2026-04-01\nPayload-Oxum: {sum(map(len, self.files.values()))}.{len(self.files)}\n".encode()
        )
        digests = {f"data/{name}": hashlib.sha256(data).hexdigest() for name, data in self.files.items()}
        manifest = lines({**digests, **self.manifest_changes})
        declaration = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        tags = {"bagit.txt": declaration, "bag-info.txt": info, "manifest-sha256.txt": manifest}
        tag_manifest = lines({name: hashlib.sha256(data).hexdigest() for name, data in tags.items()})
        tar = b"".join(
            (
                member("bag", kind=tarfile.DIRTYPE),
                member("bag/bagit.txt", declaration),
                member("bag/bag-info.txt", info),
                member("bag/data", kind=tarfile.DIRTYPE),
                member("bag/data/資料", kind=tarfile.DIRTYPE),
                member("bag/data/資料/空フォルダ", kind=tarfile.DIRTYPE),
                *(member(f"bag/data/{name}", data) for name, data in self.files.items()),
                *(member(name, kind=kind, link=link) for name, kind, link in self.extra),
                member("bag/manifest-sha256.txt", manifest),
                member("bag/tagmanifest-sha256.txt", tag_manifest),
                bytes(1024) + self.after,
            )
        )
        return make(tar, content="bag", bound=tag_manifest)


def lines(digests: dict[str, str]) -> bytes:
    return "".join(f"{digest}  {name.replace('%', '%25')}\n" for name, digest in digests.items() if digest).encode()


def member(name: str, data: bytes = b"", *, kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    info = tarfile.TarInfo(name)
    info.type, info.size, info.mtime, info.linkname = kind, len(data), MTIME, link
    return info.tobuf(tarfile.PAX_FORMAT, "utf-8", "strict") + data + bytes(-len(data) % 512)
