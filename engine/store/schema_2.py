"""Step 2 of the database: what was forgotten, as keyed hashes; a forgetting that is under way; whose word a dream is.

A tombstone holds no text: it can only answer "was it this?". A forgetting holds its plan, text included, until its
files are done, and nothing afterwards. A dream is never more trusted than what it was made from, whoever writes it.
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

CREATE TRIGGER dreams_are_no_better_than_facts BEFORE INSERT ON dream_facts
WHEN instr('user_confirmed user_typed user_document pasted web feed model',
           (SELECT trust FROM dreams WHERE id = new.dream))
   < instr('user_confirmed user_typed user_document pasted web feed model',
           (SELECT trust FROM facts WHERE id = new.fact)) BEGIN
  SELECT RAISE(ABORT, 'a dream is as trusted as its least trusted parent');
END

CREATE TRIGGER dreams_are_of_the_users_words BEFORE INSERT ON dream_turns
WHEN (SELECT state FROM dreams WHERE id = new.dream) = 'kept'
 AND (SELECT trust NOT IN ('user_typed', 'user_confirmed', 'user_document') AND correction = ''
      FROM turns WHERE id = new.turn) BEGIN
  SELECT RAISE(ABORT, 'nothing is learned by heart from words that the user did not vouch for');
END
"""
