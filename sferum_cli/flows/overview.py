"""The requests of a folder as they stand: all that are open, or one by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sferum_cli.core.codes import Language
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import GuidedPath, PathHead
from sferum_cli.core.next_action import outlook
from sferum_cli.core.outlook import Outlook, ranked
from sferum_cli.core.requests import Request
from sferum_cli.core.state import State, request_of, requests_of
from sferum_cli.errors import DamagedFile
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import texts_of, work_calendar
from sferum_cli.storage.archive import archived, recall
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language

if TYPE_CHECKING:
    from sferum_cli.core.plan import CasePlan


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

    def titles(self, language: Language) -> dict[str, str]:
        """The title of the path of each request, by its id."""
        return {name: path.title.pick(language) for name, path in self.paths.items()}


def overview(
    folder: Path, *, today: date, person: str | None = None, archive: bool = False
) -> Overview:
    """The requests in ``folder`` (of ``person``, when given) as of ``today``.

    Only ``archive`` has those read that were closed long ago.
    """
    state = load_state(folder)
    old, damaged = archived(folder, state) if archive else ((), ())
    every = requests_of(state)
    here, away = of_person(every, person), of_person(old, person)
    return Overview(
        tuple(ranked(outlooks(here, today=today, among=every))),
        state,
        {r.id: head_of(r) for r in of_known_paths((*here, *away))},
        has_archive=bool(state.numbers),
        archived=outlooks(away, today=today),
        damaged=damaged,
    )


def of_person(requests: tuple[Request, ...], person: str | None) -> tuple[Request, ...]:
    """The requests of ``person``; all of them where nobody is named."""
    if person is None:
        return requests
    return tuple(r for r in requests if r.is_for(person))


def of_known_paths(requests: Sequence[Request]) -> list[Request]:
    """Those whose path the program still knows."""
    ids = knowledge.path_ids()
    return [request for request in requests if request.path in ids]


def outlook_by_id(folder: Path, request_id: str, *, today: date) -> Outlook:
    """How one request stands, archived or not. Raises NotFound with the ids there are."""
    state = recall(folder, load_state(folder), request_id)
    request = request_of(state, request_id)
    return outlook_of(request, today=today, family=requests_of(state))


def title_of(request: Request) -> str:
    """The title of the path of a request; its id where the program no longer knows it."""
    return head_of(request).title.pick(language()) if of_known_paths([request]) else request.path


def head_of(request: Request) -> PathHead:
    """The head of the path of a request that is known, in the words of its institution."""
    return knowledge.path_head(request.path, institution=request.institution.kind)


def known_path(request: Request) -> GuidedPath:
    """The path of a request that is known, in the words of its institution."""
    return knowledge.path(request.path, institution=request.institution.kind)


def path_of(request: Request) -> GuidedPath | None:
    """The path of a request, None where the program no longer knows it."""
    return known_path(request) if of_known_paths([request]) else None


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
    path = head_of(request) if of_known_paths([request]) else None
    return outlook(
        request,
        rules_for(request),
        work_calendar(),
        today=today,
        family=family,
        check_after=path.check_after if path else "",
        checked=path.checked if path else None,
        letter=_letter_for(request) if request.round.spoken else None,
    )


def _letter_for(request: Request) -> str | None:
    from sferum_cli.flows.kinds import first_kind  # few requests were only spoken of

    return first_kind(request)


def rules_for(request: Request) -> tuple[Rule, ...]:
    """The rules of the path of ``request``; none for a path that the program no longer knows."""
    return texts_of(head_of(request).deadlines) if of_known_paths([request]) else ()


def for_programs(
    items: Sequence[Outlook], today: date, plans: Sequence[CasePlan]
) -> dict[str, Any]:
    """The cases, the requests and the walks that go on, as JSON has them."""
    from sferum_cli.render.request_shapes import status_shape  # most runs print no JSON

    return status_shape(items, paths_walked(items), today, plans)


def paths_walked(items: Sequence[Outlook]) -> dict[str, GuidedPath]:
    """The paths of the open requests that were walked, by the id of the request."""
    walking = [item.request for item in items if item.request.open and item.request.walk]
    return {r.id: known_path(r) for r in of_known_paths(walking)}
