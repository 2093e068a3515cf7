"""``safehandle medium``: recording media and what is done with them.

Every module beside this one is loaded, and registers its command with the group.
"""

import importlib
import pkgutil

from safehandle.cli.commands.medium.group import COMMAND

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["COMMAND"]
