"""The interview for a letter on the screen: heads of pages, the check page, what a letter says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sferum_cli.core.doubts import Doubt
from sferum_cli.core.frozen import frozen
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.letters import Letter
from sferum_cli.render.blocks import Block, Command, Heading, Items, Text
from sferum_cli.render.doubts_view import doubt_words
from sferum_cli.text import day, language, plural, t


@frozen
class CheckLine:
    """One line of the check page: its key, the answers in it in words, how a name looks in
    the letter, with what is not sure of that.
    """

    key: str
    texts: tuple[str, ...]
    forms: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def interview_head(page: str, number: tuple[int, int] | None) -> list[Block]:
    """What the next questions are about, and which page of how many that is, where it is known."""
    first = _of_the_first(page)
    title = t(f"letter.page.{first if first == page else 'another'}")
    words = t("letter.page_of", title=title, n=number[0], of=number[1]) if number else title
    return [Heading(words)]


def signs_line(signs: Sequence[str]) -> list[Block]:
    """Who must sign for the person; nothing where that is not known."""
    who = ", ".join(t(f"letter.signs.{each}") for each in signs)
    return [Text(t("letter.signs", who=who))] if who else []


def letter_check_page(kind: LetterKind, lines: Sequence[CheckLine]) -> list[Block]:
    """Every answer by its number, the doubts beside the line that they concern."""
    title = t("letter.check", title=kind.title.pick(language()))
    return [Heading(title), Items(tuple(map(line_words, lines)), numbered=True)]


def line_words(line: CheckLine) -> str:
    """A line as it is read: what it is, the answers, the forms in the letter, the doubts."""
    words = short_line_words(line)
    if line.doubts:
        unsure = "; ".join(map(doubt_words, line.doubts))
        return f"{words.rstrip('.')}. {t('letter.line.unsure', forms=unsure)}"
    told = {_even(each) for each in line.texts}
    if other := [each for each in line.forms if _even(each) not in told]:
        return f"{words} ({t('letter.line.forms', forms=', '.join(other))})"
    return words


def _even(words: str) -> str:
    """``words`` with plain blanks, as somebody types them."""
    return " ".join(words.split())


def short_line_words(line: CheckLine) -> str:
    """The same without the forms: what it is and the answers."""
    title = t(f"letter.line.{_of_the_first(line.key)}")
    return f"{title}: {', '.join(line.texts) or t('letter.line.none')}"


def _of_the_first(key: str) -> str:
    """``key`` without the number of a further child."""
    return key.rstrip("23456789")


def paper_lines(letter: Letter, sheets: int | None) -> list[Block]:
    """The sheets of the letter, where they are counted, and its attachments with theirs."""
    words = [t("letter.sheets", sheets=plural(sheets, "sheets"))] if sheets else []
    if letter.attachments:
        words.append(t("letter.lies_with_it", what=" ".join(letter.attachments)))
    return [Text(" ".join(words))] if words else []


def meaning_page(letter: Letter, glosses: Mapping[str, str]) -> list[Block]:
    """What the letter says, clause by clause, in the language of the reader."""
    says = [glosses[each] for each in letter.clauses if each in glosses]
    return [Items(tuple(dict.fromkeys(says)), t("letter.meaning"))]


def draft_line(title: str, person: str, answers: int, kept: date) -> str:
    """A draft in a line: which letter, for whom, how many answers, of which day."""
    what = ", ".join(each for each in (title or t("letter.draft.any"), person) if each)
    return t("letter.draft.line", what=what, answers=plural(answers, "answers"), day=day(kept))


def later_page(command: str) -> list[Block]:
    """The draft is kept, and how to go on from it."""
    return [Text(t("letter.draft.kept"), "good"), Command(command, "", t("home.next"))]
