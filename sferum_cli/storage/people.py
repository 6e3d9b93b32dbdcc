"""people.toml to persons and back: personal data, apart from the state and owner-only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sferum_cli.core.aliases import alias_key, read_alias
from sferum_cli.core.codes import one_of
from sferum_cli.core.people import (
    AGE_BANDS,
    CORRECTIONS,
    FIELDS,
    WHO_ACTS,
    Person,
    ages_for,
    read_field,
)
from sferum_cli.errors import BadUsage, DamagedFile
from sferum_cli.storage.damage import damaged, line_of, read_versioned
from sferum_cli.storage.files import read_text
from sferum_cli.storage.manifest import PEOPLE, Manifest, insist_on_first_time, read_manifest

SCHEMA = 1
_DAMAGED = "error.person_file"
People = dict[str, Person]


def load_people(folder: Path) -> People:
    """Every person by alias, in the order of adding; none where there is no file yet.

    Raises DamagedFile for a file that cannot be understood (it stays as it is) or has vanished.
    """
    text = read_text(folder / PEOPLE)
    if text is None:
        insist_on_first_time(folder / PEOPLE, read_manifest(folder) or Manifest())
        return {}
    return parse_people(text, folder / PEOPLE)


def parse_people(text: str, file: Path) -> People:
    """The people written in ``text``. Raises DamagedFile that says where, never what."""
    table, _ = read_versioned(text, file, _DAMAGED, known=SCHEMA)
    rows = table.get("person", [])
    if not isinstance(rows, list):
        raise damaged(_DAMAGED, file, "people.damage.shape", {})
    people: People = {}
    taken: set[str] = set()
    for place, row in enumerate(rows, start=1):
        person = _person(row, place, file, text)
        if (key := alias_key(person.alias)) in taken:
            raise _wrong(file, text, place, key="alias")
        taken.add(key)
        people[person.alias] = person
    return people


def _person(row: Any, place: int, file: Path, text: str) -> Person:
    def bad(key: str) -> DamagedFile:
        return _wrong(file, text, place, key=key)

    def mapping(key: str, names: Iterable[str]) -> dict[str, str]:
        inner = row.get(key, {})
        if not isinstance(inner, dict) or not set(inner) <= set(names):
            raise bad(key)
        if not all(isinstance(value, str) for value in inner.values()):
            raise bad(key)
        try:
            return {name: read_field(name, value) for name, value in inner.items()}
        except BadUsage as error:
            raise bad(key) from error

    if not isinstance(row, dict):
        raise bad("person")
    try:
        alias = read_alias(row.get("alias", ""))
    except (BadUsage, AttributeError) as error:
        raise bad("alias") from error
    acting_as = one_of(WHO_ACTS, row.get("acting_as"))
    if acting_as is None:
        raise bad("acting_as")
    age_band = one_of(AGE_BANDS, row.get("age_band"))
    if "age_band" in row and age_band not in ages_for(acting_as):
        raise bad("age_band")
    fields, corrections = mapping("fields", FIELDS), mapping("corrections", CORRECTIONS)
    return Person(alias, acting_as, age_band, fields, corrections)


def dump_people(people: Iterable[Person]) -> dict[str, Any]:
    """The table to write for ``people``; what is not known is left out."""
    rows = []
    for person in people:
        row: dict[str, Any] = {"alias": person.alias, "acting_as": person.acting_as}
        if person.age_band:
            row["age_band"] = person.age_band
        if person.fields:
            row["fields"] = dict(person.fields)
        if person.corrections:
            row["corrections"] = dict(person.corrections)
        rows.append(row)
    return {"schema": SCHEMA, "person": rows}


def _wrong(file: Path, text: str, place: int, *, key: str) -> DamagedFile:
    line = line_of(text, "person", place, key)
    return damaged(_DAMAGED, file, "people.damage.key", {"line": line, "place": place, "key": key})
