"""The program's own words to choose from, which no folder changes: what the shell offers.

Each function takes the folder as those of ``offered`` do, and gives (word, title) pairs.
"""

from __future__ import annotations

from pathlib import Path

from sferum_cli.core.codes import CHANNELS
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.knowledge import TRUSTS
from sferum_cli.flows.log_asked import RESULTS_ASKED
from sferum_cli.flows.offered import Offers
from sferum_cli.shelf.ladder import ladder
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.text import language, t


def rungs(_folder: Path) -> Offers:
    """The rungs of the ladder that a request can be opened on, the lowest first."""
    return [(rung.id, "") for rung in ladder() if rung.paths]


def events(_folder: Path) -> Offers:
    """The events that can be recorded."""
    return [(name, t(f"event.{name}")) for name, row in EVENTS.items() if row.recordable]


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


def trusts(_folder: Path) -> Offers:
    """The kinds of trust, the best known first."""
    return [(trust, "") for trust in TRUSTS]
