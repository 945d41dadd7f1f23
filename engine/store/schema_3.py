"""Step 3 of the database: insights, which connect memories that lie far apart, with the user's word on each.

One pair of facts is told of once: `pair` is their ids, so that what was refused (or told and let lie) never comes
again.
"""

from __future__ import annotations

INSIGHTS = """
CREATE TABLE insights (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  night INTEGER NOT NULL REFERENCES nights (id),
  pair TEXT NOT NULL UNIQUE, -- the ids of its facts, ascending, joined by "-"
  text TEXT NOT NULL CHECK (text <> ''),
  novelty REAL NOT NULL CHECK (novelty BETWEEN 0 AND 1),
  support REAL NOT NULL CHECK (support BETWEEN 0 AND 1),
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'kept', 'refused')),
  judged TEXT -- when the user said so
) STRICT

CREATE INDEX insights_by_night ON insights (night)

CREATE TABLE insight_facts (
  insight INTEGER NOT NULL REFERENCES insights (id) ON DELETE CASCADE,
  fact INTEGER NOT NULL REFERENCES facts (id),
  PRIMARY KEY (insight, fact)
) STRICT, WITHOUT ROWID

CREATE INDEX insight_facts_by_fact ON insight_facts (fact)

CREATE TABLE insight_turns (
  insight INTEGER NOT NULL REFERENCES insights (id) ON DELETE CASCADE,
  turn INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
  PRIMARY KEY (insight, turn)
) STRICT, WITHOUT ROWID

CREATE INDEX insight_turns_by_turn ON insight_turns (turn)
"""
