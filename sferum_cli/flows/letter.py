"""Writing a letter: answers from files, people and the request; the letter; its bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module

from sferum_cli.core.codes import CHANNELS, LetterFormat
from sferum_cli.core.fields import insist_on_reachable, read_value
from sferum_cli.core.knowledge import ROLES
from sferum_cli.core.letter_compose import compose
from sferum_cli.core.letter_kinds import BLANK, LetterKind, missing
from sferum_cli.core.letters import Letter
from sferum_cli.errors import BadUsage, NeedsAnswer, no_such_choice
from sferum_cli.flows.letter_facts import NOTHING_KNOWN, LetterFacts, known_for
from sferum_cli.flows.letter_forms import declined_words, is_blank, people_of
from sferum_cli.render.answers_view import answer_names, sample
from sferum_cli.render.error_view import problem
from sferum_cli.render.names import needs_sex
from sferum_cli.shelf.declension import name_overrides
from sferum_cli.shelf.fields import answer_fields, field_of, known_field
from sferum_cli.shelf.letters import form
from sferum_cli.text import date_words

# Each is loaded when it is asked for: the libraries behind them are heavy.
WRITERS: Mapping[LetterFormat, str] = {
    "pdf": "letter_pdf:to_pdf",
    "docx": "letter_docx:to_docx",
    "eml": "letter_eml:to_eml",
    "txt": "letter_txt:to_txt",
}
# [institution] is what [school] was.
_OTHER_NAMES = {
    f"institution.{name}": f"school.{name}"
    for name in (
        "name", "head.position", "head.surname", "head.given", "head.patronymic", "head.sex",
    )
}  # fmt: skip
LIMIT = 2000  # characters of one answer


# Answers that are no field of a letter and choose one.
_CODES: Mapping[str, tuple[str, ...]] = {"role": ROLES, "channel": CHANNELS}


def check_answers(given: Mapping[str, str], kind: LetterKind | None, today: date) -> dict[str, str]:
    """``given`` with days as DD.MM.YYYY. One file may answer the questions of other kinds, too.

    Raises BadUsage for a key that no kind knows or a wrong value.
    """
    checked, of_kind = {}, kind.fields if kind else ()
    for told, value in given.items():
        name = _OTHER_NAMES.get(told, told)
        if name not in of_kind and not name.startswith("correct."):
            _insist_known(name)
        try:
            checked[name] = check_new_answer(name, value, today)
        except BadUsage as error:
            if name in (error.values.get("name"), error.values.get("option")):
                raise  # it says already which answer is wrong
            raise BadUsage("error.answer_wrong", name=name, problem=problem(error)) from error
    return checked


def _insist_known(name: str) -> None:
    known = {*answer_fields(), *_CODES}
    if name not in known and field_of(name) is None:
        raise BadUsage("error.answer_unknown", given=name, known=tuple(sorted(known)))


def check_new_answer(name: str, value: str, today: date) -> str:
    """``check_answer`` of what is given now; raises BadUsage where no reply could arrive, too."""
    checked = check_answer(name, value, today)
    if checked and checked != BLANK and name in answer_fields():
        insist_on_reachable(answer_fields()[name], checked)
    return checked


def check_answer(name: str, value: str, today: date) -> str:
    """One answer as it goes into a letter, days as DD.MM.YYYY. Raises BadUsage if it does not fit.

    Corrected forms of names are no fields: any words will do.
    """
    value = value.strip()
    if not value or value == BLANK:
        return value
    if len(value) > LIMIT:
        raise BadUsage("error.answer_long", name=name, limit=LIMIT)
    field = field_of(name)
    codes = field.codes if field else _CODES.get(name, ())
    if codes and value not in codes:
        raise no_such_choice(name, value, codes)
    if field is None:
        return value
    found = read_value(field, value, today=today, words=date_words())
    return found if isinstance(found, str) else f"{found.day:%d.%m.%Y}"


def lacking(
    kind: LetterKind, answers: Mapping[str, str], facts: LetterFacts = NOTHING_KNOWN
) -> tuple[str, ...]:
    """What must still be asked: needed answers, and a sex that no patronymic tells."""
    values, _ = known_for(kind, answers, facts)
    asks = list(missing(kind, values))
    used = kind.of_use(values)
    for who, name in people_of(values).items():
        prefix = "school.head" if who == "head" else who
        mine = f"{'child' if who.startswith('child') else prefix}.surname" in used
        if mine and not is_blank(name) and needs_sex(name, name_overrides()):
            asks.append(f"{prefix}.sex")
    return tuple(asks)


def insist_on_answers(
    kind: LetterKind, answers: Mapping[str, str], facts: LetterFacts = NOTHING_KNOWN
) -> None:
    """Raises NeedsAnswer with all that is missing at once, and with a file to write it down in.

    Where a name is missing nobody knows yet whether its patronymic will tell the sex.
    """
    lacks = lacking(kind, answers, facts)
    if not lacks:
        return
    fields = [known_field(name) for name in lacks]
    named = dict.fromkeys(f.group for f in fields if f.id.endswith((".surname", ".given")))
    unsure = [who for who in named if not answers.get(f"{who}.patronymic")]
    wanted = [f"{who}.{part}" for who in unsure for part in ("patronymic", "sex")]
    more = [known_field(name) for name in wanted if not answers.get(name) and name not in lacks]
    told = answer_names(fields)
    raise NeedsAnswer(
        "error.letter_needs", kind=kind.id, title=kind.title, names=told,
        sample=sample(fields, more),
    )  # fmt: skip


def write_letter(
    kind: LetterKind, answers: Mapping[str, str], today: date, facts: LetterFacts = NOTHING_KNOWN
) -> Letter:
    """The letter of ``kind`` from ``answers`` and what is on record.

    Raises NeedsAnswer and DamagedFile.
    """
    values, record = known_for(kind, answers, facts)
    fixed = form()
    stamp = fixed.date.format(day=today.day, month=fixed.months[today.month - 1], year=today.year)

    def say(who: str, forms: Sequence[str]) -> str:
        return declined_words(who, forms, values)

    return compose(kind, values, say, date=stamp, labels=fixed.labels, record=record)


def to_bytes(letter: Letter, format_name: LetterFormat) -> bytes:
    """The letter in that format; the same letter gives the same bytes.

    Raises BadUsage for a character that the font lacks.
    """
    module, _, member = WRITERS[format_name].partition(":")
    content = getattr(import_module(f"sferum_cli.render.{module}"), member)(letter)
    return content.encode() if isinstance(content, str) else bytes(content)
