"""Answers for a letter that is not made yet: kept one by one, offered the next time, let go."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.core.state import requests_of
from sferum_cli.flows.known_people import same_alias
from sferum_cli.flows.letter_choices import NEW, NONE, Settled
from sferum_cli.flows.letter_questions import LetterPicture
from sferum_cli.flows.session import Session
from sferum_cli.render.letter_check_view import draft_line
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.storage.drafts import Draft, forget_draft, keep_draft, load_drafts
from sferum_cli.storage.people import load_people
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language, t


class Drafting:
    """The draft of one letter: the ``answers`` it begins with, and where it is kept.

    ``kept`` names the draft that there is, by kind and person; None while there is none.
    ``stopped`` says that the person wants nothing kept.
    """

    def __init__(self, session: Session, draft: Draft | None = None) -> None:
        self._session, self.stopped = session, False
        self.answers: Mapping[str, str] = draft.answers if draft else {}
        self.kept: tuple[str, str] | None = (draft.kind, draft.person) if draft else None

    def keep(self, seen: LetterPicture, said: Mapping[str, str]) -> None:
        """Keep what was ``said`` so far, unless the person does not want that."""
        if not self.stopped:
            self.keep_now(seen, said)

    def keep_now(self, seen: LetterPicture, said: Mapping[str, str]) -> None:
        """Keep what was ``said``. Raises StateBusy, DamagedFile, BadUsage."""
        new = Draft(seen.kind.id if seen.kind else "", seen.alias, self._session.today, dict(said))
        keep_draft(self._session.folder, new, instead=self.kept)
        self.kept = (new.kind, new.person)

    def stop(self) -> None:
        """Keep nothing, from here on and of what was said before. Raises as ``keep_now``."""
        self.stopped = True
        self.forget()

    def forget(self) -> None:
        """Let go of it: the letter is made, say. Raises as ``keep_now``."""
        if self.kept:
            forget_draft(self._session.folder, *self.kept)
        self.kept = None


def begin_draft(session: Session, start: Settled) -> tuple[Settled, Drafting]:
    """The draft that the person goes on with, or a new one.

    With it comes ``start``, where the draft says for whom it is. Raises DamagedFile, Interrupted.
    """
    if draft := _ask_which(session, _fitting(session, start)):
        start = Settled(start.alias or _alias(session, draft.person), start.given)
        return start, Drafting(session, _still_true(session, start, draft))
    return start, Drafting(session)


def _fitting(session: Session, start: Settled) -> list[Draft]:
    """The drafts for the kind and the person that are named, the newest first."""
    named = start.alias or start.given.get("request")
    return [
        each for each in reversed(load_drafts(session.folder))
        if each.kind in ("", *kind_ids())
        and start.given.get("kind", each.kind) == each.kind
        and (not named or is_same_alias(each.person, start.alias))
    ]  # fmt: skip


def _ask_which(session: Session, drafts: list[Draft]) -> Draft | None:
    if not drafts:
        return None
    rows = [
        (str(n), draft_line(letter_kind(each.kind).title.pick(language()) if each.kind else "",
                            each.person, len(each.answers), each.day))
        for n, each in enumerate(drafts)
    ]  # fmt: skip
    rows[0] = ("yes", rows[0][1])  # the newest: so it is asked
    rows.append(("new", t("letter.draft.new")))
    chosen = session.prompter.choose("draft", t("letter.draft.there"), rows)
    return None if chosen == "new" else drafts[0 if chosen == "yes" else int(chosen)]


def _alias(session: Session, alias: str) -> str:
    person = same_alias(load_people(session.folder), alias) if alias else None
    return person.alias if person else ""


def _still_true(session: Session, start: Settled, draft: Draft) -> Draft:
    """``draft`` without what the command says now, and what is no more: a request that ended."""
    answers = {name: said for name, said in draft.answers.items() if name not in start.given}
    open_ones = [each.id for each in requests_of(load_state(session.folder)) if each.open]
    if answers.get("request", NEW) not in (NEW, NONE, *open_ones):
        del answers["request"]
    if draft.kind and "kind" not in start.given:
        answers["kind"] = draft.kind
    return Draft(draft.kind, draft.person, draft.day, answers)


def draft_command(start: Settled, drafting: Drafting) -> str:
    """The command that goes on from the draft."""
    kind = start.given.get("kind") or (drafting.kept[0] if drafting.kept else "")
    request = start.given.get("request", "")
    person = "" if request or not start.alias else start.alias
    words = ["sferum letter", kind, f"--request {request}" if request else ""]
    return " ".join(word for word in (*words, f"--person {person}" if person else "") if word)
