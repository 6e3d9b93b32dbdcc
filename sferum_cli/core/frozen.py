"""Frozen value objects that cost nothing at the start: what every command is made of.

A frozen dataclass writes and compiles seven methods of its own in every process, about 0.7 ms for
each class, and a status needs thirty of them. Here all classes share the same methods
(docs/performance.md has the figures). Type checkers see a frozen dataclass with slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
C = TypeVar("C", bound=type)

NOTHING: Mapping[str, Any] = MappingProxyType({})  # the default of a field that is a mapping


@dataclass_transform(frozen_default=True)
def frozen(cls: C) -> C:
    """Make ``cls`` a frozen value object of its annotated fields.

    A value given in the class body is the default. All objects share it, so it must be one that
    cannot change.
    """
    own = vars(cls)
    names = tuple(getattr(cls, "__annotations__", ()))
    body = {name: own[name] for name in own if name not in (*names, "__dict__", "__weakref__")}
    body |= _METHODS
    body |= {"__slots__": names, "__match_args__": names}
    body["_defaults"] = {name: own[name] for name in names if name in own}
    made: C = type(cls)(cls.__name__, cls.__bases__, body)
    return made


def replace(value: T, **changes: Any) -> T:
    """A copy of the frozen object ``value`` with other values in the named fields."""
    return type(value)(**(fields_of(value) | changes))


def is_frozen(value: object) -> bool:
    """Whether ``value`` is an object of a class made by ``frozen``."""
    return hasattr(type(value), "_defaults")


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of a frozen object by name, in order."""
    return {name: getattr(value, name) for name in value.__slots__}


def _init(self: Any, /, *given: Any, **named: Any) -> None:
    names, defaults = self.__slots__, self._defaults
    put = object.__setattr__
    for name, value in zip(names, given, strict=False):
        put(self, name, value)
    for name in names[len(given) :]:
        if name in named:
            put(self, name, named.pop(name))
        elif name in defaults:
            put(self, name, defaults[name])
        else:
            raise TypeError(f"{type(self).__name__} needs {name!r}")
    if named or len(given) > len(names):
        told = ", ".join(named) or f"{len(given)} values"
        raise TypeError(f"{type(self).__name__}({', '.join(names)}) cannot take {told}")


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.__slots__)


def _eq(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={value!r}" for name, value in fields_of(self).items())
    return f"{type(self).__qualname__}({told})"


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise AttributeError(f"{type(self).__name__} is frozen: {name!r} cannot be set")


_METHODS: dict[str, Any] = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
