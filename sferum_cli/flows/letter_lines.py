"""The answers of a letter as lines to be checked: in words, with the forms of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sferum_cli.core.codes import FORMATS
from sferum_cli.core.frozen import replace
from sferum_cli.core.letter_kinds import BLANK
from sferum_cli.flows.letter_children import ANOTHER
from sferum_cli.flows.letter_choices import LetterQuestion
from sferum_cli.flows.letter_facts import known_for
from sferum_cli.flows.letter_forms import DeclinedName, forms_in
from sferum_cli.flows.letter_questions import DECISIONS, FORMAT, LetterPicture
from sferum_cli.render.letter_check_view import CheckLine
from sferum_cli.text import t

# Which line an answer stands in, where that is not told by the first word of its name.
_LINE_OF = {
    **dict.fromkeys((*DECISIONS[:2], "role", "situation"), "case"),
    **dict.fromkeys(("applicant.address", "applicant.phone", "applicant.email"), "contact"),
    "applicant.answer_by": "reply", "applicant.id_document": "document",
    "channel": "sending", "format": "sending",
}  # fmt: skip
_LINE_OF_GROUP = {
    "school": "place", "institution": "place", "school.head": "head", "request": "earlier",
    "mail": "sending",
}  # fmt: skip
_LINE_OF_FORM = {"position": "head", "school": "place"}


def letter_values(seen: LetterPicture) -> dict[str, str]:
    """The answers as a letter takes them."""
    return {k: v for k, v in seen.values.items() if v and k not in DECISIONS}


def lines_of(seen: LetterPicture) -> tuple[CheckLine, ...]:
    """Every answer in its line, with the forms of names that it has in the letter."""
    known = known_for(seen.decided, letter_values(seen), seen.facts)[0]
    seen = replace(seen, values={**seen.values, **known})
    forms = doubted(seen)
    groups: dict[str, list[LetterQuestion]] = {}
    for each in seen.questions:
        groups.setdefault(check_line_of(each), []).append(each)
    return tuple(_line(seen, key, group, forms) for key, group in groups.items())


def _line(
    seen: LetterPicture, key: str, group: Sequence[LetterQuestion], forms: Iterable[DeclinedName]
) -> CheckLine:
    whole = [seen.values.get(each.name, "") for each in group if is_name(each)]
    names = [each.name for each in seen.questions]
    told = [each for each in group if not (is_name(each) or _goes_without_saying(each, names))]
    every = told or [each for each in group if not is_name(each)]  # no line says nothing
    rest = [words for each in every if (words := in_words(seen, each))]
    name = " ".join(word for word in whole if word and word != BLANK)
    own = [each for each in forms if line_of_form(each) == key]
    return CheckLine(
        key,
        (*([name] if name else [t("letter.line.blank")] if BLANK in whole else []), *rest),
        tuple(dict.fromkeys(each.text for each in own)),
        tuple(each.doubt for each in own if each.doubt),
    )


def _goes_without_saying(question: LetterQuestion, names: Sequence[str]) -> bool:
    """Whether the head of the page or another answer says it already."""
    return question.name in ("kind", "request", *ANOTHER) or (
        question.name == "role" and "applicant.acting_as" in names
    )


def is_name(question: LetterQuestion) -> bool:
    """Whether it is a part of somebody's name, written beside the others."""
    return question.name.rpartition(".")[2] in ("surname", "given", "patronymic")


def in_words(seen: LetterPicture, question: LetterQuestion) -> str:
    """The answer as the person knows it; empty where there is none, and for a sex."""
    value = seen.values.get(question.name, "")
    if question.name.endswith(".sex"):
        return ""
    if question.name == FORMAT:
        return (value or FORMATS[0]).upper()
    return t("letter.line.blank") if value == BLANK else dict(question.choices).get(value, value)


def doubted(seen: LetterPicture) -> tuple[DeclinedName, ...]:
    """The declined names and titles of the letter, those that are not sure first."""
    kind = seen.decided
    return forms_in(kind, known_for(kind, letter_values(seen), seen.facts)[0])


def check_line_of(question: LetterQuestion) -> str:
    """The line in which an answer stands on the check page."""
    name = question.name
    if name in ANOTHER:
        return question.page
    group = name.rpartition(".")[0]
    first = name.partition(".")[0]
    return _LINE_OF.get(name) or _LINE_OF_GROUP.get(group) or _LINE_OF_GROUP.get(first) or first


def line_of_form(form: DeclinedName) -> str:
    """The line beside which the form of a name or title stands."""
    return _LINE_OF_FORM.get(form.who, form.who)
