"""Forms of names and titles that are not sure: on stderr, and for programs."""

from __future__ import annotations

from collections.abc import Iterable

from sferum_cli.core.doubts import Doubt
from sferum_cli.render.clean import clean
from sferum_cli.text import t


def doubt_lines(doubt: Doubt, keys: Iterable[str]) -> list[str]:
    """What to check, why, and the ``keys`` of the answers that put it right."""
    told = t("letter.doubt", told=doubt_words(doubt))
    return [clean(told), t("letter.doubt_answer", keys=", ".join(keys))]


def doubt_words(doubt: Doubt) -> str:
    """The form, the other one and why it is not sure."""
    why = t(f"doubt.{doubt.why}")
    form, *others = doubt.variants
    if not others:
        return t("doubt.one", form=form, why=why)
    return t("doubt.two", form=form, other=", ".join(others), why=why)


def doubt_shape(doubt: Doubt, keys: Iterable[str]) -> dict[str, object]:
    """The doubt for programs; ``keys`` are the answers that put it right."""
    return {
        "given": doubt.given,
        "variants": list(doubt.variants),
        "why": doubt.why,
        "answers": list(keys),
    }
