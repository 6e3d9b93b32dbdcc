"""Libraries that are loaded when something of them is used, not when they are imported."""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any


class _Late(ModuleType):
    """A module in its place, whose code runs when something of it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]  # from here on as every other
        self.__spec__.loader.exec_module(self)  # type: ignore[union-attr]  # made from its spec
        return getattr(self, name)


def load_late(*names: str) -> None:
    """Postpone the loading of these modules; one that is loaded, or is not there, stays so.

    ``from NAME import`` loads at once. ``importlib.util.LazyLoader`` would, too, where a module is
    imported a second time.
    """
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None and spec.loader is not None:
            module = sys.modules[name] = module_from_spec(spec)
            module.__class__ = _Late
