"""The check page before a letter is made: every answer in a numbered line, any to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.letter_kinds import BLANK
from sferum_cli.core.letters import Letter
from sferum_cli.flows.letter import FORMATS, write_letter
from sferum_cli.flows.letter_asked import BACK, ask_answer, question_words
from sferum_cli.flows.letter_choices import LetterQuestion, Settled
from sferum_cli.flows.letter_draft import Drafting
from sferum_cli.flows.letter_facts import known_for
from sferum_cli.flows.letter_forms import DeclinedName, forms_in
from sferum_cli.flows.letter_questions import (
    DECISIONS,
    FORMAT,
    LetterPicture,
    is_answered,
    picture_of,
)
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Block, Text
from sferum_cli.render.letter_check_view import (
    CheckLine,
    letter_check_page,
    meaning_page,
    short_line_words,
)
from sferum_cli.render.letter_view import letter_page, mail_warning
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.letters import glosses
from sferum_cli.text import language, t

# Which line an answer stands in, where that is not told by the first word of its name.
_LINE_OF = {
    **dict.fromkeys((*DECISIONS[:2], "role", "situation", "applicant.acting_as"), "case"),
    **dict.fromkeys(("applicant.address", "applicant.phone", "applicant.email"), "contact"),
    "applicant.id_document": "document", "channel": "sending", "format": "sending",
}  # fmt: skip
_LINE_OF_GROUP = {
    "school": "place", "institution": "place", "school.head": "head", "request": "earlier",
    "mail": "sending",
}  # fmt: skip
_LINE_OF_FORM = {"position": "head", "school": "place"}


@frozen
class LookedOver:
    """What came of it: the answers, and ``then``: yes, later, back, or open (questions)."""

    said: Mapping[str, str]
    then: str


def letter_values(seen: LetterPicture) -> dict[str, str]:
    """The answers as a letter takes them."""
    return {k: v for k, v in seen.values.items() if v and k not in DECISIONS}


def composed(session: Session, seen: LetterPicture) -> Letter:
    """The letter as it stands; every question has an answer. Raises NeedsAnswer."""
    return write_letter(seen.decided, letter_values(seen), session.today, seen.facts)


def look_over(
    session: Session,
    start: Settled,
    seen: LetterPicture,
    said: Mapping[str, str],
    drafting: Drafting,
) -> LookedOver:
    """Show every answer until the person goes on. Each change is kept at once."""
    told = dict(said)
    while True:
        lines = lines_of(seen)
        session.show([*letter_check_page(seen.decided, lines), *_warnings(seen, told)])
        looks = ("yes", "change", "read", *(["meaning"] if language() != "ru" else []))
        choices = [(key, t(f"letter.look.{key}")) for key in looks]
        choices += [("back", t("letter.back")), ("later", t("letter.look.later"))]
        match session.prompter.choose("look", t("letter.look"), choices):
            case "change":
                if not _change(session, seen, lines, told, drafting):
                    continue
                seen = picture_of(session, start, told)
                drafting.keep(seen, told)
                if not all(is_answered(each, told) for each in seen.asked):
                    return LookedOver(told, "open")
            case "read":
                session.show(letter_page(composed(session, seen)))
            case "meaning":
                session.show(meaning_page(composed(session, seen), glosses()))
            case then:
                return LookedOver(told, then)


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
    names = [each.name for each in group]
    told = [each for each in group if not (is_name(each) or _goes_without_saying(each, names))]
    rest = [words for each in told if (words := in_words(seen, each))]
    name = " ".join(word for word in whole if word and word != BLANK)
    own = [each for each in forms if _line_of_form(each) == key]
    return CheckLine(
        key,
        (*([name] if name else [t("letter.line.blank")] if BLANK in whole else []), *rest),
        tuple(dict.fromkeys(each.text for each in own)),
        tuple(each.doubt for each in own if each.doubt),
    )


def _goes_without_saying(question: LetterQuestion, names: Sequence[str]) -> bool:
    """Whether the head of the page or another answer of the line says it already."""
    return question.name in ("kind", "request") or (
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


def _warnings(seen: LetterPicture, said: Mapping[str, str]) -> list[Block]:
    """What an e-mail does not do; of an address only where it was not typed and asked about."""
    kind, address = seen.decided, seen.values.get("applicant.email", "")
    blocks = mail_warning(kind) if seen.values.get(FORMAT) == "eml" else []
    told = "applicant.email" in said or kind.body == "company"
    if address and not told and not kind.sending.answers_to(address):
        blocks.append(Text(kind.sending.foreign_zone.pick(language()), "warn"))
    return blocks


def doubted(seen: LetterPicture) -> tuple[DeclinedName, ...]:
    """The declined names and titles of the letter, those that are not sure first."""
    kind = seen.decided
    return forms_in(kind, known_for(kind, letter_values(seen), seen.facts)[0])


def check_line_of(question: LetterQuestion) -> str:
    """The line in which an answer stands on the check page."""
    name = question.name
    group = name.rpartition(".")[0]
    first = name.partition(".")[0]
    return _LINE_OF.get(name) or _LINE_OF_GROUP.get(group) or _LINE_OF_GROUP.get(first) or first


def _line_of_form(form: DeclinedName) -> str:
    return _LINE_OF_FORM.get(form.who, form.who.rstrip("23456789"))


def _change(
    session: Session,
    seen: LetterPicture,
    lines: Sequence[CheckLine],
    told: dict[str, str],
    drafting: Drafting,
) -> bool:
    """Change one answer or form, which goes into ``told``; whether the person did."""
    rows = [(each.key, short_line_words(each)) for each in lines]
    key = session.prompter.choose("line", t("letter.line.which"), [*rows, _back()])
    if key == BACK:
        return False
    questions = [each for each in seen.questions if check_line_of(each) == key]
    forms = [each for each in doubted(seen) if _line_of_form(each) == key]
    parts = [(each.name, _part(seen, each)) for each in questions]
    parts += [(f"form:{n}", t("letter.correct", form=f.text)) for n, f in enumerate(forms)]
    name = parts[0][0]
    if len(parts) > 1:
        name = session.prompter.choose("part", t("letter.line.part"), [*parts, _back()])
    if name == BACK:
        return False
    if name.startswith("form:"):
        form = forms[int(name.removeprefix("form:"))]
        told |= dict.fromkeys(form.keys, _corrected(session, form))
        return True
    question = next(each for each in questions if each.name == name)
    answer = ask_answer(session, seen, question, drafting, can_go_back=True)
    if answer is None:
        return False
    told[name] = answer
    return True


def _part(seen: LetterPicture, question: LetterQuestion) -> str:
    """One answer of a line, with what it is called."""
    field = answer_fields().get(question.name)
    title = (
        field.title.pick(language()) if field else question_words(question, seen.values).rstrip("?")
    )
    value = seen.values.get(question.name, "")
    words = in_words(seen, question) or dict(question.choices).get(value, value)
    return f"{title}: {words or t('letter.line.none')}"


def _back() -> tuple[str, str]:
    return BACK, t("letter.back")


def _corrected(session: Session, form: DeclinedName) -> str:
    """The right form: one of the others, or what the person types."""
    others = form.doubt.variants[1:] if form.doubt else ()
    if others:
        options = [*zip(others, others, strict=True), ("own", t("letter.correct_own"))]
        chosen = session.prompter.choose("which", t("letter.correct_to"), options)
        if chosen != "own":
            return chosen
    return session.prompter.ask("correct", t("letter.correct_to"))
