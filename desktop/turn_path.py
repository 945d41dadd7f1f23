"""The turns of one path through a conversation, root first."""

from __future__ import annotations

from engine.protocol import Turn


class TurnPath(list[Turn]):
    """A list that finds its turns by their ids."""

    def place(self, turn: int) -> int:
        """Where a turn stands, -1 where it does not."""
        return next((place for place, each in enumerate(self) if each.id == turn), -1)

    def replace(self, old: int, turn: Turn) -> None:
        """Put `turn` where `old` stands, if it does."""
        place = self.place(old)
        if place >= 0:
            self[place] = turn

    def without(self, *turns: int) -> TurnPath:
        """The path without these."""
        return TurnPath(each for each in self if each.id not in turns)

    @property
    def end(self) -> int | None:
        """The last turn's id; None where there is none."""
        return self[-1].id if self else None
