"""The answers that a letter lacks: in words, and as a file to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sferum_cli.core.fields import Field
from sferum_cli.render.clean import clean
from sferum_cli.text import language, t


def answer_names(fields: Iterable[Field]) -> tuple[str, ...]:
    """What the answers are called inside a sentence, with the values to choose from."""
    titles = [(each.title.pick(language()), ", ".join(each.codes)) for each in fields]
    return tuple(
        title[:1].lower() + title[1:] + (f" ({codes})" if codes else "") for title, codes in titles
    )


def sample(fields: Sequence[Field], optional: Sequence[Field] = ()) -> str:
    """An answers file (TOML) that waits for ``fields``, and for ``optional`` ones.

    What each is for stands beside it; of a sex that a patronymic may tell, when it is needed.
    """
    lines = []
    for each in (*fields, *optional):
        unsure = each.type == "sex" and each in optional
        when = f"; {t('letter.sample.sex')}" if unsure else ""
        lines.append(clean(f'{each.id} = ""  # {_asks(each)}{when}'))
    return "\n".join(lines)


def _asks(field: Field) -> str:
    """The question, with what may be chosen: the code that is written and what it means."""
    words = field.question.pick(language())
    if not field.choices:
        return words
    texts = [(each.id, each.text.pick(language())) for each in field.choices]
    rows = ", ".join(code if text == code else f"{code} ({text})" for code, text in texts)
    return f"{words}{'' if words.endswith('?') else ':'} {rows}"
