"""Where a user's own data lies: keys, and the ledger of what is done without a contract folder."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """``SAFEHANDLE_HOME`` if it is set, else the platform's folder for user data. It need not exist yet."""
    if chosen := os.environ.get("SAFEHANDLE_HOME"):
        return Path(chosen).absolute()
    from platformdirs import user_data_path  # 10 ms that most commands do not need

    return user_data_path("safehandle", appauthor=False)
