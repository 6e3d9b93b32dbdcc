"""What a copy holds is counted by what the file is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.copies import FileSummary

ENTRIES = st.dictionaries(st.text(), st.integers())


@given(st.sampled_from(["state", "people"]), ENTRIES)
def test_an_entry_is_a_request_or_a_person_and_never_both(of: str, entries: dict[str, int]) -> None:
    held = FileSummary(of, entries)
    assert held.requests + held.people == len(entries)
    assert 0 in (held.requests, held.people)
    assert (held.people if of == "people" else held.requests) == len(entries)


def test_who_reads_nothing_counts_nothing() -> None:
    held = FileSummary("state")
    assert (held.requests, held.people, held.open, held.events, held.walks) == (0, 0, 0, 0, 0)
