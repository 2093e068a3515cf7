"""The kinds of rule there are: one file in ``rules/`` each, found by looking, imported when a profile uses it."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from safehandle.model import from_plain
from safehandle.policy import rules
from safehandle.policy.case import Rule


@cache
def rule_kinds() -> frozenset[str]:
    """The names of all kinds, without importing any: the file ``cipher_listed.py`` is the kind ``cipher-listed``."""
    return frozenset(module.name.replace("_", "-") for module in pkgutil.iter_modules(rules.__path__))


def build_rule(kind: str, parameters: dict[str, object]) -> Rule:
    """A rule of ``kind``, its parameters checked against the kind's own fields.

    Raises:
        InputError: ``plain.malformed`` with the parameter at fault.
    """
    module = importlib.import_module(f"{rules.__name__}.{kind.replace('-', '_')}")
    rule: Rule = from_plain(module.KIND, parameters)
    return rule
