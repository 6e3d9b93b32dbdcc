"""Days as people write them: 27.11.2026, 2026-11-27, or a word that stands for one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from sferum_cli.errors import BadUsage

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ENGLISH = {"today": 0, "yesterday": -1}
EARLIEST = date(2020, 1, 1)  # Sferum did not exist before: an earlier year is a slip of the pen


def read_date(given: str, today: date, words: Mapping[str, int] | None = None) -> date:
    """The day that ``given`` means; ``words`` maps words to days from ``today``.

    Raises BadUsage for anything but DD.MM.YYYY, YYYY-MM-DD and the words.
    """
    said = " ".join(given.lower().split())
    for known in (_ENGLISH, words or {}):
        if said in known:
            return today + timedelta(days=known[said])
    dotted, iso = _DOTTED.fullmatch(said), _ISO.fullmatch(said)
    try:
        if dotted:
            d, m, y = (int(part) for part in dotted.groups())
            return _plausible(date(y, m, d), given)
        if iso:
            y, m, d = (int(part) for part in iso.groups())
            return _plausible(date(y, m, d), given)
    except ValueError:
        pass
    raise BadUsage("error.date_unreadable", given=given[:40])


def _plausible(when: date, given: str) -> date:
    if not EARLIEST <= when <= date(2099, 12, 31):
        raise BadUsage("error.date_far", given=given)
    return when
