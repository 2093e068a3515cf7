"""What contract.toml calls things, and what the model calls them."""

from __future__ import annotations

from typing import Any

PLACE_KINDS = ("work", "storage", "cloud", "sftp", "folder")
LOCAL_KINDS = ("work", "storage", "folder")
"""Kinds of places that may have a folder of this machine."""
DISPOSALS = ("erase", "return")

_DATED = {"id": "ident", "from": "start", "until": "end"}
_MODEL_NAMES = {
    "contract": _DATED,
    "keys": {"sealing": "sealing_key", "ledger": "ledger_key"},
    "person": _DATED,
    "place": _DATED,
    "recipient": _DATED,
    "data": {"class": "level"},
}

FILE_KEYS = {
    "contract": (
        "id",
        "title",
        "client",
        "contractor",
        "profile",
        "from",
        "until",
        "ledger",
        "disposal",
        "disposal_document",
    ),
    "keys": ("sealing", "ledger"),
    "person": ("id", "name", "role", "affiliation", "from", "until", "ended", "educated", "pledged", "login", "key"),
    "place": (
        "id",
        "name",
        "kind",
        "url",
        "path",
        "country",
        "host_keys",
        "algorithms",
        "assessed",
        "from",
        "until",
        "ended",
    ),
    "recipient": ("id", "name", "key", "signing_key", "route", "html_agreed", "from", "until", "ended"),
    "data": ("path", "class"),
}
"""The keys that each part of the file may have, in the order in which they are written."""

LISTS = {"person": "people", "place": "places", "recipient": "recipients", "data": "data"}
"""The parts that repeat (``[[person]]``), and the contract's field that holds them."""


def to_model_names(part: str, table: dict[str, Any]) -> dict[str, Any]:
    """A table of the file under the model's field names."""
    return {_MODEL_NAMES[part].get(key, key): value for key, value in table.items()}


def to_file_names(part: str, name: str) -> str:
    """The file's key for a field of the model."""
    return next((key for key, field in _MODEL_NAMES[part].items() if field == name), name)
