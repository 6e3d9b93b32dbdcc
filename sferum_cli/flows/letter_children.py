"""Several children in one letter: whether there is one more, and who that can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sferum_cli.core.aliases import alias_key, is_same_alias
from sferum_cli.core.frozen import NOTHING
from sferum_cli.core.letter_kinds import BLANK
from sferum_cli.core.people import Person, answers_of
from sferum_cli.flows.letter_choices import LetterQuestion
from sferum_cli.storage.people import load_people
from sferum_cli.text import t

_NUMBERS = range(2, 10)  # child2 to child9, as a file of answers may name them
# Whether there is a second child, a third ...: "no", "yes", or "@" and the alias of one on record.
ANOTHER = tuple(f"another{n}" for n in _NUMBERS)
_WHO = ("surname", "given", "patronymic")


def further_children(values: Mapping[str, str]) -> tuple[str, ...]:
    """The prefixes of the second and further children that the letter is to name."""
    found: list[str] = []
    for n in _NUMBERS:
        named = "yes" if values.get(f"child{n}.surname") else "no"
        if values.get(f"another{n}", named) in ("no", ""):
            break
        found.append(f"child{n}")
    return tuple(found)


def with_children(values: Mapping[str, str]) -> dict[str, str]:
    """``values`` with the children that the letter is to name, and without any other."""
    named = further_children(values)
    others = tuple(f"child{n}." for n in _NUMBERS[len(named) :])
    found = {name: value for name, value in values.items() if not name.startswith(others)}
    told = dict.fromkeys(ANOTHER[: len(named)], "yes")
    return told | dict.fromkeys(ANOTHER[len(named) :][:1], "no") | found


def children_of(
    folder: Path, aliases: Sequence[str], alias: str, told: Mapping[str, str] = NOTHING
) -> dict[str, str]:
    """Those of ``aliases`` whom people.toml knows by name, as answers about the further children.

    The first child is the one who is ``told`` of, where that is one of them, else ``alias``.
    """
    if all(is_same_alias(each, alias) for each in aliases):
        return {}
    people = load_people(folder)
    known = {each: people[each] for each in aliases if each in people and _has_name(people[each])}
    wanted = _full_name(told, "child.")[:2]
    first = [each for each in known if _full_name(known[each].fields, "child_")[:2] == wanted]
    named = [each for each in known if not is_same_alias(each, first[0] if first else alias)]
    found = {name: f"@{each}" for name, each in zip(ANOTHER, named, strict=False)}
    return found | dict.fromkeys(ANOTHER[len(named) :][: len(named[:1])], "no")


def further_aliases(folder: Path, values: Mapping[str, str]) -> tuple[str, ...]:
    """The aliases of those of the further children of a letter whom people.toml knows by name."""
    children = further_children(values)
    people = load_people(folder) if children else {}
    named = {_full_name(each.fields, "child_"): alias for alias, each in people.items()}
    found = []
    for n, child in zip(_NUMBERS, children, strict=False):
        chosen = values.get(f"another{n}", "").partition("@")[2]
        alias = named.get(_full_name(values, f"{child}."), "")
        found.append(chosen if chosen in people else alias)
    return tuple(alias for alias in found if alias)


def _full_name(told: Mapping[str, str], prefix: str) -> tuple[str, ...]:
    return tuple(told.get(f"{prefix}{part}", "").casefold() for part in _WHO)


def typed_children(said: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the further children that were written in and can be told apart by a name."""
    return tuple(
        child for child in further_children(said)
        if said.get(f"{child}.surname", BLANK) != BLANK and said.get(f"{child}.given") != BLANK
    )  # fmt: skip


def take_answer(told: dict[str, str], name: str, answer: str) -> None:
    """Put ``answer`` into ``told``: where another child is meant now, the one before is gone."""
    if name in ANOTHER and told.get(name) != answer:
        for each in [each for each in told if each.startswith(f"child{name[-1]}.")]:
            del told[each]
    told[name] = answer


def kept_children(folder: Path, said: Mapping[str, str]) -> dict[str, str]:
    """What people.toml knows of the further children that were chosen from it."""
    chosen = {n: said.get(f"another{n}", "").partition("@")[2] for n in _NUMBERS}
    people = load_people(folder) if any(chosen.values()) else {}
    return {
        name.replace("child.", f"child{n}.", 1): value
        for n, alias in chosen.items() if alias in people
        for name, value in answers_of(people[alias]).items()
        if name.startswith(("child.", "correct.child."))
    }  # fmt: skip


def another_questions(
    folder: Path, alias: str, values: Mapping[str, str]
) -> Iterator[LetterQuestion]:
    """Whether there is one more child, once for each that is named, and once more."""
    named = ("child", *further_children(values))
    for n, before in zip(_NUMBERS, named, strict=False):
        taken = {alias_key(alias)} | {
            alias_key(values.get(f"another{m}", "").removeprefix("@")) for m in range(2, n)
        }
        rows = [
            (f"@{person.alias}", t("letter.another.kept", name=_name(person), alias=person.alias))
            for person in load_people(folder).values()
            if alias_key(person.alias) not in taken and _may_be_one(person, values)
        ]
        choices = (("no", t("letter.another.no")), *rows, ("yes", t("letter.another.yes")))
        yield LetterQuestion(f"another{n}", before, choices=choices)


def _may_be_one(person: Person, values: Mapping[str, str]) -> bool:
    """Whether it is a child with a name, for whom the same adult acts, as far as that is known."""
    fields = person.fields
    if not _has_name(person):
        return False
    told = [(fields.get(part, ""), values.get(f"applicant.{part}", "")) for part in _WHO]
    return all(kept == now for kept, now in told if kept and now)


def _has_name(person: Person) -> bool:
    told = person.fields
    return person.role == "parent" and bool(told.get("child_surname") and told.get("child_given"))


def _name(person: Person) -> str:
    return f"{person.fields['child_surname']} {person.fields['child_given']}"
