"""Good and bad containers, read by both readers; every bad one is refused for the reason that the table names."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM1024PrivateKey
from cryptography.hazmat.primitives.hpke import MLKEM1024P384PrivateKey
from tests.vectors.container import generate, writer

from safehandle.container import Identity, KeyIdentity, PasswordIdentity, open_bag, open_stream, read_header
from safehandle.errors import SafehandleError

HERE = Path(__file__).parent
TABLE: dict[str, Any] = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
KEYS: dict[str, dict[str, str]] = json.loads((HERE / "keys.json").read_text())
NAMES = [vector["name"] for vector in TABLE["vectors"]]


def load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


reference = load("shc_reader", HERE.parents[2] / "docs" / "spec" / "shc_reader.py")


@dataclass
class Key:
    """A private key of keys.json, as the container asks for it."""

    algorithm: str
    id: str
    hpke: Any


def private_key(algorithm: str) -> Key:
    entry = KEYS[algorithm]
    curve = ec.SECP256R1() if algorithm == "p256" else ec.SECP384R1()
    key: Any = ec.derive_private_key(int(entry["scalar"], 16), curve)
    if "seed" in entry:
        key = MLKEM1024P384PrivateKey(MLKEM1024PrivateKey.from_seed_bytes(bytes.fromhex(entry["seed"])), key)
    return Key(algorithm, entry["key_id"], key)


def identities(recipients: list[str]) -> list[Identity]:
    held: list[Identity] = [KeyIdentity(private_key(kind)) for kind in recipients if kind in KEYS]  # type: ignore[arg-type]
    return [*held, PasswordIdentity(TABLE["password"])]


def ours(data: bytes, folder: Path) -> str:
    """``"opens"``, or the code of the refusal without its room."""
    try:
        header = read_header(io.BytesIO(data))
        held = identities([stanza.type for stanza in header.stanzas])
        if header.content == "bag":
            open_bag(io.BytesIO(data), held, folder / "out")
        else:
            open_stream(io.BytesIO(data), held, io.BytesIO())
    except SafehandleError as error:
        assert not (folder / "out").exists()
        assert list(folder.iterdir()) == []
        return error.code.removeprefix("container.")
    return "opens"


def independent(data: bytes, folder: Path) -> str:
    secrets: list[Callable[[dict[str, Any]], bytes | None]] = [
        partial(reference.by_password, TABLE["password"]),
        *(partial(reference.by_key, key.algorithm, key.id, key.hpke) for key in map(private_key, KEYS)),
    ]
    try:
        reference.open_container(io.BytesIO(data), secrets, folder / "plain")
    except reference.RefusedError as error:
        return str(error)
    return "opens"


@pytest.mark.parametrize("vector", TABLE["vectors"], ids=NAMES)
def test_vector(vector: dict[str, str], tmp_path: Path) -> None:
    data = (HERE / f"{vector['name']}.shc").read_bytes()
    assert hashlib.sha256(data).hexdigest() == vector["sha256"]
    assert ours(data, tmp_path) == vector["expect"]
    assert independent(data, tmp_path) == vector["reference"]


def test_the_generator_makes_exactly_these() -> None:
    made = {entry["name"]: data for entry, data in generate.vectors()}
    assert list(made) == NAMES
    for vector in TABLE["vectors"]:
        assert hashlib.sha256(made[vector["name"]]).hexdigest() == vector["sha256"], vector["name"]


def test_a_pipe_gives_the_same_verdicts(tmp_path: Path) -> None:
    """Where the size of the file cannot be seen, what is cut is still told from what is altered."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    for vector in TABLE["vectors"]:
        if not vector["name"].startswith(("body-cut", "pipe-cut", "trailing", "last-tag", "raw-three")):
            continue
        data = (HERE / f"{vector['name']}.shc").read_bytes()
        try:
            open_stream(Pipe(data), identities(["p256"]), io.BytesIO())
            found = "opens"
        except SafehandleError as error:
            found = error.code.removeprefix("container.")
        assert found == vector["expect"], vector["name"]


def test_the_worked_example_of_the_specification() -> None:
    text = (HERE.parents[2] / "docs" / "spec" / "container.md").read_text(encoding="utf-8")
    example = "".join(text.partition("## 8. Worked example")[2].split())
    made = writer.make(b"password", writer.password_stanza())
    head = bytes(made)[: -len(made.body)]
    keys = writer.expand(
        writer.derived(b"body", 32),
        b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
        + writer.BODY_SALT
        + b"safehandle.container/1 body\n"
        + writer.canonical(made.header["label"]),
    )
    number = read_header(io.BytesIO(bytes(made))).number
    assert (HERE / "raw-by-password.shc").read_bytes() == bytes(made)
    assert "".join(head.decode().split()) in example
    for shown in (
        writer.PASSWORD_SALT,
        writer.derived(b"header", 64),
        writer.derived(b"content", 64),
        writer.derived(b"body", 32),
        hashlib.sha256(b"password").digest(),
        keys[:32],
        keys[32:44],
        made.body[:24],
        made.body[24:56],
        hashlib.sha256(head).digest(),
    ):
        assert shown.hex() in example
    assert number in example
    assert f"{len(head)}bytes" in example
