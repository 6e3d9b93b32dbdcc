"""The field check: a list of screens nobody has seen, and the filled list as own knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sferum_cli.core.dates import read_date
from sferum_cli.core.knowledge import Fact
from sferum_cli.core.screens import HEAD, LOOKS, ROWS, Sheet, Sighting, read_sheet, unseen
from sferum_cli.errors import BadUsage
from sferum_cli.flows.files import STREAM, destination
from sferum_cli.flows.session import Session
from sferum_cli.flows.sources import fact_in_use, open_sources
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.screens_view import list_text, read_page
from sferum_cli.shelf.screens import places
from sferum_cli.storage.answers import read_text_of
from sferum_cli.storage.seen import keep_seen
from sferum_cli.text import date_words, in_all_languages, language, t


def check_screens(
    session: Session, filled: str | None, output: str | None, *, force: bool
) -> Answer:
    """The list to be filled in, for stdout or in a file; or what a ``filled`` file says, kept.

    Raises NotFound (the file, a fact), BadUsage.
    """
    if filled is not None:
        if output is not None:
            raise BadUsage("error.screens_output")
        return _read(session, filled)
    every = open_sources(session.today).facts
    facts = {each.fact.id: each.fact for each in every}
    stale = [each.fact.id for each in every if each.stale]
    groups = [(each.title, unseen(each, facts, stale)) for each in places()]
    groups = [(title, left) for title, left in groups if left]
    lang = language()
    rows = [
        {
            "title": title.pick(lang),
            "facts": [{"id": fact.id, "text": fact.text.pick(lang)} for fact in left],
        }
        for title, left in groups
    ]
    if not groups:
        return Answer([Text(t("screens.none"), "good")], {"file": None, "text": "", "groups": []})
    place = destination(session, output or STREAM, "", force=force)
    words = list_text(groups)
    content = place.write(words.encode())
    page = [Text(t("screens.written", file=place.name), "good")]
    return Answer(page, {"file": place.name, "text": words, "groups": rows}, content=content)


def _read(session: Session, name: str) -> Answer:
    text = read_text_of(session.file(name))
    labels = {key: in_all_languages(f"screens.{key}") for key in (*HEAD, *ROWS)}
    answers: dict[str, list[str]] = {
        look: [word for line in in_all_languages(f"screens.say.{look}") for word in line.split("|")]
        for look in LOOKS
    }
    sheet = read_sheet(text, labels, answers)
    for key, value in (("device", sheet.device), ("day", sheet.day)):
        if not value:
            raise BadUsage("error.screens_missing", label=t(f"screens.{key}"))
    day = _day(sheet.day, session.today)
    known = {each.fact: fact_in_use(each.fact, session.today).fact for each in sheet.seen}
    told = [each for each in sheet.seen if each.look != "hidden"]
    rows = {each.fact: _fact(known[each.fact], each, day) for each in told}
    file = None
    if rows:
        file = keep_seen(session.folder, day, lambda source: _table(source, sheet, day, rows))
    shape = {
        "file": str(file) if file else None,
        "device": sheet.device,
        "version": sheet.version or None,
        "day": day.isoformat(),
        "facts": [
            {
                "id": each.fact,
                "look": each.look,
                "trust": rows[each.fact]["trust"] if each.fact in rows else known[each.fact].trust,
            }
            for each in sheet.seen
        ],
    }
    return Answer(read_page(sheet, day, str(file) if file else None), shape)


def _day(given: str, today: date) -> date:
    day = read_date(given, today, date_words()).day
    if day > today:
        raise BadUsage("error.date_future", given=given[:40])
    return day


def _table(
    source: str, sheet: Sheet, day: date, rows: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The own file: one source, which says device, version and day, and a fact for each row."""
    seen_on = ", ".join(part for part in (sheet.device, sheet.version, f"{day:%d.%m.%Y}") if part)
    title = dict(zip(("ru", "en"), in_all_languages("screens.source"), strict=True))
    title = {lang: words.format(seen_on=seen_on) for lang, words in title.items()}
    return {
        "source": [{"id": source, "title": title, "grade": "C", "date": day.isoformat()}],
        "fact": [
            {**row, **{key: [source if s == "" else s for s in row[key]] for key in _LISTS}}
            for row in rows.values()
        ],
    }


_LISTS = ("sources", "against")  # "" stands for the source that is being made


def _fact(fact: Fact, seen: Sighting, day: date) -> dict[str, Any]:
    """The row of what was seen of ``fact``: so, otherwise (in the person's words), or not so."""
    old = [*fact.sources]
    text = {"ru": fact.text.ru, "en": fact.text.en}
    row = {"id": fact.id, "checked": day, "about": "menu"}
    bounds = {"valid_from": fact.valid_from, "valid_to": fact.valid_to}
    row |= {name: bound for name, bound in bounds.items() if bound}
    if seen.look == "yes":
        return {
            **row,
            "text": text,
            "trust": "seen",
            "sources": ["", *old],
            "against": [*fact.against],
        }
    if seen.instead:
        said = dict(zip(text, in_all_languages("screens.otherwise"), strict=True))
        text = {k: said[k].format(text=text[k], instead=seen.instead) for k in text}
        return {**row, "text": text, "trust": "seen", "sources": [""], "against": old}
    return {**row, "text": text, "trust": "contradicted", "sources": old, "against": [""]}
