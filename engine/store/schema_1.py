"""The tables of the first version: conversations and turns, the ledger, the nights. Released, so never edited.

Statements are parted by empty lines. Ids are AUTOINCREMENT: a deleted row's id never comes back, so that "after turn
812" and old evidence keep their meaning. Order is by id and never by `created`, because clocks jump.
"""

from __future__ import annotations

TURNS = """
CREATE TABLE conversations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  system TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  temporary INTEGER NOT NULL CHECK (temporary IN (0, 1)),
  newest_turn INTEGER NOT NULL -- orders the list
) STRICT

CREATE TABLE turns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL REFERENCES conversations (id),
  parent INTEGER,
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
  text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('whole', 'partial', 'interrupted')),
  trust TEXT NOT NULL
    CHECK (trust IN ('user_typed', 'user_confirmed', 'user_document', 'pasted', 'web', 'feed', 'model')),
  created TEXT NOT NULL,
  uid TEXT UNIQUE CHECK (uid <> ''),
  rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN -1 AND 1),
  correction TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  adapter TEXT NOT NULL DEFAULT '',
  tokens INTEGER NOT NULL DEFAULT 0,
  tokens_per_second REAL NOT NULL DEFAULT 0,
  UNIQUE (conversation, id),
  FOREIGN KEY (conversation, parent) REFERENCES turns (conversation, id)
) STRICT

CREATE TABLE drafts (
  id INTEGER PRIMARY KEY,
  conversation INTEGER REFERENCES conversations (id) ON DELETE CASCADE, -- NULL: of a new conversation
  text TEXT NOT NULL
) STRICT

CREATE UNIQUE INDEX drafts_by_conversation ON drafts (ifnull(conversation, 0))

CREATE INDEX turns_by_place ON turns (conversation, parent, role)

CREATE INDEX turns_unfinished ON turns (id) WHERE state = 'partial'

CREATE VIEW searchable_turns AS
SELECT t.id, t.text FROM turns t JOIN conversations c ON c.id = t.conversation
WHERE NOT c.temporary AND t.state <> 'partial'

CREATE VIRTUAL TABLE turns_fts USING fts5
(text, content='searchable_turns', content_rowid='id', tokenize='unicode61 remove_diacritics 2')

INSERT INTO turns_fts (turns_fts, rank) VALUES ('secure-delete', 1)

CREATE TRIGGER turn_added AFTER INSERT ON turns
WHEN new.state <> 'partial' AND NOT (SELECT temporary FROM conversations WHERE id = new.conversation) BEGIN
  INSERT INTO turns_fts (rowid, text) VALUES (new.id, new.text);
END

CREATE TRIGGER turn_changed AFTER UPDATE OF text, state ON turns
WHEN NOT (SELECT temporary FROM conversations WHERE id = new.conversation) BEGIN
  INSERT INTO turns_fts (turns_fts, rowid, text) SELECT 'delete', old.id, old.text WHERE old.state <> 'partial';
  INSERT INTO turns_fts (rowid, text) SELECT new.id, new.text WHERE new.state <> 'partial';
END

CREATE TRIGGER turn_deleted AFTER DELETE ON turns
WHEN old.state <> 'partial' AND NOT (SELECT temporary FROM conversations WHERE id = old.conversation) BEGIN
  INSERT INTO turns_fts (turns_fts, rowid, text) VALUES ('delete', old.id, old.text);
END

CREATE VIEW searchable_titles AS
SELECT id, title FROM conversations WHERE NOT temporary

CREATE VIRTUAL TABLE titles_fts USING fts5
(title, content='searchable_titles', content_rowid='id', tokenize='unicode61 remove_diacritics 2')

INSERT INTO titles_fts (titles_fts, rank) VALUES ('secure-delete', 1)

CREATE TRIGGER title_added AFTER INSERT ON conversations WHEN NOT new.temporary BEGIN
  INSERT INTO titles_fts (rowid, title) VALUES (new.id, new.title);
END

CREATE TRIGGER title_changed AFTER UPDATE OF title ON conversations WHEN NOT new.temporary BEGIN
  INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', old.id, old.title);
  INSERT INTO titles_fts (rowid, title) VALUES (new.id, new.title);
END

CREATE TRIGGER title_deleted AFTER DELETE ON conversations WHEN NOT old.temporary BEGIN
  INSERT INTO titles_fts (titles_fts, rowid, title) VALUES ('delete', old.id, old.title);
END
"""

