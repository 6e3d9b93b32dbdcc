"""Words that the person may have added to: what the shell offers, what a slip may have meant.

Each function takes the folder and gives (word, title) pairs; none where they cannot be read.
"""

from __future__ import annotations

from pathlib import Path

from sferum_cli.core.state import requests_of
from sferum_cli.errors import SferumError
from sferum_cli.shelf import knowledge
from sferum_cli.storage.people import load_people
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language

Offers = list[tuple[str, str]]


def paths(_folder: Path) -> Offers:
    """The ids of all paths."""
    lang = language()
    heads = [knowledge.path_head(path_id) for path_id in knowledge.path_ids()]
    return [(head.id, head.title.pick(lang)) for head in heads]


def targets(folder: Path) -> Offers:
    """The paths that ``unlink`` walks."""
    return [(name, title) for name, title in paths(folder) if name != "delete"]


def requests(folder: Path) -> Offers:
    """The ids of the requests."""
    try:
        return [(request.id, "") for request in requests_of(load_state(folder))]
    except SferumError:
        return []


def aliases(folder: Path) -> Offers:
    """The short names of the people."""
    try:
        return [(alias, "") for alias in load_people(folder)]
    except SferumError:
        return []


def fact_ids(_folder: Path) -> Offers:
    """The ids of all facts."""
    lang = language()
    return [(fact.id, fact.text.pick(lang)) for fact in knowledge.facts().values()]
