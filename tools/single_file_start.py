"""The beginning of sferum.pyz, as its ``__main__``: it starts the program, or says why it cannot.

What shiv says of a folder that it may not write is a traceback; on Windows it waits for ever.
"""

import os
import sys
from pathlib import Path

import _bootstrap

begun = []
_run, _unpack = _bootstrap.run, _bootstrap.extract_site_packages


def run(program):
    """The program itself: from here on its own errors are its own matter."""
    begun.append(program)
    _run(program)


def unpack(archive, place, *more):
    """Unpack into ``place``, whose folder is first asked for the lock that shiv will want there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    (place.parent / f".{place.name}_lock").touch()
    _unpack(archive, place, *more)


def start():
    """Unpack where that is not done yet, then run; exits with the code of the contract."""
    _bootstrap.run, _bootstrap.extract_site_packages = run, unpack
    try:
        _bootstrap.bootstrap()
    except (OSError, RuntimeError, KeyboardInterrupt) as error:  # Runtime: there is no home at all
        if begun:
            raise
        # Of the packed file: what is told is plain Python.
        sys.path.insert(0, str(Path(sys.argv[0]) / "site-packages"))
        from sferum_cli.__main__ import not_unpacked

        place = os.environ.get("SHIV_ROOT") or "~/.shiv"
        sys.exit(not_unpacked(os.path.normpath(os.path.expanduser(place)), error))


start()
