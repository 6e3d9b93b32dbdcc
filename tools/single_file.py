"""dist/sferum.pyz of the wheel there: shiv packs it, and it begins as we want it to."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
START = Path(__file__).with_name("single_file_start.py")
MAIN = "__main__.py"
PYTHON = "/usr/bin/env python3"
WORDS = ("--compressed", "--reproducible", "--console-script", "sferum", "--python", PYTHON)


def give_start(packed: Path, file: Path) -> None:
    """Copy ``packed`` to ``file``, with our beginning; the first line and all else stay."""
    with packed.open("rb") as given, zipfile.ZipFile(given) as archive, file.open("wb") as made:
        given.seek(0)
        made.write(given.readline())
        with zipfile.ZipFile(made, "w") as copy:
            for entry in archive.infolist():
                is_main = entry.filename == MAIN
                copy.writestr(entry, START.read_bytes() if is_main else archive.read(entry))
    shutil.copymode(packed, file)


def main() -> int:
    """Make the file; gives the exit code."""
    dist = ROOT / "dist"
    shiv = Path(sys.executable).with_name("shiv")
    packed = dist / "packed.pyz"
    words = [shiv, *WORDS, "--output-file", packed, "--quiet", next(dist.glob("*.whl"))]
    subprocess.run(words, check=True)
    give_start(packed, dist / "sferum.pyz")
    packed.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