LEDGER = """
CREATE TABLE facts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  text TEXT NOT NULL CHECK (text <> ''),
  same TEXT NOT NULL, -- `text` without case, spacing and punctuation: equal for the same sentence
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  attribute TEXT NOT NULL,
  value TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'uncertain', 'superseded', 'suspended', 'deleted')),
  trust TEXT NOT NULL CHECK (trust IN ('user_typed', 'user_confirmed')), -- nobody else speaks about the user
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  created TEXT NOT NULL,
  confirmed TEXT NOT NULL,
  superseded_by INTEGER REFERENCES facts (id),
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  lives TEXT NOT NULL DEFAULT 'prompt' CHECK (lives IN ('prompt', 'fast', 'slow')),
  fails INTEGER NOT NULL DEFAULT 0,
  uncertain_because TEXT NOT NULL DEFAULT ''
) STRICT

CREATE INDEX facts_by_same ON facts (same)

CREATE INDEX facts_by_successor ON facts (superseded_by) WHERE superseded_by IS NOT NULL

CREATE VIRTUAL TABLE facts_fts USING fts5
(text, content='facts', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')

INSERT INTO facts_fts (facts_fts, rank) VALUES ('secure-delete', 1)

CREATE TRIGGER fact_added AFTER INSERT ON facts BEGIN
  INSERT INTO facts_fts (rowid, text) VALUES (new.id, new.text);
END

CREATE TRIGGER fact_changed AFTER UPDATE OF text ON facts BEGIN
  INSERT INTO facts_fts (facts_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO facts_fts (rowid, text) VALUES (new.id, new.text);
END

CREATE TRIGGER fact_deleted AFTER DELETE ON facts BEGIN
  INSERT INTO facts_fts (facts_fts, rowid, text) VALUES ('delete', old.id, old.text);
END

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fact INTEGER NOT NULL REFERENCES facts (id),
  turn INTEGER REFERENCES turns (id), -- NULL once its conversation is deleted
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  created TEXT NOT NULL
) STRICT

CREATE INDEX evidence_by_fact ON evidence (fact)

CREATE INDEX evidence_by_turn ON evidence (turn)

CREATE TRIGGER evidence_is_the_users BEFORE INSERT ON evidence
WHEN NOT EXISTS (SELECT 1 FROM turns WHERE id = new.turn AND role = 'user'
                 AND trust IN ('user_typed', 'user_confirmed')) BEGIN
  SELECT RAISE(ABORT, 'evidence is a turn that the user typed or confirmed');
END

CREATE TRIGGER evidence_goes_with_its_turn BEFORE DELETE ON turns BEGIN
  UPDATE evidence SET turn = NULL, start = 0, "end" = 0, quote = '' WHERE turn = old.id;
END

CREATE TABLE fact_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fact INTEGER NOT NULL REFERENCES facts (id),
  what TEXT NOT NULL,
  before TEXT NOT NULL, -- JSON of the changed columns; empty where there was nothing
  after TEXT NOT NULL,
  why TEXT NOT NULL,
  night INTEGER REFERENCES nights (id), -- NULL: the user did it
  created TEXT NOT NULL
) STRICT

CREATE INDEX fact_changes_by_fact ON fact_changes (fact)

CREATE INDEX fact_changes_by_night ON fact_changes (night)

CREATE TRIGGER fact_changes_only_grow BEFORE UPDATE ON fact_changes BEGIN
  SELECT RAISE(ABORT, 'the history of facts is append-only');
END

CREATE TABLE turn_facts (
  turn INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
  fact INTEGER NOT NULL REFERENCES facts (id),
  PRIMARY KEY (turn, fact)
) STRICT, WITHOUT ROWID

CREATE INDEX turn_facts_by_fact ON turn_facts (fact)
"""

