"""The insights of the nights, with their sources and the user's word on each.

Promises: one pair of facts is told of once, whatever became of it; a judgement is the user's and can be changed.
Refuses to know how an insight is found or worded.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import Trouble
from engine.protocol import Insight
from engine.store.database import Row
from engine.store.shelf import Shelf, numbers

_INSIGHT = """
SELECT id, text, novelty, support, state,
  (SELECT group_concat(fact ORDER BY fact) FROM insight_facts WHERE insight = id),
  (SELECT group_concat(turn ORDER BY turn) FROM insight_turns WHERE insight = id)
FROM insights"""


class Insights(Shelf):
    """The insights of one database."""

    def add_insight(
        self, night: int, text: str, facts: Sequence[int], turns: Sequence[int], novelty: float, support: float
    ) -> int | None:
        """One insight of `night`; its id, or None (and nothing written) where its facts were told of before."""
        with self._db.transaction():
            if pair_key(facts) in self.told_pairs():
                return None
            insight = self._db.insert(
                "INSERT INTO insights (night, pair, text, novelty, support) VALUES (?, ?, ?, ?, ?)",
                (night, pair_key(facts), text, float(novelty), float(support)),
            )
            for fact in sorted(set(facts)):
                self._db.execute("INSERT INTO insight_facts (insight, fact) VALUES (?, ?)", (insight, fact))
            for turn in sorted(set(turns)):
                self._db.execute("INSERT INTO insight_turns (insight, turn) VALUES (?, ?)", (insight, turn))
        return insight

    def told_pairs(self, but: int = 0) -> set[str]:
        """The keys of all pairs of facts told of so far, those of night `but` apart."""
        return {row[0] for row in self._db.execute("SELECT pair FROM insights WHERE night <> ?", (but,))}

    def insights(self, night: int) -> tuple[Insight, ...]:
        """The insights of a night, best first, as the user has judged them by now."""
        rows = self._db.execute(f"{_INSIGHT} WHERE night = ? ORDER BY id", (night,))
        return tuple(map(_insight, rows))

    def judge_insight(self, insight: int, keep: bool) -> int:
        """Keep or refuse; the night it is of. Raises `Trouble` ("no_such_insight")."""
        rows = self._db.execute(
            "UPDATE insights SET state = ?, judged = ? WHERE id = ? RETURNING night",
            ("kept" if keep else "refused", self._now(), insight),
        )
        if not rows:
            raise Trouble("no_such_insight", "That thought does not exist any more.", "Open the report again.")
        return int(rows[0][0])


def pair_key(facts: Sequence[int]) -> str:
    """What names the facts of an insight, in whatever order they come."""
    return "-".join(map(str, sorted(set(facts))))


def _insight(row: Row) -> Insight:
    return Insight(
        id=row[0], text=row[1], novelty=row[2], support=row[3], state=row[4],
        facts=numbers(row[5]), turns=numbers(row[6]),
    )  # fmt: skip
