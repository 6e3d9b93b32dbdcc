"""A text with gaps is filled: with the words of one kind of institution, with quoted terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from sferum_cli.core.codes import LANGUAGES, Language
from sferum_cli.core.frozen import fields_of, is_frozen, replace
from sferum_cli.core.institutions import InstitutionWords
from sferum_cli.core.knowledge import Bilingual, Condition
from sferum_cli.core.terms import Quote, quoted

GAP = r"\{([A-Za-z]+)(?::([a-z]+))?\}"
_EITHER = r"\{([^{}/:]*)/([^{}/:]*)\}"
# Most of what such a value consists of holds no sentence and need not be looked at.
_WORDLESS = frozenset((str, int, bool, date, type(None)))

T = TypeVar("T")


def fill(text: Bilingual, institution: InstitutionWords, quote: Quote) -> Bilingual:
    """``text`` with each ``{word}``, ``{word:case}`` and ``{she/he}`` filled for ``institution``,
    and each ``{term:RULE:FORM}`` said by ``quote``.

    A capital (``{Institution}``) begins a sentence. What is no word of institutions stays.
    """
    if "{" not in text.ru + text.en:
        return text
    half = 1 if institution.feminine else 2
    filled = []
    for language in LANGUAGES:
        said = quoted(text.pick(language), language, quote)
        said = re.sub(_EITHER, lambda found: found[half], said)

        def one(found: re.Match[str], language: Language = language) -> str:
            return institution.word(found[1], found[2] or "", language) or found[0]

        filled.append(re.sub(GAP, one, said))
    return Bilingual(*filled)


def for_institution(known: T, institution: InstitutionWords, quote: Quote) -> T:
    """What is known, in the words of ``institution``, down to its innermost sentence,
    with its terms as ``quote`` says them.

    What concerns only other institutions (``institutions``, its own or of ``when``) is left out.
    """
    filled: Any = _filled(known, institution, quote)
    return filled  # type: ignore[no-any-return]


def in_russian(known: T, quote: Quote) -> T:
    """What is known in Russian sentences, as letters are, with its terms as ``quote`` says."""
    filled: Any = _changed(known, lambda each: _russian(each, quote))
    return filled  # type: ignore[no-any-return]


def _russian(value: Any, quote: Quote) -> Any:
    if isinstance(value, str):
        return quoted(value, "ru", quote)
    if isinstance(value, Bilingual):
        return Bilingual(quoted(value.ru, "ru", quote), quoted(value.en, "en", quote))
    return _changed(value, lambda each: _russian(each, quote))


def _filled(value: Any, institution: InstitutionWords, quote: Quote) -> Any:
    if type(value) in _WORDLESS:
        return value
    if isinstance(value, Bilingual):
        return fill(value, institution, quote)
    if isinstance(value, tuple):
        value = tuple(each for each in value if _concerns(each, institution))
    return _changed(value, lambda each: _filled(each, institution, quote))


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:
    """``value`` with what it consists of changed; the same object where nothing is."""
    if isinstance(value, tuple):
        return tuple(change(each) for each in value)
    if is_frozen(value):
        changed = {
            name: new for name, old in fields_of(value).items() if (new := change(old)) is not old
        }
        return replace(value, **changed) if changed else value
    if isinstance(value, Mapping):
        return {name: change(each) for name, each in value.items()}
    return value


def _concerns(value: Any, institution: InstitutionWords) -> bool:
    when = getattr(value, "when", None)
    own: tuple[str, ...] = getattr(value, "institutions", ())
    named = when.institutions if isinstance(when, Condition) else own
    return not named or institution.id in named
