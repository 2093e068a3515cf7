"""The forms a register can take: one file a form, found here by themselves."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import PurePath

from safehandle.documents.form import Form, ReadableForm
from safehandle.errors import UsageError


@cache
def forms() -> dict[str, Form]:
    """Every form by its name, which is also the suffix of its files."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found: list[Form] = [importlib.import_module(f"{__name__}.{name}").FORM for name in modules]
    return {form.name: form for form in found}


def find(name: str) -> Form:
    """The form of a name.

    Raises:
        UsageError: ``documents.no-such-form``.
    """
    try:
        return forms()[name]
    except KeyError:
        raise UsageError("documents.no-such-form", name=name, known=", ".join(forms())) from None


def readable(path: PurePath) -> ReadableForm:
    """The form that reads files with this suffix.

    Raises:
        UsageError: ``documents.not-readable``: no form has the suffix, or the form cannot be read back (PDF, HTML).
    """
    form = forms().get(path.suffix.lower().removeprefix("."))
    if not isinstance(form, ReadableForm):
        known = ", ".join(name for name, each in forms().items() if isinstance(each, ReadableForm))
        raise UsageError("documents.not-readable", suffix=path.suffix, known=known)
    return form
