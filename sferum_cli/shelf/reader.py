"""One reader of all knowledge: a TOML table becomes a value by the annotations of its class."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args

from sferum_cli.core.frozen import hints_of, is_frozen_class
from sferum_cli.shelf.tables import Table

T = TypeVar("T")
Take = Callable[[Table, str], Any]

_PLAIN: dict[str, Take] = {
    "str": lambda row, key: row.take(key, str),
    "int": lambda row, key: row.take(key, int),
    "bool": lambda row, key: row.take(key, bool),
    "date": lambda row, key: row.take(key, date),
    "Bilingual": Table.both,
    "WebPage": Table.page,
    "Amount": Table.amount,
    "frozenset[str]": lambda row, key: frozenset(row.words(key)),
    "Target": Table.target,
}

_VERBS = ("applies",)  # end in s and name no number of things


def read(kind: type[T], row: Table, **given: Any) -> T:
    """The value of class ``kind`` that ``row`` is. No file can set the fields that are ``given``.

    Each field is the key of its name; a tuple of values is an array of tables that is called after
    one of them: ``steps`` is [[step]]. A list that is not there is empty. A class is read by what
    its annotations say: "int", "Bilingual | None", "tuple[Role, ...]", "Mapping[str, Bilingual]",
    a Literal or a frozen class of its module. Raises DamagedFile with the place of the slip, also
    for a key that is no field.
    """
    value = read_some(kind, row, **given)
    row.done()
    return value


def read_some(kind: type[T], row: Table, **given: Any) -> T:
    """The same where ``row`` holds keys for others, too: they stay unread."""
    shape: Any = kind  # to mypy not every class is a key of a cache
    values = dict(given)
    for name, key, take, default in _fields(shape, tuple(given)):
        if key in row.values:
            values[name] = take(row, key)
        elif default is ...:
            raise row.bad(key)
        else:
            values[name] = default
    return kind(*map(values.__getitem__, shape.__match_args__))


@cache
def _fields(kind: Any, given: tuple[str, ...]) -> tuple[tuple[str, str, Take, Any], ...]:
    """For each field but the ``given``: name, key in a file, how to read it, what if missing."""
    known = vars(sys.modules[kind.__module__])
    fields = []
    for name, (hint, default) in hints_of(kind).items():
        if name in given:
            continue
        inner = _inner(hint, "tuple[", ", ...]")
        if default is ... and (inner or hint.endswith(" | None")):
            default = () if inner else None
        singular = is_frozen_class(known.get(inner)) and name not in _VERBS
        key = name.removesuffix("s") if singular else name
        fields.append((name, key, _taker(hint.removesuffix(" | None"), known), default))
    return tuple(fields)


def _taker(hint: str, known: dict[str, Any]) -> Take:
    if inner := _inner(hint, "tuple[", ", ...]"):
        return Table.words if inner == "str" else _each(known[inner])
    if inner := _inner(hint, "Mapping[", "]"):
        name, _, of = inner.partition(", ")
        return _mapping(get_args(known.get(name)), _taker(of, known))
    return _PLAIN.get(hint) or _one(known[hint])


def _inner(hint: str, start: str, end: str) -> str:
    """What stands between ``start`` and ``end`` of ``hint``; nothing where it is no such hint."""
    fits = hint.startswith(start) and hint.endswith(end)
    return hint[len(start) : -len(end)] if fits else ""


def _one(kind: Any) -> Take:
    if codes := get_args(kind):
        return lambda row, key: row.code(key, codes)
    return lambda row, key: read(kind, row.table(key))


def _each(kind: Any) -> Take:
    if codes := get_args(kind):
        return lambda row, key: row.codes(key, codes)
    return lambda row, key: tuple(read(kind, inner) for inner in row.tables(key))


def _mapping(codes: tuple[str, ...], take: Take) -> Take:
    """A table of any keys, or of all ``codes`` where the keys are such."""

    def taken(row: Table, key: str) -> dict[str, Any]:
        inner = row.table(key)
        found = {name: take(inner, name) for name in codes or tuple(inner.values)}
        inner.done()
        return found

    return taken
