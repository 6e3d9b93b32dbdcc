"""What a release asks for: is the tree ready, what is new in it, the check sums of its files."""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sferum_cli import __version__

ROOT = Path(__file__).parent.parent
HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\] - (?P<day>.+)$", re.MULTILINE)
SUMS = "SHA256SUMS"


class NotReady(Exception):
    """Why there is no release yet, in a sentence."""


def notes(changelog: str, version: str) -> str:
    """What ``changelog`` says of ``version``, without its heading.

    Raises NotReady unless it is the newest, has a day (YYYY-MM-DD) and says something.
    """
    headings = [*HEADING.finditer(changelog)]
    if not headings:
        raise NotReady("CHANGELOG.md has no version")
    first, *older = headings
    if first["version"] != version:
        raise NotReady(f"CHANGELOG.md begins with {first['version']}, the program is {version}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", first["day"]):
        raise NotReady(f"CHANGELOG.md has no day for {version}: {first['day']}")
    end = older[0].start() if older else len(changelog)
    text = changelog[first.end() : end].strip()
    if not text:
        raise NotReady(f"CHANGELOG.md says nothing of {version}")
    return text


def ready(version: str, tag: str | None, tags: list[str], changed: str) -> None:
    """Raises NotReady for a version under way, one that was released, or a tree with changes.

    Where ``tag`` stands already, as in the recipe that it starts, it has to name the version.
    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise NotReady(f"{version} is no version to release: see sferum_cli/__init__.py")
    if tag and tag != f"v{version}":
        raise NotReady(f"the tag is {tag}, the program is {version}")
    if not tag and f"v{version}" in tags:
        raise NotReady(f"v{version} is there already")
    if changed:
        raise NotReady(f"not committed yet:\n{changed}")


def seal(dist: Path, version: str) -> str:
    """Name the single file after what it runs on, and write the check sum of every file.

    The libraries inside the single file are built for one system and one Python.
    """
    single = dist / "sferum.pyz"
    if single.exists():
        python = f"python{sys.version_info.major}.{sys.version_info.minor}"
        single.rename(dist / f"sferum-{version}-{sysconfig.get_platform()}-{python}.pyz")
    files = sorted(file for file in dist.iterdir() if file.name != SUMS)
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (dist / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return "".join(lines)


def git(*words: str) -> str:
    """What git answers about this tree."""
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def main(arguments: list[str]) -> int:
    """Do one step of a release; gives 1 and says why where there is none yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["ready", "tag", "notes", "seal"])
    parser.add_argument("--tag", help="the tag that stands already; it has to name the version")
    chosen = parser.parse_args(arguments)
    try:
        sys.stdout.write(step(chosen.step, chosen.tag))
    except NotReady as why:
        sys.stderr.write(f"{why}\n")
        return 1
    return 0


def step(name: str, tag: str | None) -> str:
    """Do the step and give what to print. Raises NotReady."""
    if name == "seal":
        return seal(ROOT / "dist", __version__)
    if name != "notes":
        ready(__version__, tag, git("tag").split(), git("status", "--short"))
    news = notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), __version__)
    if name == "notes":
        return f"{news}\n"
    if name == "ready":
        return ""
    message = f"sferum {__version__}\n\n{news}"
    git("tag", "--cleanup=verbatim", "-a", f"v{__version__}", "-m", message)
    return f"v{__version__} is set here. Next: git push origin v{__version__}\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
