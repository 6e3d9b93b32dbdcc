"""What to check again before a school year: the facts whose check will have aged by 1 September.

python tools/recheck.py               the list for the next 1 September, as Markdown with boxes
python tools/recheck.py 2027-09-01    the same for another day
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sferum_cli.core.knowledge import Fact, Source
from sferum_cli.core.trust import about_of, expires
from sferum_cli.shelf import knowledge

PARTS = {
    "menu": "Screens and menus: look at the product itself (`sferum sources check`)",
    "statement": "Statements: is there a newer one, does the page still say so",
    "law": "Laws: has an amending act come into force, does the term still stand",
}


def next_school_year(today: date) -> date:
    """The next 1 September, ``today`` included."""
    this_year = today.replace(month=9, day=1)
    return this_year if today <= this_year else this_year.replace(year=today.year + 1)


def to_check(facts: Iterable[Fact], day: date) -> dict[str, list[Fact]]:
    """The facts to check by ``day``, by what they are about; a law is looked at every year."""
    found: dict[str, list[Fact]] = {part: [] for part in PARTS}
    for fact in sorted(facts, key=lambda each: (each.sources[0], each.checked, each.id)):
        about = about_of(fact)
        last = expires(fact)
        if about == "law" or (last is not None and last < day):
            found[about].append(fact)
    return found


def lines(found: dict[str, list[Fact]], sources: dict[str, Source], day: date) -> Iterator[str]:
    """The list as Markdown: a box for each fact, under the source that is to be opened."""
    yield f"# To check before {day.isoformat()}"
    for part, facts in found.items():
        yield f"\n## {PARTS[part]} ({len(facts)})"
        opened = ""
        for fact in facts:
            if fact.sources[0] != opened:
                opened = fact.sources[0]
                yield f"\n{opened}: {sources[opened].url or sources[opened].title.en}\n"
            last = expires(fact)
            until = f", holds until {last.isoformat()}" if last else ""
            yield f"- [ ] `{fact.id}` ({fact.trust}, checked {fact.checked}{until}): {fact.text.en}"


def main(words: list[str]) -> int:
    """Print the list; 0 always, 2 for a day that is none."""
    try:
        day = date.fromisoformat(words[0]) if words else next_school_year(datetime.now(UTC).date())
    except ValueError:
        print(f"no day: {words[0]}", file=sys.stderr)
        return 2
    found = to_check(knowledge.facts().values(), day)
    print("\n".join(lines(found, knowledge.sources(), day)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
