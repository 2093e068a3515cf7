"""The command line: arguments, texts in Japanese and English, exit codes. It does no work of its own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    from safehandle.cli import program  # `import safehandle.cli` stays light

    sys.exit(program.run(list(sys.argv[1:] if arguments is None else arguments)))
