"""What the person can look at to see whether it is really done."""

from __future__ import annotations

from sferum_cli.core.events import CLAIMED
from sferum_cli.core.outlook import Outlook
from sferum_cli.flows.overview import known_path, of_known_paths
from sferum_cli.shelf.ladder import checks
from sferum_cli.text import language


def checks_for(item: Outlook) -> tuple[str, ...]:
    """What the person can look at to see whether it is really done; empty when it is not time."""
    request = item.request
    if request.status != CLAIMED and item.timing != "recheck_due":
        return ()
    lang = language()
    paths = [known_path(each) for each in of_known_paths([request])]
    own = [path.ending_for(request.role).check for path in paths]
    if request.rung == 0 and not any(path.kind == "delete" for path in paths):
        return tuple(check.pick(lang) for check in own)
    every = checks(institution=request.institution.kind)
    general = [check.text for check in every if check.when.fits(request.role)]
    return tuple(check.pick(lang) for check in (*own, *general))
