"""The words there are to choose from: what the shell offers, what a slip may have meant.

Each function takes the folder and gives (word, title) pairs; none where they cannot be read.
"""

from __future__ import annotations

from pathlib import Path

from sferum_cli.core.codes import CHANNELS
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.knowledge import TRUSTS
from sferum_cli.core.state import requests_of
from sferum_cli.errors import SferumError
from sferum_cli.flows.log_asked import RESULTS_ASKED
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.ladder import ladder
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.storage.people import load_people
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language, t

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


def rungs(_folder: Path) -> Offers:
    """The rungs of the ladder that a request can be opened on, the lowest first."""
    return [(rung.id, "") for rung in ladder() if rung.paths]


def events(_folder: Path) -> Offers:
    """The events that can be recorded."""
    return [(name, t(f"event.{name}")) for name, kind in EVENTS.items() if kind.recordable]


def results(_folder: Path) -> Offers:
    """How an answer or a look can turn out."""
    return [(result, "") for result in RESULTS_ASKED]


def channels(_folder: Path) -> Offers:
    """The ways to send something."""
    return [(channel, t(f"value.channel.{channel}")) for channel in CHANNELS]


def letters(_folder: Path) -> Offers:
    """The kinds of letters."""
    lang = language()
    return [(name, letter_kind(name).title.pick(lang)) for name in kind_ids()]


def fact_ids(_folder: Path) -> Offers:
    """The ids of all facts."""
    lang = language()
    return [(fact.id, fact.text.pick(lang)) for fact in knowledge.facts().values()]


def trusts(_folder: Path) -> Offers:
    """The kinds of trust, the best known first."""
    return [(trust, "") for trust in TRUSTS]
