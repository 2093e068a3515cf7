"""``python -m safehandle``."""

from safehandle.cli import main

main()
