"""Run benchmark tables: every other file in this folder is one, with ``table(work, size_mib) -> Iterator[Line]``."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TABLES = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("run", "measure"))


def main() -> None:
    options = argparse.ArgumentParser(description="Measure safehandle beside its peers.")
    options.add_argument("tables", nargs="*", metavar="TABLE", help=f"which tables: {', '.join(TABLES)}")
    options.add_argument("--size", type=int, default=2048, metavar="MIB", help="size of the large file")
    given = options.parse_args()
    if unknown := set(given.tables) - set(TABLES):
        options.error(f"no such table: {', '.join(sorted(unknown))} (there are: {', '.join(TABLES)})")

    sys.path.insert(0, str(HERE))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {given.size} MiB")
    for name in given.tables or TABLES:
        module = importlib.import_module(name)
        print(f"\n## {name}: {module.__doc__.strip().splitlines()[0]}\n")
        with tempfile.TemporaryDirectory(prefix="safehandle-bench-") as folder:
            for row in module.table(Path(folder), given.size):
                print(row, flush=True)


if __name__ == "__main__":
    main()
