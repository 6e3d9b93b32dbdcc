"""A round: what one sending of a letter brought."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.codes import SPOKEN, Channel, EventType
from sferum_cli.core.events import Event, by_day
from sferum_cli.core.frozen import frozen

# What is on its way proves nothing yet.
ON_ITS_WAY: tuple[Channel, ...] = ("post", "email")


@frozen
class Round:
    """What one sending of a letter brought: it begins with a ``sent`` that is no second copy.

    The first round holds whatever came before anything was sent, too.
    """

    number: int
    events: tuple[Event, ...]

    def all(self, *types: EventType) -> tuple[Event, ...]:
        """Its events of one of ``types``, in the order of writing."""
        return tuple([e for e in self.events if e.type in types])  # a list is made faster

    def last(self, *types: EventType) -> Event | None:
        """The latest of its events of one of ``types``."""
        return next((e for e in reversed(self.events) if e.type in types), None)

    @property
    def under_way(self) -> Mapping[int, Event]:
        """What was sent in this round and did not come back by post, by the number of the copy.

        The copies are numbered as they were sent, and keep their numbers; what came back without a
        number was the first of those that were left.
        """
        sent = dict(enumerate(self.all("sent"), start=1))
        for back in self.all("returned"):
            sent.pop(back.number("copy") or min(sent, default=0), None)
        return sent

    @property
    def next_copy(self) -> int:
        """The number that a further copy of the letter gets."""
        return len(self.all("sent")) + 1

    @property
    def copies(self) -> tuple[Event, ...]:
        """What was sent in this round and has not come back by post."""
        return tuple(self.under_way.values())

    @property
    def written(self) -> tuple[Event, ...]:
        """The copies that are letters: not what was only said, or written in a chat."""
        return tuple(e for e in self.copies if e.channel not in SPOKEN)

    @property
    def spoken(self) -> bool:
        """Whether all that was sent was only said or written in a chat: then no term runs."""
        return bool(self.copies) and not self.written

    @property
    def channels(self) -> tuple[Channel, ...]:
        """How it was sent; what nobody wrote down counts as by hand."""
        return tuple(e.channel or "in_person" for e in self.all("sent", "info_sent"))

    @property
    def received(self) -> Event | None:
        """The earliest proof that the letter arrived, by day."""
        proofs = self.all("received", "registered")
        return min(proofs, key=by_day, default=None)

    @property
    def registered(self) -> Event | None:
        """The event that brought the incoming number: a receipt with a number counts as one."""
        found = [
            e for e in self.events
            if e.type == "registered" or (e.type == "received" and e.text("number"))
        ]  # fmt: skip
        return min(found, key=by_day, default=None)
