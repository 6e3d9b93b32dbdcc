"""Frozen value objects that cost little at the start: what every command is made of.

A frozen dataclass writes and compiles seven methods of its own in every process, about 0.7 ms for
each class, and a status needs a hundred of them. Here all classes share the same methods, and none
is made twice, as slots would ask for (docs/performance.md has the figures). Type checkers see a
frozen dataclass.
"""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
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
    names = tuple(cls.__annotations__)
    parts = {
        "__match_args__": names,
        "_empty": {name: own.get(name) for name in names},
        "_defaults": {name: own[name] for name in names if name in own},
    }
    for name, part in (parts | _METHODS).items():
        setattr(cls, name, part)
    return cls


if TYPE_CHECKING:
    from dataclasses import replace as replace  # so that a wrong field or type is refused
else:

    def replace(value: T, /, **changes: Any) -> T:
        """A copy of the frozen object ``value`` with other values in the named fields.

        Raises TypeError for a field that there is not.
        """
        kind = type(value)
        made = object.__new__(kind)
        fields = made.__dict__
        fields.update(value.__dict__)
        fields.update(changes)
        if len(fields) > len(kind.__match_args__):
            raise _cannot_take(kind, ", ".join(changes.keys() - set(kind.__match_args__)))
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
    hints = kind.__annotations__.items()
    return {name: (hint, kind._defaults.get(name, ...)) for name, hint in hints}


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of a frozen object by name, in order."""
    return dict(value.__dict__)


def _init(self: Any, /, *given: Any, **named: Any) -> None:
    fields, names, count = self.__dict__, self.__match_args__, len(given)
    if count == len(names) and not named:  # so readers of files make them
        fields.update(zip(names, given, strict=True))
        return
    fields.update(self._empty)
    fields.update(zip(names, given, strict=False))
    fields.update(named)
    needed = len(names) - len(self._defaults)  # those with a default come last
    if needed <= count < len(names) and not named:
        return
    if missing := [name for name in names[count:needed] if name not in named]:
        raise TypeError(f"{type(self).__name__} needs {missing[0]!r}")
    if count > len(names):
        raise _cannot_take(type(self), f"{count} values")
    if len(fields) > len(names) or not named.keys().isdisjoint(names[:count]):
        wrong = named.keys() - set(names[count:])
        raise _cannot_take(type(self), ", ".join(sorted(wrong)))


def _cannot_take(kind: Any, what: str) -> TypeError:
    return TypeError(f"{kind.__name__}({', '.join(kind.__match_args__)}) cannot take {what}")


def _eq(self: Any, other: Any) -> Any:
    return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(tuple(self.__dict__.values()))


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
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


def _read_only(values: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(values)


# The standard library cannot copy or pickle a read-only mapping, and NOTHING is one.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))
