"""One page about a case, or about all of them: to look at, to print, to send on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sferum_cli.core.aliases import alias_key, by_alias, is_same_alias
from sferum_cli.core.frozen import replace
from sferum_cli.core.ladder import rungs_for
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.plan import CasePlan
from sferum_cli.core.report import CaseReport, climb_of, links_of
from sferum_cli.flows.files import destination
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.overview import overview, path_of
from sferum_cli.flows.plans import plans_in
from sferum_cli.flows.plays import play_for
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.report_page import report_page
from sferum_cli.render.report_view import nothing_to_tell, report_shape, report_written
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.ladder import ladder
from sferum_cli.text import language, t

FILE = "sferum-report.html"


def report(
    session: Session, output: str | None, *, person: str | None, names: bool, force: bool
) -> Answer:
    """Write one HTML page about every case (that of ``person``, when given).

    Without ``names`` it holds no alias, number, note or command: to be sent on.
    Raises NotFound for an unknown person, BadUsage, DamagedFile.
    """
    place = destination(session, output, FILE, force=force)
    found = overview(session.folder, today=session.today, person=person)
    cases = [
        each
        for each in plans_in(session.folder, found.state)
        if person is None or is_same_alias(each.case.alias, person)
    ]
    if person is not None and not cases:
        known_person(session.folder, person)
    if not cases:
        beside = [t("report.page.nothing")] if place.file is None else []
        page = [] if place.file is None else nothing_to_tell()
        return Answer(page, report_shape((), None, names=names), beside=beside)
    items = by_alias(found.items, lambda item: item.request.cases)
    told = sorted(
        (
            _told(each, tuple(items.get(alias_key(each.case.alias), ())), session.today)
            for each in cases
        ),
        key=_urgency,
    )
    place.check()
    titles = {
        (kind, path): knowledge.path_head(path, institution=kind).title.pick(language())
        for kind in {each.plan.case.institution.kind for each in told}
        for path in _paths(told)
    }
    html = report_page(told, titles, session.today, names=names)
    content = place.write(html.encode())
    shape = report_shape(told, place.name, names=names)
    return Answer(
        report_written(place.name or "", names=names, person=person), shape, content=content
    )


def _paths(cases: Sequence[CaseReport]) -> set[str]:
    """The paths that the report speaks of and the program still knows."""
    spoken = {item.request.path for each in cases for item in each.items}
    ahead = {planned.row.path for each in cases for planned in each.plan.plan.items}
    return (spoken | ahead) & {*knowledge.path_ids()}


def _told(each: CasePlan, items: tuple[Outlook, ...], today: date) -> CaseReport:
    place = each.case.institution
    every = ladder(institution=place.kind, ownership=place.ownership)
    rungs = rungs_for(every, each.case.role)
    told = CaseReport(each, items, climb_of(items, rungs, today))
    return _with_help(told, told.first) if told.first else told


def _with_help(told: CaseReport, first: Outlook) -> CaseReport:
    path = path_of(first.request)
    if path is None:
        return replace(told, play=play_for(first))
    kind = first.request.institution.kind
    return replace(
        told,
        play=play_for(first),
        pages=links_of(path, first, language()),
        contacts=knowledge.contacts_of(path.contacts, institution=kind),
    )


def _urgency(told: CaseReport) -> tuple[int, int]:
    """The case that waits for the person comes first, then by its most urgent request."""
    order = ("me", "them", "nobody")
    return order.index(told.turn), -(told.items[0].next.score if told.items else 0)
