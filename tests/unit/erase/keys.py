"""A key's holding without a key."""

from __future__ import annotations

import dataclasses
from typing import Any

from safehandle.erase import KeyHolding


def holding(*, gone: bool = True, **changes: Any) -> KeyHolding:
    """A holding that meets every condition; ``gone`` says whether destroying it works."""
    state = {"there": True}

    def destroy() -> None:
        state["there"] = not gone

    perfect = KeyHolding(
        key_id="k",
        purpose="seal",
        public="public",
        recorded="public",
        known=False,
        residue=False,
        copies=(),
        copies_complete=True,
        plaintext=(),
        opens=lambda: state["there"],
        destroy=destroy,
    )
    return dataclasses.replace(perfect, **changes)
