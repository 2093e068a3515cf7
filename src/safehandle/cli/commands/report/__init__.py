"""``safehandle report``: registers and reports from the ledger."""

import importlib
import pkgutil

from safehandle.cli.commands.report.group import COMMAND

# Every file beside this one adds its command to the group.
for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["COMMAND"]
