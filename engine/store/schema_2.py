"""Step 2 of the database: what was forgotten, as keyed hashes, and a forgetting that is under way.

A tombstone holds no text: it can only answer "was it this?". A forgetting holds its plan, text included, until its
files are done, and nothing afterwards.
"""

from __future__ import annotations

FORGETTING = """
CREATE TABLE tombstone_keys (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL -- 32 random bytes, of this database and its backups
) STRICT

CREATE TABLE tombstones (
  hash BLOB PRIMARY KEY,
  until INTEGER NOT NULL -- the newest turn at that time: what is said later may be learned again
) STRICT, WITHOUT ROWID

CREATE TABLE forgettings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan BLOB NOT NULL, -- JSON; empty once it is done
  counts BLOB NOT NULL, -- JSON: the receipt so far
  state TEXT NOT NULL CHECK (state IN ('begun', 'done')),
  created TEXT NOT NULL
) STRICT
"""
