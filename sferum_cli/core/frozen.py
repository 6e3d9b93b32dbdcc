"""Frozen value objects that cost nothing at the start: what every command is made of.

A frozen dataclass writes and compiles seven methods of its own in every process, about 0.7 ms for
each class, and a status needs thirty of them. Here all classes share the same methods
(docs/performance.md has the figures). Type checkers see a frozen dataclass with slots.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping
from itertools import repeat
from operator import attrgetter, call
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
C = TypeVar("C", bound=type)

NOTHING: Mapping[Any, Any] = MappingProxyType({})  # the default of a field that is a mapping


@dataclass_transform(frozen_default=True)
def frozen(cls: C) -> C:
    """Make ``cls`` a frozen value object of its annotated fields.

    A value given in the class body is the default. All objects share it, so it must be one that
    cannot change.
    """
    own = vars(cls)
    hints = getattr(cls, "__annotations__", {})
    names = tuple(hints)
    left_out = {*names, "__dict__", "__weakref__"}
    body = {name: own[name] for name in own if name not in left_out} | _METHODS
    body |= {"__slots__": names, "__match_args__": names, "__qualname__": cls.__qualname__}
    body["_hints"] = hints
    body["_defaults"] = {name: own[name] for name in names if name in own}
    body["_read"] = staticmethod(_reader(names))
    made: C = type(cls)(cls.__name__, cls.__bases__, body)
    # What fills each slot, past the refusal to set anything.
    type.__setattr__(made, "_fill", {name: vars(made)[name].__set__ for name in names})
    return made


if TYPE_CHECKING:
    from dataclasses import replace as replace  # so that a wrong field or type is refused
else:

    def replace(value: T, /, **changes: Any) -> T:
        """A copy of the frozen object ``value`` with other values in the named fields.

        Raises TypeError for a field that there is not.
        """
        kind = type(value)
        fill = kind._fill
        made = object.__new__(kind)
        any(map(call, fill.values(), repeat(made), kind._read(value)))  # a put gives None
        for name, new in changes.items():
            if name not in fill:
                raise TypeError(f"{kind.__name__}({', '.join(fill)}) cannot take {name}")
            fill[name](made, new)
        return made


def is_frozen(value: object) -> bool:
    """Whether ``value`` is an object of a class made by ``frozen``."""
    return is_frozen_class(type(value))


def is_frozen_class(kind: object) -> bool:
    """Whether ``kind`` is a class made by ``frozen``."""
    return hasattr(kind, "_defaults")


def hints_of(kind: Any) -> dict[str, tuple[str, Any]]:
    """The fields of a frozen class by name: the annotation as written, and the default or ``...``.

    Its module must defer annotations (``from __future__ import annotations``).
    """
    return {name: (hint, kind._defaults.get(name, ...)) for name, hint in kind._hints.items()}


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of a frozen object by name, in order."""
    return dict(zip(value.__slots__, value._read(value), strict=True))


def _reader(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)  # a tuple, since there are several
    return lambda value: tuple(getattr(value, name) for name in names)


def _init(self: Any, /, *given: Any, **named: Any) -> None:
    if len(given) == len(self._fill) and not named:  # so readers of files make them
        any(map(call, self._fill.values(), repeat(self), given))  # a put gives None: all are done
        return
    slots = iter(self._fill.items())
    for value, (_, put) in zip(given, slots, strict=False):
        put(self, value)
    for name, put in slots:
        if name in named:
            put(self, named.pop(name))
        elif name in self._defaults:
            put(self, self._defaults[name])
        else:
            raise TypeError(f"{type(self).__name__} needs {name!r}")
    if named or len(given) > len(self._fill):
        told = ", ".join(named) or f"{len(given)} values"
        raise TypeError(f"{type(self).__name__}({', '.join(self._fill)}) cannot take {told}")


def _eq(self: Any, other: Any) -> Any:
    return self._read(self) == other._read(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._read(self))


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={value!r}" for name, value in fields_of(self).items())
    return f"{type(self).__qualname__}({told})"


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), self._read(self)


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise AttributeError(f"{type(self).__name__} is frozen: {name!r} cannot be set")


_METHODS: dict[str, Any] = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__reduce__": _reduce,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}


def _read_only(values: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(values)


# The standard library cannot copy or pickle a read-only mapping, and NOTHING is one.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))
