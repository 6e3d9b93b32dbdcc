"""The check page before a letter is made: every answer in a numbered line, any to be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_cli.core.frozen import frozen
from sferum_cli.core.letters import Letter
from sferum_cli.errors import BadUsage
from sferum_cli.flows.letter import to_bytes, write_letter
from sferum_cli.flows.letter_asked import BACK, ask_answer, question_words
from sferum_cli.flows.letter_children import take_answer
from sferum_cli.flows.letter_choices import LetterQuestion, Settled
from sferum_cli.flows.letter_draft import Drafting
from sferum_cli.flows.letter_forms import DeclinedName
from sferum_cli.flows.letter_lines import (
    check_line_of,
    doubted,
    in_words,
    letter_values,
    line_of_form,
    lines_of,
)
from sferum_cli.flows.letter_questions import FORMAT, LetterPicture, is_answered, picture_of
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Block, Text
from sferum_cli.render.error_view import problem_with
from sferum_cli.render.letter_check_view import (
    CheckLine,
    letter_check_page,
    meaning_page,
    paper_lines,
    short_line_words,
)
from sferum_cli.render.letter_pdf import pages_of
from sferum_cli.render.letter_text import one_line
from sferum_cli.render.letter_view import letter_page, mail_warning
from sferum_cli.shelf.fields import field_of
from sferum_cli.shelf.letters import glosses
from sferum_cli.text import language, t


@frozen
class LookedOver:
    """What came of it: the answers, and ``then``: yes, later, back, or open (questions)."""

    said: Mapping[str, str]
    then: str


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
        page = [*letter_check_page(seen.decided, lines), *_on_paper(session, seen)]
        session.show([*page, *_warnings(seen, told)])
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


def _on_paper(session: Session, seen: LetterPicture) -> list[Block]:
    """How many sheets the letter has, where it is made for paper, and what lies with it."""
    letter = composed(session, seen)
    if seen.values.get(FORMAT) in ("txt", "eml"):
        return paper_lines(letter, None)
    try:
        return paper_lines(letter, pages_of(to_bytes(letter, "pdf")))
    except BadUsage:  # it will be said when the letter is made
        return paper_lines(letter, None)


def _warnings(seen: LetterPicture, said: Mapping[str, str]) -> list[Block]:
    """What an e-mail does not do; of an address only where it was not typed and asked about."""
    kind, address = seen.decided, seen.values.get("applicant.email", "")
    blocks = mail_warning(kind) if seen.values.get(FORMAT) == "eml" else []
    told = "applicant.email" in said or kind.body == "company"
    if address and not told and not kind.sending.answers_to(address):
        blocks.append(Text(kind.sending.foreign_zone.pick(language()), "warn"))
    return blocks


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
    forms = [each for each in doubted(seen) if line_of_form(each) == key]
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
    take_answer(told, name, answer)
    return True


def _part(seen: LetterPicture, question: LetterQuestion) -> str:
    """One answer of a line, with what it is called."""
    field = field_of(question.name)
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
    return session.prompter.ask(
        "correct",
        t("letter.correct_to"),
        check=lambda given: problem_with(lambda: one_line(given)),  # it has to stand in a letter
    )
