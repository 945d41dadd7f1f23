"""Old conversations, recalled by what was said: the messages that bear on a question, with their dates.

An answer seldom repeats its question's words, so a message also counts for what was said just before and after it, for
the conversation it stands in, and for how near it lies to the question in meaning. Promises: only what the user typed
or confirmed is recalled, never a temporary conversation; the time is bounded however much was said, because only the
rarest words of a question are looked up. Refuses to know facts, and how an excerpt is laid out in a prompt.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from engine.memory.meaning import Meaning
from engine.memory.words import FILLER, fold, stem, stems
from engine.store.database import Database
from engine.store.shelf import id_list

HITS = 60  # messages that the index may propose
ENOUGH = 2_500  # messages that all words looked up may occur in together: commoner words are left out
BEFORE, AFTER = 0.5, 0.3  # what a message gets of the score of the one before it, and of the one after it
AROUND = 0.7  # what it gets of its conversation's best messages
BEST = 3  # messages of a conversation that speak for it
NEAR = 0.13  # of the best message's score for each standard deviation that a message lies nearer than the others
RARE = 0.01  # share of all messages from which a word of the question says half as little about its meaning
PREFIX = 3  # letters from which a stem also finds its longer forms

QUOTED, LONGEST = 2, 240  # messages quoted in a prompt, and characters of each: a small model drowns in more
# Words by which somebody asks for an earlier conversation, and not for a fact about themselves.
_ASKS_BACK = re.compile(
    r"\b(?:remember|did (?:i|we)|have (?:i|we)|what (?:was|were) (?:i|we)|last time|talked|spoke|told you|said"
    r"|mention(?:ed)?|earlier|the other day|last (?:week|month|year)|ago)\b",
    re.IGNORECASE,
)

_ALLOWED = "t.role = 'assistant' OR t.trust IN ('user_typed', 'user_confirmed')"
_NEAR = f"""
WITH hit AS (SELECT id, parent, conversation FROM turns WHERE id IN (SELECT value FROM json_each(?)))
SELECT t.id, t.parent, t.conversation FROM turns t JOIN conversations c ON c.id = t.conversation
WHERE t.id IN (SELECT id FROM hit UNION SELECT parent FROM hit UNION
               SELECT n.id FROM hit CROSS JOIN turns n ON n.conversation = hit.conversation AND n.parent = hit.id)
  AND NOT c.temporary AND t.state <> 'partial' AND ({_ALLOWED})"""  # noqa: S608

Count = Callable[[str], int]  # how many messages hold a stem


@dataclass(frozen=True)
class Excerpt:
    """One message of an old conversation; `created` is when it was said (ISO 8601, UTC)."""

    turn: int
    conversation: int
    role: str
    created: str
    text: str
    score: float


class Episodes:
    """The conversations of one database, to be asked what was said."""

    def __init__(self, db: Database, meaning: Meaning | None = None) -> None:
        self._db, self._meaning = db, meaning
        db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.spoken USING fts5vocab('main', 'turns_fts', 'row')")

    def recall(self, question: str, limit: int = 10, *, without: int = 0) -> list[Excerpt]:
        """The `limit` messages that bear most on `question`, best first; none of the conversation `without`."""
        count = cache(self._messages_with)  # of one question: a common word's count takes a millisecond
        own = self._nearer(question, self._hits(question, count), count)
        near = self._db.execute(_NEAR, (id_list(own),))
        best = self._conversations(own, near)
        scores: dict[int, float] = defaultdict(float)
        for turn, parent, conversation in near:
            if conversation == without:
                continue
            scores[turn] += own.get(turn, 0.0) + BEFORE * own.get(parent or 0, 0.0) + AROUND * best[conversation]
            if parent is not None and turn in own:
                scores[parent] += AFTER * own[turn]
        known = {turn for turn, _, conversation in near if conversation != without}
        chosen = sorted((turn for turn in scores if turn in known), key=lambda turn: (-scores[turn], -turn))[:limit]
        return [self._excerpt(turn, scores[turn]) for turn in chosen]

    def quotations(self, question: str, without: int) -> list[str]:
        """Lines for a prompt when `question` asks what was said before: what the user said, word for word, and when."""
        if not _ASKS_BACK.search(question):
            return []
        found = [each for each in self.recall(question, 4 * QUOTED, without=without) if each.role == "user"]
        return [f"On {_day(each.created)} the user said: {_short(each.text)}" for each in found[:QUOTED]]

    def _hits(self, question: str, count: Count) -> dict[int, float]:
        """Messages that hold a word of the question, with BM25 (higher is better)."""
        words = _rarest(stems(question), count)
        if not words:
            return {}
        rows = self._db.execute(
            "SELECT rowid, -bm25(turns_fts) FROM turns_fts WHERE turns_fts MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(words), HITS),
        )
        return dict(rows)

    def _nearer(self, question: str, own: dict[int, float], count: Count) -> dict[int, float]:
        """The messages found, those that mean what the question means with a greater score."""
        if self._meaning is None or len(own) < 2:
            return own
        rows = self._db.execute(
            "SELECT id, text FROM turns WHERE id IN (SELECT value FROM json_each(?))", (id_list(own),)
        )
        texts: dict[int, str] = dict(rows)
        points = self._meaning.texts(list(texts.values()))
        likeness = (points @ self._meaning.question(question, self._telling(count))).tolist()
        mean, spread = statistics.fmean(likeness), statistics.pstdev(likeness) or 1.0
        best = max(own.values())
        lift = {turn: max(0.0, (each - mean) / spread) for turn, each in zip(texts, likeness, strict=True)}
        return {turn: score + NEAR * best * lift[turn] for turn, score in own.items()}

    def _telling(self, count: Count) -> Callable[[str], float]:
        """How much a word says about what is meant: little, where it stands in many messages; "the" says nothing."""
        row = self._db.one("SELECT max(id) FROM turns")
        messages = max(1, row[0] or 1) if row else 1

        def weight(word: str) -> float:
            plain = fold(word).removesuffix("'s")
            return 0.0 if plain in FILLER else RARE / (RARE + count(stem(plain)) / messages)

        return weight

    def _messages_with(self, stemmed: str) -> int:
        """How many messages hold the stem or, where it may grow, a longer form of it."""
        last = stemmed + "\U0010ffff" if _grows(stemmed) else stemmed
        row = self._db.one(
            "SELECT coalesce(sum(doc), 0) FROM temp.spoken WHERE term >= ? AND term <= ?", (stemmed, last)
        )
        return int(row[0]) if row else 0

    def _conversations(self, own: dict[int, float], near: Iterable[tuple[int, int, int]]) -> dict[int, float]:
        """How much each conversation speaks of it: the mean of its best messages, missing ones counting as nothing."""
        found: dict[int, list[float]] = defaultdict(list)
        for turn, _, conversation in near:
            found[conversation].append(own.get(turn, 0.0))
        return {each: math.fsum(sorted(scores)[-BEST:]) / BEST for each, scores in found.items()}

    def _excerpt(self, turn: int, score: float) -> Excerpt:
        row = self._db.one("SELECT conversation, role, created, text FROM turns WHERE id = ?", (turn,))
        assert row is not None  # it was read in the same breath
        return Excerpt(turn, row[0], row[1], row[2], row[3], score)


def _rarest(asked: Iterable[str], count: Count) -> list[str]:
    """Index queries for the stems that occur, from the rarest on, while they do not occur too often together."""
    room = ENOUGH
    words: list[str] = []
    for often, each in sorted((count(each), each) for each in asked):
        room -= often
        if often and (room >= 0 or not words):
            words.append(f'"{each}"' + ("*" if _grows(each) else ""))
    return words


def _grows(stem: str) -> bool:
    return len(stem) >= PREFIX and stem.isalpha()


def _day(created: str) -> str:
    moment = datetime.fromisoformat(created)
    return f"{moment.day} {moment:%B %Y}"


def _short(text: str) -> str:
    """The beginning of `text`, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"
