"""A hook of mkdocs: PAGE.ru.md is the page itself and PAGE.md its English twin under en/.

In the folder the English page has the plain name, as README.md has; the site is for people who
read Russian, so there the Russian page comes first: at the root, and in the search.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

RUSSIAN_FIRST = 3  # how much more a Russian page weighs in the search
_COPIES: list[tempfile.TemporaryDirectory[str]] = []


@event_priority(100)  # before the plugin of the languages looks at the folder
def on_config(config: Any) -> Any:
    """Build from a copy of the folder in which the names of the twins are swapped."""
    copy = tempfile.TemporaryDirectory(prefix="site-")
    _COPIES.append(copy)
    source, target = Path(config.docs_dir), Path(copy.name)
    for file in sorted(each for each in source.rglob("*") if each.is_file()):
        place = target / file.relative_to(source).with_name(_name(file))
        place.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".md":
            text = file.read_text(encoding="utf-8")
            text = text.replace(".ru.md", ".md").replace(".ru.svg", ".svg")
            place.write_text(text, encoding="utf-8")
        else:
            shutil.copyfile(file, place)
    config.docs_dir = str(target)
    return config


def _name(file: Path) -> str:
    """How a page or picture is called where one without a suffix is Russian."""
    stem, ending = file.stem, file.suffix
    if stem.endswith(".ru"):
        return f"{stem.removesuffix('.ru')}{ending}"
    return f"{stem}.en{ending}" if file.with_suffix(f".ru{ending}").exists() else file.name


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The text as it is; a Russian page weighs more in the search."""
    if getattr(page.file, "locale", "") == "ru":
        page.meta.setdefault("search", {})["boost"] = RUSSIAN_FIRST
    return markdown


def on_shutdown() -> None:
    """The copies go."""
    while _COPIES:
        _COPIES.pop().cleanup()
