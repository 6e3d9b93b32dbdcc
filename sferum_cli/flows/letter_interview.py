"""The interview for a letter: a list of questions, a place in it, and back; then the check page."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.frozen import frozen
from sferum_cli.flows.letter_asked import ask_answer
from sferum_cli.flows.letter_check import look_over
from sferum_cli.flows.letter_children import take_answer
from sferum_cli.flows.letter_choices import LetterQuestion, Settled
from sferum_cli.flows.letter_draft import Drafting
from sferum_cli.flows.letter_person import likely_kinds
from sferum_cli.flows.letter_questions import LetterPicture, is_answered, picture_of
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Block, Text
from sferum_cli.render.letter_check_view import interview_head, signs_line
from sferum_cli.text import t


@frozen
class Interviewed:
    """The end of an interview: what is known, and whether the letter is made now or later."""

    seen: LetterPicture
    said: Mapping[str, str]
    now: bool


def interview(session: Session, start: Settled, drafting: Drafting) -> Interviewed:
    """Ask what is not answered yet, then let the person look at all of it and change any line.

    It goes on behind the answers of the draft. Raises Interrupted: every answer but the one that
    was being given is in the draft then.
    """
    told = dict(drafting.answers)
    seen = picture_of(session, start, told)
    page, hinted, looked_over = "", False, False
    at = _first_open(seen, told)
    while True:
        if at >= len(seen.asked):
            at = _first_open(seen, told)
        if at >= len(seen.asked):
            answer = look_over(session, start, seen, told, drafting)
            told, seen = dict(answer.said), picture_of(session, start, answer.said)
            if answer.then in ("yes", "later"):
                return Interviewed(seen, told, answer.then == "yes")
            looked_over = answer.then == "open"
            at = _first_open(seen, told) if looked_over else len(seen.asked) - 1
            continue
        question = seen.asked[at]
        if head := _head(session, seen, question, page, hinted=hinted):
            session.show(head)
        page, hinted = question.page, hinted or not question.choices
        said_now = ask_answer(session, seen, question, drafting, can_go_back=at > 0)
        if said_now is None:
            at -= 1
            continue
        take_answer(told, question.name, said_now)
        seen = picture_of(session, start, told)
        drafting.keep(seen, told)
        at = _first_open(seen, told) if looked_over else _behind(seen, question)


def _first_open(seen: LetterPicture, said: Mapping[str, str]) -> int:
    """The place of the first question without an answer that fits; behind the last if all have."""
    places = (n for n, each in enumerate(seen.asked) if not is_answered(each, said))
    return next(places, len(seen.asked))


def _behind(seen: LetterPicture, question: LetterQuestion) -> int:
    names = [each.name for each in seen.asked]
    return names.index(question.name) + 1 if question.name in names else 0


def _head(
    session: Session, seen: LetterPicture, question: LetterQuestion, page: str, *, hinted: bool
) -> list[Block]:
    """What stands above ``question``: its page, if that is not ``page``, and what it needs."""
    blocks: list[Block] = []
    if question.page != page:
        pages = list(dict.fromkeys(each.page for each in seen.asked))
        number = (pages.index(question.page) + 1, len(pages)) if seen.kind else None
        blocks += interview_head(question.page, number)
    if question.name == "kind":
        blocks += signs_line(likely_kinds((), session.folder, seen.alias, session.today)[1])
    if not (hinted or question.choices):
        blocks.append(Text(t("letter.hint"), "quiet"))
    return blocks
