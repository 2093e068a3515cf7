"""Frozen values to plain JSON values and back, checked on the way in."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from safehandle.errors import InputError
from safehandle.model.facts import Fact

T = TypeVar("T")
Plain = dict[str, Any]
_SCALARS = (str, int, bool, type(None))


class _Shapes(dict[type, "tuple[tuple[str, bool], ...] | None"]):
    """The fields of a dataclass, and whether each is private; None for other types. Asked for with every record."""

    def __missing__(self, kind: type) -> tuple[tuple[str, bool], ...] | None:
        shape = tuple((f.name, bool(f.metadata.get("private"))) for f in fields(kind)) if is_dataclass(kind) else None
        self[kind] = shape
        return shape


_SHAPES = _Shapes()


def to_plain(value: object) -> Any:
    """Turn a value of the model into what JSON can hold. A fact gains a ``kind``."""
    if type(value) in _SCALARS:
        return value
    if (shape := _SHAPES[type(value)]) is not None:
        plain: Plain = {name: to_plain(getattr(value, name)) for name, _ in shape}
        return {"kind": value.kind, **plain} if isinstance(value, Fact) else plain
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


def split_private(value: object) -> tuple[Any, Plain]:
    """Like :func:`to_plain`, with the private fields taken out.

    Returns the public part and the private fields by path (``"facts.0.name"``). Empty private values stay out of both.
    """
    taken: Plain = {}

    def walk(node: object, path: str) -> Any:
        if (shape := _SHAPES[type(node)]) is not None:
            out: Plain = {"kind": node.kind} if isinstance(node, Fact) else {}
            for name, private in shape:
                item = getattr(node, name)
                if not private:
                    out[name] = item if type(item) in _SCALARS else walk(item, f"{path}{name}.")
                elif item:
                    taken[f"{path}{name}"] = to_plain(item)
            return out
        if isinstance(node, (tuple, list)):
            return [walk(item, f"{path}{i}.") for i, item in enumerate(node)]
        return to_plain(node)

    return walk(value, ""), taken


def from_plain(kind: type[T], data: object) -> T:
    """Build a value of ``kind`` from plain JSON values.

    Raises:
        InputError: ``plain.malformed`` with the path at fault; unknown and missing fields count.
    """
    return typing.cast("T", _build(kind, data, ""))


def _malformed(path: str, expected: str) -> InputError:
    return InputError("plain.malformed", path=path.rstrip(".") or "(top)", expected=expected)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, data: object, path: str) -> object:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _build_union(kind, data, path)
    if origin is tuple:
        if not isinstance(data, list):
            raise _malformed(path, "list")
        (item, _) = typing.get_args(kind)
        return tuple(_build(item, value, f"{path}{i}.") for i, value in enumerate(data))
    if kind is Fact:
        return _build_fact(data, path)
    if is_dataclass(kind):
        return _build_dataclass(typing.cast("type", kind), data, path)
    return _build_scalar(kind, data, path)


def _build_union(kind: Any, data: object, path: str) -> object:
    choices = typing.get_args(kind)
    if data is None and type(None) in choices:
        return None
    (only,) = (choice for choice in choices if choice is not type(None))
    return _build(only, data, path)


def _build_fact(data: object, path: str) -> object:
    if not isinstance(data, dict) or data.get("kind") not in Fact.kinds:
        raise _malformed(path + "kind", "|".join(sorted(Fact.kinds)))
    rest = {name: value for name, value in data.items() if name != "kind"}
    return _build_dataclass(Fact.kinds[data["kind"]], rest, path)


def _build_dataclass(kind: type, data: object, path: str) -> object:
    if not isinstance(data, dict):
        raise _malformed(path, kind.__name__)
    return kind(**dict(_arguments(kind, data, path)))


def _arguments(kind: type, data: Plain, path: str) -> Iterator[tuple[str, object]]:
    known = {f.name: f for f in fields(kind)}
    for name in data.keys() - known.keys():
        raise _malformed(path + name, "no such field")
    for name, f in known.items():
        if name in data:
            yield name, _build(_hints(kind)[name], data[name], f"{path}{name}.")
        elif f.default is MISSING and f.default_factory is MISSING:
            raise _malformed(path + name, "a value")


def _build_scalar(kind: Any, data: object, path: str) -> object:
    try:
        if kind in (datetime, date) or (isinstance(kind, type) and issubclass(kind, StrEnum)):
            if not isinstance(data, str):
                raise _malformed(path, kind.__name__)
            return kind.fromisoformat(data) if kind in (datetime, date) else kind(data)
    except ValueError:
        raise _malformed(path, kind.__name__) from None
    if kind in (str, int, bool) and type(data) is kind:
        return data
    raise _malformed(path, getattr(kind, "__name__", str(kind)))
