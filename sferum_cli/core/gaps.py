"""A text with gaps is filled with the words of one kind of institution."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from sferum_cli.core.frozen import fields_of, is_frozen, replace
from sferum_cli.core.institutions import Institution
from sferum_cli.core.knowledge import Bilingual, When

GAP = re.compile(r"\{([A-Za-z]+)(?::([a-z]+))?\}")
_EITHER = re.compile(r"\{([^{}/:]*)/([^{}/:]*)\}")

T = TypeVar("T")


def fill(text: Bilingual, institution: Institution) -> Bilingual:
    """``text`` with each ``{word}``, ``{word:case}`` and ``{she/he}`` filled for ``institution``.

    A capital (``{Institution}``) begins a sentence. What is no word of institutions stays.
    """
    if "{" not in text.ru + text.en:
        return text
    half = 1 if institution.feminine else 2
    filled = []
    for language in ("ru", "en"):
        said = _EITHER.sub(lambda found: found[half], text.pick(language))

        def one(found: re.Match[str], language: str = language) -> str:
            return institution.word(found[1], found[2] or "", language) or found[0]

        filled.append(GAP.sub(one, said))
    return Bilingual(*filled)


def for_institution(record: T, institution: Institution) -> T:
    """A record of the knowledge in the words of ``institution``, down to its innermost sentence.

    What concerns only other institutions (``when.institutions``) is left out.
    """
    filled: Any = _filled(record, institution)
    return filled  # type: ignore[no-any-return]


def _filled(value: Any, institution: Institution) -> Any:
    if isinstance(value, Bilingual):
        return fill(value, institution)
    if isinstance(value, tuple):
        return tuple(_filled(each, institution) for each in value if _concerns(each, institution))
    if isinstance(value, Mapping):
        return {name: _filled(each, institution) for name, each in value.items()}
    if is_frozen(value):
        changed = {
            name: new
            for name, old in fields_of(value).items()
            if (new := _filled(old, institution)) is not old
        }
        return replace(value, **changed) if changed else value
    return value


def _concerns(value: Any, institution: Institution) -> bool:
    when = getattr(value, "when", None)
    return (
        not isinstance(when, When) or not when.institutions or (institution.id in when.institutions)
    )
