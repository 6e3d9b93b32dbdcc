"""Asking one question of a letter: what is refused, what looks odd, and the word for back."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.fields import Field, read_value
from sferum_cli.core.letter_guards import insist_on_age
from sferum_cli.core.letter_kinds import BLANK, LetterKind
from sferum_cli.core.odd import oddity
from sferum_cli.flows.days import is_meant
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter import check_answer, check_new_answer
from sferum_cli.flows.letter_children import ANOTHER
from sferum_cli.flows.letter_choices import LetterQuestion
from sferum_cli.flows.letter_draft import Drafting
from sferum_cli.flows.letter_person import band_of
from sferum_cli.flows.letter_questions import LetterPicture
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Text
from sferum_cli.render.error_view import problem_with
from sferum_cli.render.letter_text import one_line
from sferum_cli.render.names import sexes
from sferum_cli.shelf.declension import name_overrides
from sferum_cli.shelf.fields import known_field
from sferum_cli.text import date_words, language, t, words_said
from sferum_cli.text.keyboard import other_layout

BACK = "back"
NOTHING = "-"  # what is typed to leave an answer out that was there before

_WORDS = {
    "request": "letter.which_request", "role": "walk.who", "situation": "letter.situation",
    "kind": "letter.which", "channel": "letter.channel", "format": "letter.format",
}  # fmt: skip


def ask_answer(
    session: Session,
    seen: LetterPicture,
    question: LetterQuestion,
    drafting: Drafting,
    *,
    can_go_back: bool,
) -> str | None:
    """The answer, empty where it was left out; None where the person goes back.

    What was answered before is offered again. Raises Interrupted.
    """
    now = seen.values.get(question.name, "")
    if question.choices:
        return _choose(session, seen, question, now, can_go_back=can_go_back)
    field = known_field(question.name)
    while True:
        given = session.prompter.ask(
            field.id, _asked(field, now, needed=question.needed), default=now,
            check=lambda words: _problem(session, seen, question, words),
        )  # fmt: skip
        if is_word(given, "back"):
            if can_go_back:
                return None
            continue
        if is_word(given, "keep_nothing"):
            drafting.stop()
            session.show([Text(t("letter.draft.stopped"), "good")])
            continue
        if given == NOTHING and not question.needed:
            return ""
        if _is_meant(session, seen.kind, field, given, now):
            return check_answer(field.id, given, session.today)


def is_word(given: str, what: str) -> bool:
    """Whether ``given`` is a word for ``what``, in any language or in the other layout."""
    words, said = words_said(f"said.{what}"), given.strip().lower()
    return said in words or other_layout(said) in words


def question_words(question: LetterQuestion, values: Mapping[str, str]) -> str:
    """How a question with choices is asked."""
    if key := _WORDS.get(question.name):
        return t(key)
    if question.name in ANOTHER:
        return t("letter.another")
    field = known_field(question.name)
    if field.type == "sex":
        name = values.get(f"{field.group}.surname", "")
        return t("letter.sex", whose=f"{name} {values.get(f'{field.group}.given', '')}".strip())
    return field.question.pick(language())


def _choose(
    session: Session, seen: LetterPicture, question: LetterQuestion, now: str, *, can_go_back: bool
) -> str | None:
    order = [now] if now else []
    if question.name.endswith(".sex"):
        surname = seen.values.get(question.name.replace(".sex", ".surname"), "")
        order += sexes(surname, name_overrides())
    ranked = sorted(
        question.choices, key=lambda row: order.index(row[0]) if row[0] in order else len(order)
    )
    skip = [] if question.needed else [("", t("people.skip"))]
    back = [(BACK, t("letter.back"))] if can_go_back else []
    words = question_words(question, seen.values)
    answer = session.prompter.choose(question.name, words, [*ranked, *skip, *back])
    return None if answer == BACK else answer


def _asked(field: Field, now: str, *, needed: bool) -> str:
    words = field.question.pick(language())
    if needed:
        return words
    return t("letter.optional_now" if now else "letter.optional", what=words)


def _problem(
    session: Session, seen: LetterPicture, question: LetterQuestion, given: str
) -> str | None:
    """What is wrong with ``given``, while it can still be typed again."""
    words = given.strip()
    if is_word(words, "back") or is_word(words, "keep_nothing"):
        return None
    if words == NOTHING and not question.needed:
        return None
    if not words:
        return t("letter.needed", blank=BLANK) if question.needed else None

    def check() -> None:
        one_line(words)  # a character without a meaning could stand in no letter
        checked = check_new_answer(question.name, words, session.today)
        if seen.kind and question.name.endswith(".birth_date"):
            band = band_of(session, seen.request, seen.alias)
            values = {**seen.values, question.name: checked}
            insist_on_age(seen.kind, values, seen.role, band, session.today, all_kinds)

    return problem_with(check)


def _is_meant(
    session: Session, kind: LetterKind | None, field: Field, given: str, now: str
) -> bool:
    """Whether ``given`` leaves nothing to guess, or the person agrees with what it is taken for."""
    if not given.strip() or given.strip() in (BLANK, now):
        return True
    found = read_value(field, given, today=session.today, words=date_words())
    if not isinstance(found, str):
        return is_meant(session, field.id, found)
    if odd := _odd_words(kind, field, given):
        choices = [("no", t("letter.odd.again")), ("yes", t("letter.odd.keep"))]
        return session.prompter.choose(f"{field.id}.odd", odd, choices) == "yes"
    return True


def _odd_words(kind: LetterKind | None, field: Field, given: str) -> str:
    """What looks odd in ``given``, as a question; empty where nothing does."""
    if odd := oddity(field, given):
        return t(f"letter.odd.{odd}", given=given)
    if field.id == "applicant.email" and kind and kind.body != "company":
        sending = kind.sending
        return "" if sending.answers_to(given) else sending.foreign_zone.pick(language())
    return ""
