"""An independent calculator of terms: a clerk with a paper calendar who reads the record day by day.

It shares no code with the ledger. It reads the tables of rules and days off by itself, and what a
record means from the wording of the law and of the rules. A record is a list of plain
tables in the order of telling: ``{"n": 3, "what": "sent", "on": date, "channel": "post"}``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sferum_cli

DATA = Path(sferum_cli.__file__).parent / "knowledge"
Entry = dict[str, Any]
Card = dict[str, Any]
DAY = timedelta(days=1)


def _table(name: str, rows: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((DATA / name).read_text(encoding="utf-8"))[rows]
    return found


RULES = {row["id"]: row for row in _table("deadlines.toml", "rule")}
YEARS = {row["year"] for row in _table("working_days.toml", "year")}
HOLIDAYS = {d["date"] for row in _table("working_days.toml", "year") for d in row.get("day", [])}
WORKED = {day for row in _table("working_days.toml", "year") for day in row.get("worked", [])}


def rules_on(path: str) -> list[str]:
    """The rules that the path lists."""
    text = (DATA / "paths" / f"{path}.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text).get("deadlines", []))


@dataclass
class Matter:
    """One request: whom it is addressed to and for whom, what was told of it and its children."""

    rules: list[str]
    facts: dict[str, str]  # addressee, ownership, institution, role, situation
    told: list[Entry]
    children: list[tuple[str, list[Entry]]] = field(default_factory=list)  # path and record
    success: Entry | None = None  # the look on another rung that found everything gone


def working(day: date) -> bool:
    return day in WORKED or (day.isoweekday() < 6 and day not in HOLIDAYS)


def counted(start: date, amount: int, unit: str) -> date:
    """The last day of a term, leaf by leaf; the day of the event is not counted."""
    day = start
    if unit == "month":
        turns = 0
        while turns < amount:
            day += DAY
            turns += day.day == 1
        while day.day != start.day and (day + DAY).day != 1:
            day += DAY
        return day
    while amount:
        day += DAY
        amount -= unit == "calendar_day" or working(day)
    return day


def rolled(day: date, rule: dict[str, Any]) -> date:
    while rule.get("roll") == "next_working_day" and not working(day):
        day += DAY
    return day


def sendings(told: list[Entry]) -> list[list[Entry]]:
    """The record parted where a letter was sent anew; a second copy is the same letter."""
    parts: list[list[Entry]] = [[]]
    for entry in told:
        anew = entry["what"] == "sent" and not entry.get("copy")
        if anew and any(each["what"] == "sent" for each in parts[-1]):
            parts.append([])
        parts[-1].append(entry)
    return parts


def underway(part: list[Entry]) -> list[Entry]:
    """The copies that the post did not bring back; a copy keeps the number it was sent under."""
    sent = [entry for entry in part if entry["what"] == "sent"]
    gone: list[int] = []
    for back in part:
        if back["what"] == "returned":
            left = [n for n in range(1, len(sent) + 1) if n not in gone]
            gone += [back["copy"]] if "copy" in back else left[:1]
    return [entry for n, entry in enumerate(sent, start=1) if n not in gone]


def replies(part: list[Entry]) -> Iterator[tuple[Entry, str]]:
    """Every answer with what it turned out to say; nothing while it was not sorted."""
    for place, entry in enumerate(part):
        if entry["what"] == "answered":
            said = ""
            for after in part[place + 1 :]:
                if after["what"] == "answered":
                    break
                if after["what"] == "classified":
                    said = after["result"]
            yield entry, said


def told_as(word: str, part: list[Entry], matter: Matter) -> list[Entry]:
    """What of the record a word of a rule speaks of."""
    if ":" not in word:
        if word == "answered":
            return [entry for entry, said in replies(part) if said != "unclear"]
        if word == "unsorted":
            return [entry for entry, said in replies(part) if said == ""]
        if word == "registered":
            given = [e for e in part if e["what"] == "registered" or _numbered(e)]
            return sorted(given, key=_order)[:1]
        return [entry for entry in part if entry["what"] == word]
    kind, value = word.split(":")
    if kind == "classified":
        denied = [e["n"] for e in part if e["what"] == "verified" and e["result"] == "no"]
        said_so = [entry for entry, said in replies(part) if said == value]
        return [e for e in said_so if value != "done" or all(e["n"] > n for n in denied)]
    if kind == "verified":
        return [e for e in part if e["what"] == "verified" and e["result"] == value]
    if kind == "sent":
        return [e for e in part if e["what"] == "sent" and e.get("letter") == value]
    path, event = value.split(".")
    return [e for own, told in matter.children if own == path for e in told if e["what"] == event]


def _numbered(entry: Entry) -> bool:
    return entry["what"] == "received" and bool(entry.get("number"))


def _order(entry: Entry) -> tuple[date, int]:
    return entry["on"], entry["n"]


def terms(matter: Matter, today: date) -> dict[tuple[str, int], Card]:
    """Each term of the matter as it stands on ``today``, by its rule and the sending it is of."""
    found = {}
    parts = sendings(matter.told)
    for name in matter.rules:
        if RULES[name].get("round") == "keep":
            own = [(len(parts), matter.told)]
        else:
            own = list(enumerate(parts, start=1))
        for number, part in own:
            if card := _term(name, number, part, matter, today):
                found[name, number] = card
    return found


def _term(name: str, number: int, part: list[Entry], matter: Matter, today: date) -> Card | None:
    rule = RULES[name]
    if not _concerned(rule, part, matter) or not _began_by_this_way(rule, part):
        return None
    if rule.get("shown_by") and not any(told_as(w, part, matter) for w in rule["shown_by"]):
        return None
    begin = _beginning(rule, part, matter, today)
    if begin is None or begin["day"] < rule.get("valid_from", date.min):
        return None
    plain = counted(begin["day"], rule["amount"], rule["unit"])
    due = base = rolled(plain, rule)
    more = rule.get("extends")
    limit = rolled(counted(base, more["max"], more["unit"]), rule) if more else base
    named = None
    for notice in sorted((e for e in part if e["what"] == "extended"), key=_order):
        about = notice.get("rule")
        if rule.get("owed_by", "them") != "them" or about not in (None, name):
            continue
        if more is None:
            named = notice["until"] if about == name else named
        elif notice["on"] <= due and _in_form(more, notice):
            named = notice["until"]
            due = max(base, min(named, limit))
    card: Card = {
        "due": due, "start": begin["entry"]["n"], "from": begin["day"], "late": 0,
        "sure": begin["sure"], "state": "open", "met": None, "ended": None,
        "named": named, "lawful": limit if due > base else base, "agreed": _agreed(part),
    }  # fmt: skip
    if begin["sure"] == "fact" and not {*range(begin["day"].year, due.year + 1)} <= YEARS:
        card["sure"] = "estimate"
    met = _counting(
        begin, (e for w in rule.get("met_by", []) for e in _kept(w, part, matter, today))
    )
    ends = _counting(begin, _endings(rule, number, part, matter))
    _live_through(card, met, ends, today, never_late=begin["sure"] != "fact")
    return card


def _live_through(
    card: Card, met: list[Entry], ends: list[Entry], today: date, *, never_late: bool
) -> None:
    """One day after the other, until the term is met, is ended, or today is reached."""
    first = min([card["from"], *(e["on"] for e in (*met, *ends))])
    last = max([today, *(e["on"] for e in (*met, *ends))])
    day = first
    while day <= last:
        late = 0 if never_late else max(0, (day - card["due"]).days)
        if done := [e for e in met if e["on"] == day]:
            card |= {"state": "met_late" if late else "met", "met": done[0]["n"], "late": late}
            return
        if over := [e for e in ends if e["on"] == day]:
            card |= {"state": "breached" if late else "void", "ended": over[0]["n"], "late": late}
            return
        if day == today:
            card |= {"state": "breached" if late else "open", "late": late}
        day += DAY


def _kept(word: str, part: list[Entry], matter: Matter, today: date) -> list[Entry]:
    """As ``told_as``; ``met:RULE`` is what kept another term in time."""
    kind, _, name = word.partition(":")
    if kind != "met":
        return told_as(word, part, matter)
    parts = sendings(matter.told)
    number = parts.index(part) + 1
    card = _term(name, number, part, matter, today) if name in matter.rules else None
    return [e for e in part if card and card["state"] == "met" and e["n"] == card["met"]]


def _counting(begin: Card, entries: Iterator[Entry]) -> list[Entry]:
    """What came on or after the first day, or was told after what began the term."""
    found = [e for e in entries if e["on"] >= begin["day"] or e["n"] > begin["entry"]["n"]]
    return sorted(found, key=_order)


def _concerned(rule: dict[str, Any], part: list[Entry], matter: Matter) -> bool:
    groups = rule.get("applies", [])
    groups = [groups] if isinstance(groups, dict) else groups
    letters = [e["letter"] for e in part if e["what"] == "sent" and e.get("letter")]
    facts = matter.facts | {"letter": letters[-1] if letters else ""}

    def of(group: dict[str, list[str]]) -> bool:
        return all(
            facts[key] in codes or (key == "letter" and not letters)
            for key, codes in group.items()
            if codes
        )

    return not groups or any(of(group) for group in groups)


def _began_by_this_way(rule: dict[str, Any], part: list[Entry]) -> bool:
    ways = [e.get("channel") or "in_person" for e in part if e["what"] in ("sent", "info_sent")]
    sent = any(e["what"] == "sent" for e in part)
    return not sent or not rule.get("channels") or any(way in rule["channels"] for way in ways)


def _beginning(
    rule: dict[str, Any], part: list[Entry], matter: Matter, today: date
) -> dict[str, Any] | None:
    """The entry and the day that a term runs from, and how sure that is."""
    begun = []
    for word in rule["starts"]:
        kind, _, name = word.partition(":")
        if kind == "breach":
            for card in _others(name, matter, today):
                if card["late"] and card["sure"] == "fact" and card["state"] != "void":
                    entry = next(e for e in matter.told if e["n"] == card["start"])
                    begun.append({"day": card["due"] + DAY, "entry": entry})
        else:
            begun += [{"day": e["on"], "entry": e} for e in told_as(word, part, matter)]
    if begun:
        return min(begun, key=lambda b: (b["day"], b["entry"]["n"])) | {"sure": "fact"}
    for word in rule.get("estimate_from", []):
        if word != "sent":
            if entries := sorted(told_as(word, part, matter), key=_order):
                return {"day": entries[0]["on"], "entry": entries[0], "sure": "estimate"}
            continue
        letters = [e for e in underway(part) if e.get("channel") not in ("phone", "chat")]
        copies = sorted(letters, key=_order)
        for sure, ways in (("estimate", ("post", "email")), ("not_before", ())):
            for e in copies:
                if (sure == "estimate" and e.get("channel") not in ways) or (
                    sure == "not_before" and e.get("channel") == "post"
                ):
                    return {"day": e["on"], "entry": e, "sure": sure}
    return None


def _others(name: str, matter: Matter, today: date) -> list[Card]:
    if name not in matter.rules:
        return []
    parts = sendings(matter.told)
    cards = [_term(name, n, part, matter, today) for n, part in enumerate(parts, start=1)]
    return [card for card in cards if card]


def _in_form(more: dict[str, Any], notice: Entry) -> bool:
    """In writing and with reasons where the rule asks; one of old says nothing of either."""
    if "written" not in notice:
        return True
    if more.get("written", True) and notice["written"] != "yes":
        return False
    return not more.get("reasons") or bool(notice.get("reason"))


def _agreed(part: list[Entry]) -> date | None:
    """The day agreed with them, until their next answer."""
    until = None
    for entry in sorted(part, key=_order):
        if entry["what"] == "agreed":
            until = entry["until"]
        elif entry["what"] == "answered":
            until = None
    return until


def _endings(
    rule: dict[str, Any], number: int, part: list[Entry], matter: Matter
) -> Iterator[Entry]:
    for word in rule.get("ended_by", []):
        yield from told_as(word, part, matter)
    for entry in matter.told:
        if entry["what"] == "not_needed" and entry["rule"] == rule["id"]:
            yield entry
    lasting = "closed" in rule.get("survives", [])
    out = [e for e in matter.told if e["what"] == "verified" and e["result"] == "yes"]
    out += [matter.success] if matter.success else []
    if not lasting or rule.get("owed_by") != "nobody":
        yield from out
    if not lasting:
        yield from _given_up(matter.told)
    if rule.get("round") != "keep":
        yield from _came_to_nothing(number, part, matter)


def _given_up(told: list[Entry]) -> list[Entry]:
    """How the person ended it, unless it was taken up again."""
    last: list[Entry] = []
    for entry in told:
        nothing = entry["what"] == "classified" and entry["result"] == "nothing_there"
        if entry["what"] in ("withdrawn", "abandoned") or nothing:
            last = [entry]
        elif entry["what"] == "reopened":
            last = []
    return last


def _came_to_nothing(number: int, part: list[Entry], matter: Matter) -> Iterator[Entry]:
    """A letter that came back whole, that never arrived, or in whose place another was sent."""
    if not underway(part):
        yield from (e for e in part if e["what"] == "returned")
    for place, entry in enumerate(part):
        if entry["what"] == "undelivered":
            arrived = any(e["what"] == "answered" for e in part[place + 1 :])
            if not arrived:
                yield entry
    parts = sendings(matter.told)
    if number < len(parts):
        yield next(e for e in parts[number] if e["what"] == "sent")
