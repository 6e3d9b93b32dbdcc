"""Requests as they stand: all of them, one of them, what is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sferum_cli.core.aliases import alias_key
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.events import CLAIMED
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import GuidedPath, PathHead
from sferum_cli.core.next_action import outlook
from sferum_cli.core.outlook import Outlook, ranked
from sferum_cli.core.plan import CasePlan
from sferum_cli.core.requests import Request
from sferum_cli.core.state import State, request_of, requests_of
from sferum_cli.errors import DamagedFile
from sferum_cli.flows.known_people import come_of_age, known_person
from sferum_cli.flows.plans import plans_in
from sferum_cli.flows.plays import play_for
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer, Page
from sferum_cli.render.playbook_view import play_page
from sferum_cli.render.status_view import details, home_page, more_closed, nothing_open, nothing_yet
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import texts_of, work_calendar
from sferum_cli.shelf.ladder import checks
from sferum_cli.storage.archive import archived, recall
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language


@frozen
class Overview:
    """Every request as it stands, the most urgent first, with the paths they walk.

    ``has_archive`` says that some were closed long ago; ``archived`` holds them where they were
    asked for, and ``damaged`` what is wrong with those that cannot be read.
    """

    items: tuple[Outlook, ...]
    state: State
    paths: Mapping[str, PathHead]
    has_archive: bool = False
    archived: tuple[Outlook, ...] = ()
    damaged: tuple[DamagedFile, ...] = ()

    def titles(self, language: str) -> dict[str, str]:
        """The title of the path of each request, by its id."""
        return {name: path.title.pick(language) for name, path in self.paths.items()}


def status(
    session: Session, request_id: str | None = None, *, person: str | None, archive: bool
) -> Answer:
    """How each request stands (of ``person``, when given), or all about one.

    ``archive`` reads those that were closed long ago, too. Raises NotFound for an unknown request
    or person, DamagedFile.
    """
    if request_id is not None:
        return _one(session, request_id)
    today = session.today
    found = overview(session.folder, today=today, person=person, archive=archive)
    if person and not (found.items or found.archived):
        known_person(session.folder, person)  # nobody has no requests
    if archive:
        return _with_archive(found, today, lambda: _plans(session, found, person))
    page: Page
    if not found.items:
        page = nothing_open() if found.has_archive else nothing_yet()
    else:
        page = home_page(found.items, found.titles(language()), today)
        page += [more_closed()] if found.has_archive else []
        page += come_of_age(session, person)
    return Answer(page, lambda: for_programs(found.items, today, _plans(session, found, person)))


def _one(session: Session, request_id: str) -> Answer:
    from sferum_cli.flows.letter_kept import kept_lines  # only one request alone lists them
    from sferum_cli.render.timeline import timeline  # only one request alone is drawn

    today = session.today
    item, path = one(session.folder, request_id, today=today)
    title = path.title.pick(language()) if path else item.request.path
    drawing = timeline(item, today, session.width - 2)
    letters = kept_lines(item.request)
    checks = checks_for(item)
    page = details(item, title, today=today, drawing=drawing, checks=checks, letters=letters)
    if play := play_for(item):
        page += play_page(play, item.request)

    def shape() -> dict[str, Any]:
        plans = [p for p in plans_in(session.folder) if p.case.alias == item.request.person]
        return for_programs([item], today, plans)

    return Answer(page, shape)


def _with_archive(found: Overview, today: date, plans: Callable[[], Sequence[CasePlan]]) -> Answer:
    from sferum_cli.render.archive_view import archive_page, damaged_shape  # only --all shows it

    titles = found.titles(language())
    page = home_page(found.items, titles, today) if found.items else []
    page += archive_page(found.archived, titles, found.damaged, today=today)
    items = (*found.items, *found.archived)
    damaged = damaged_shape(found.damaged)
    return Answer(page, lambda: {**for_programs(items, today, plans()), "damaged": damaged})


def _plans(session: Session, found: Overview, person: str | None) -> list[CasePlan]:
    every = plans_in(session.folder, found.state)
    return [p for p in every if person is None or alias_key(p.case.alias) == alias_key(person)]


def for_programs(
    items: Sequence[Outlook], today: date, plans: Sequence[CasePlan]
) -> dict[str, Any]:
    """The cases, the requests and the walks that go on, as JSON has them."""
    from sferum_cli.render.shapes import status_shape  # most runs print no JSON

    return status_shape(items, walked(items), today, plans)


def overview(
    folder: Path, *, today: date, person: str | None = None, archive: bool = False
) -> Overview:
    """The requests in ``folder`` (of ``person``, when given) as of ``today``.

    Only ``archive`` has those read that were closed long ago.
    """
    state = load_state(folder)
    old, damaged = archived(folder, state) if archive else ((), ())
    every = requests_of(state)
    here, away = _of(every, person), _of(old, person)
    return Overview(
        tuple(ranked(outlooks(here, today=today, among=every))),
        state,
        {r.id: head_of(r) for r in known((*here, *away))},
        has_archive=bool(state.numbers),
        archived=outlooks(away, today=today),
        damaged=damaged,
    )


def _of(requests: tuple[Request, ...], person: str | None) -> tuple[Request, ...]:
    if person is None:
        return requests
    return tuple(r for r in requests if r.person.casefold() == person.casefold())


def walked(items: Sequence[Outlook]) -> dict[str, GuidedPath]:
    """The paths of the open requests that were walked, by the id of the request."""
    walking = [item.request for item in items if item.request.open and item.request.walk]
    return {r.id: open_book(r) for r in known(walking)}


def known(requests: Sequence[Request]) -> list[Request]:
    """Those whose path the program still knows."""
    ids = knowledge.path_ids()
    return [request for request in requests if request.path in ids]


def one(folder: Path, request_id: str, *, today: date) -> tuple[Outlook, GuidedPath | None]:
    """One request and its path, archived or not. Raises NotFound with the ids there are."""
    state = recall(folder, load_state(folder), request_id)
    request = request_of(state, request_id)
    return outlook_of(request, today=today, family=requests_of(state)), path_of(request)


def head_of(request: Request) -> PathHead:
    """The head of the path of a request that is known, in the words of its institution."""
    return knowledge.path_head(request.path, institution=request.institution.kind)


def open_book(request: Request) -> GuidedPath:
    """The path of a request that is known, in the words of its institution."""
    return knowledge.path(request.path, institution=request.institution.kind)


def path_of(request: Request) -> GuidedPath | None:
    """The path of a request, None where the program no longer knows it."""
    return open_book(request) if known([request]) else None


def outlooks(
    requests: Sequence[Request], *, today: date, among: Sequence[Request] = ()
) -> tuple[Outlook, ...]:
    """How each of ``requests`` stands on ``today``; ``among`` can be children of them."""
    children: dict[str, list[Request]] = {}
    for request in among or requests:
        children.setdefault(request.parent, []).append(request)
    return tuple(
        outlook_of(request, today=today, family=children.get(request.id, ()))
        for request in requests
    )


def outlook_of(request: Request, *, today: date, family: Sequence[Request] = ()) -> Outlook:
    """How a request stands on ``today``; ``family`` are the requests that may hang on it."""
    path = head_of(request) if known([request]) else None
    return outlook(
        request,
        rules_for(request),
        work_calendar(),
        today=today,
        family=family,
        check_after=path.check_after if path else "",
        checked=path.checked if path else None,
    )


def rules_for(request: Request) -> tuple[Rule, ...]:
    """The rules of the path of ``request``; none for a path that the program no longer knows."""
    return texts_of(head_of(request).deadlines) if known([request]) else ()


def checks_for(item: Outlook) -> tuple[str, ...]:
    """What the person can look at to see whether it is really done; empty when it is not time."""
    request = item.request
    if request.status != CLAIMED and item.timing != "recheck_due":
        return ()
    lang = language()
    paths = [open_book(each) for each in known([request])]
    own = [path.ending_for(request.role).check for path in paths]
    if request.rung == 0 and not any(path.kind == "delete" for path in paths):
        return tuple(check.pick(lang) for check in own)
    every = checks(institution=request.institution.kind)
    general = [check.text for check in every if check.when.fits(request.role)]
    return tuple(check.pick(lang) for check in (*own, *general))
