"""The question before the first step: whether to begin, and which of the paths to take."""

from __future__ import annotations

from sferum_cli.core.cases import Case
from sferum_cli.core.trust import seen_share
from sferum_cli.flows.already_open import open_already, what_is_left
from sferum_cli.flows.owner_asked import elsewhere
from sferum_cli.flows.paths import PathBook, open_path, reading_page
from sferum_cli.flows.session import Session
from sferum_cli.render.step_view import walk_first_page
from sferum_cli.render.who import who_acts
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.own import has_own
from sferum_cli.text import language, t, words_said


def ask_to_begin(session: Session, book: PathBook, told: Case, *, confirmed: bool) -> str:
    """ "yes", "no", ELSEWHERE, or the path that the person would rather walk first.

    A deletion takes its typed word for a yes, unless it is ``confirmed`` already.
    """
    page = walk_first_page(
        book.path, told.role, book.facts, person=told.alias or who_acts(told.role, told.acting_as)
    )
    session.show(page)
    by_word = book.path.kind == "delete" and not confirmed
    paths = [each for each in _paths(session, book, told) if each[0] != "yes" or not by_word]
    more, leave = ("all", t("walk.begin.all")), ("no", t("walk.begin.no"))
    back = ("back", t("step.back"))
    places = elsewhere(told) if book.path.rung == 1 else []  # it is about the institution itself
    rest = [*paths[1:], *places, leave]
    choices = [more, *paths, back, leave] if by_word else [paths[0], more, *rest]
    question = t("delete.other") if by_word else t("walk.begin")
    while True:
        if by_word and (answer := _word(session)) != "other":
            return answer
        while (answer := session.prompter.choose("start", question, choices)) == "all":
            session.show(reading_page(book, told.role, session.today))
            session.show(page)
        if answer != "back":
            return answer


def _word(session: Session) -> str:
    """ "yes" for the word that deletes, "no", or "other" for what else there is; nothing else."""
    told = {"word": t("delete.word"), "no": t("delete.no"), "other": t("delete.else")}
    words = {told["word"]: "yes", told["no"]: "no", told["other"]: "other"}
    for key in ("no", "other"):
        words |= dict.fromkeys(words_said(f"near.{key}"), key)

    def refused(given: str) -> str | None:
        return None if given.strip().lower() in words else t("delete.type_it", **told)

    return words[
        session.prompter.ask("confirm", t("delete.ask", **told), check=refused).strip().lower()
    ]


def _paths(session: Session, book: PathBook, told: Case) -> list[tuple[str, str]]:
    """This path and the others to its goal; what somebody has seen comes before what nobody has.

    One that the person has open already is to be gone on with, not begun instead.
    """
    kind = told.institution.kind
    heads = [knowledge.path_head(name, institution=kind) for name in book.path.better]
    found = [("yes", t("walk.begin.yes"))]
    for head in heads:
        title, same = head.title.pick(language()), open_already(session.folder, head.id, told.alias)
        key = "walk.begin.first" if same is None else f"walk.begin.{what_is_left(same)}"
        found.append((head.id, t(key, title=title, id=same.id if same else "")))
    if not has_own():
        return found
    books = {name: open_path(name, kind) for name in book.path.better} | {"yes": book}
    share = {name: seen_share(each.path, each.facts, told.role) for name, each in books.items()}
    return sorted(found, key=lambda each: -share[each[0]])