NIGHTS = """
CREATE TABLE nights (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  depth TEXT NOT NULL CHECK (depth IN ('nap', 'night', 'deep')),
  last_turn INTEGER NOT NULL, -- the newest turn that this night takes in
  seed INTEGER NOT NULL,
  started TEXT NOT NULL,
  ended TEXT,
  verdict TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  report BLOB
) STRICT

CREATE TABLE journal (
  night INTEGER NOT NULL REFERENCES nights (id),
  stage TEXT NOT NULL,
  state TEXT NOT NULL,
  payload BLOB NOT NULL,
  updated TEXT NOT NULL,
  PRIMARY KEY (night, stage)
) STRICT, WITHOUT ROWID

CREATE TABLE dreams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  night INTEGER NOT NULL REFERENCES nights (id),
  kind TEXT NOT NULL,
  prompt TEXT NOT NULL, -- JSON: the messages
  answer TEXT NOT NULL,
  trust TEXT NOT NULL
    CHECK (trust IN ('user_typed', 'user_confirmed', 'user_document', 'pasted', 'web', 'feed', 'model')),
  state TEXT NOT NULL CHECK (state IN ('kept', 'dropped')),
  reason TEXT NOT NULL
) STRICT

CREATE INDEX dreams_by_night ON dreams (night)

CREATE TABLE dream_facts (
  dream INTEGER NOT NULL REFERENCES dreams (id) ON DELETE CASCADE,
  fact INTEGER NOT NULL REFERENCES facts (id),
  PRIMARY KEY (dream, fact)
) STRICT, WITHOUT ROWID

CREATE INDEX dream_facts_by_fact ON dream_facts (fact)

CREATE TABLE dream_turns (
  dream INTEGER NOT NULL REFERENCES dreams (id) ON DELETE CASCADE,
  turn INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
  PRIMARY KEY (dream, turn)
) STRICT, WITHOUT ROWID

CREATE INDEX dream_turns_by_turn ON dream_turns (turn)

CREATE TABLE exams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  night INTEGER NOT NULL REFERENCES nights (id),
  kind TEXT NOT NULL,
  fact INTEGER REFERENCES facts (id),
  question TEXT NOT NULL,
  expected TEXT NOT NULL,
  before TEXT NOT NULL DEFAULT '',
  right_before INTEGER CHECK (right_before IN (0, 1)), -- NULL: not asked
  after TEXT NOT NULL DEFAULT '',
  right_after INTEGER CHECK (right_after IN (0, 1))
) STRICT

CREATE UNIQUE INDEX exams_by_question ON exams (night, kind, ifnull(fact, 0), question)

CREATE INDEX exams_by_fact ON exams (fact)

CREATE TABLE adapters (
  id TEXT PRIMARY KEY, -- SHA-256 of the weights
  night INTEGER NOT NULL REFERENCES nights (id),
  folder TEXT NOT NULL,
  model TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('fast', 'slow')),
  state TEXT NOT NULL DEFAULT 'made' CHECK (state IN ('made', 'published', 'revoked')),
  published INTEGER NOT NULL DEFAULT 0, -- counts publications: the highest one is answered from
  reason TEXT NOT NULL DEFAULT '',
  created TEXT NOT NULL
) STRICT

CREATE TABLE adapter_facts (
  adapter TEXT NOT NULL REFERENCES adapters (id) ON DELETE CASCADE,
  fact INTEGER NOT NULL REFERENCES facts (id),
  PRIMARY KEY (adapter, fact)
) STRICT, WITHOUT ROWID

CREATE INDEX adapter_facts_by_fact ON adapter_facts (fact)

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID

CREATE TABLE memory_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  night INTEGER REFERENCES nights (id), -- NULL: between nights
  created TEXT NOT NULL,
  text TEXT NOT NULL,
  lines BLOB NOT NULL, -- JSON
  before TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'written'))
) STRICT
"""
