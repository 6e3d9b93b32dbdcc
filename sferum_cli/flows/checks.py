"""What the person can look at to see whether it is really done."""

from __future__ import annotations

from sferum_cli.core.events import CLAIMED
from sferum_cli.core.outlook import Outlook
from sferum_cli.flows.overview import known_path, of_known_paths
from sferum_cli.shelf.ladder import checks
from sferum_cli.text import language


def checks_for(item: Outlook) -> tuple[str, ...]:
    """What the person can look at to see whether it is really done; empty when it is not time.

    The check at the end of a path counts where it shows the result: of a letter it shows only that
    it was handed in. A deletion is left alone until its day, since to log in may stop it.
    """
    request, lang = item.request, language()
    is_time = item.timing == "recheck_due"
    if request.status != CLAIMED and not is_time:
        return ()
    paths = [known_path(each) for each in of_known_paths([request])]
    if any(path.kind == "delete" for path in paths) and not is_time:
        return ()
    endings = [path.ending_for(request.role) for path in paths]
    if own := [ending.check.pick(lang) for ending in endings if ending.verify]:
        return tuple(own)
    every = checks(institution=request.institution.kind)
    return tuple(check.text.pick(lang) for check in every if check.when.fits(request.role))
