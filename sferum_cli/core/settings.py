"""What a person says once and for all: the settings, their values, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sferum_cli.core.codes import LANGUAGES
from sferum_cli.core.frozen import frozen

AUTO = "auto"
"""The value that takes a setting back: then the system or the usual thing decides."""
SETTINGS: Mapping[str, tuple[str, ...]] = {"language": LANGUAGES, "plain": ("yes", "no")}
"""Each setting with its values, as they are typed and kept."""


@frozen
class Settings:
    """What was said, by setting; nothing for what was not. ``others`` is kept as it was found."""

    said: Mapping[str, str]
    others: Mapping[str, Any]

    def having(self, key: str, value: str) -> Settings:
        """The same with ``value`` for ``key``; AUTO takes it out."""
        rest = {name: each for name, each in self.said.items() if name != key}
        return Settings(rest if value == AUTO else {**rest, key: value}, self.others)


def sort_out(table: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """The settings in ``table``, and the names of those whose value means nothing.

    Names that nobody knows may be a newer program's: they are kept and not complained about.
    """
    said, wrong = {}, []
    for key, allowed in SETTINGS.items():
        if key in table:
            value = table[key]
            word = ("yes" if value else "no") if isinstance(value, bool) else value
            if word in allowed:
                said[key] = word
            elif word != AUTO:
                wrong.append(key)
    others = {name: value for name, value in table.items() if name not in SETTINGS}
    return Settings(said, others), tuple(wrong)
