"""Step 5 of the database: the memory file as it is being edited, not saved yet; at most one."""

from __future__ import annotations

DRAFT = """
CREATE TABLE memory_draft (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  text TEXT NOT NULL CHECK (text <> '')
) STRICT
"""
